#!/usr/bin/perl
# Every system call that can fail is made to fail, every allocation too, reads and writes are cut short: the run says so
# and ends with a status, what can be seen is whole, and the same command again finishes the work.
use strict;
use warnings;
use Cwd qw(abs_path getcwd);
use Errno qw(EACCES EDQUOT EEXIST EINTR EIO ELOOP EMFILE ENFILE ENOMEM ENOSPC EROFS);
use File::Path qw(remove_tree make_path);
use File::Temp qw(tempdir);

my ($root, $out) = (getcwd(), $ENV{OUT} // 'build/release');
my $fairleaf = abs_path($ENV{FAIRLEAF});
my $mode = $ENV{MODE} // 'release';
if ($mode ne 'release' && $mode ne 'debug') {
    print "1..0 # SKIP a preloaded library and a sanitizer do not go together\n";
    exit;
}
my $library = abs_path($out) . '/fault.so';
my @flags = qw(-O1 -shared -fPIC -o);
if (system('cc', @flags, $library, 'tests/faults/fault.c', '-ldl')) {
    print "1..0 # SKIP the library of faults cannot be built here\n";
    exit;
}

# In memory where that is possible: many of these runs bring every output to the disk.
my $folder = tempdir(CLEANUP => 1, -w '/dev/shm' ? (DIR => '/dev/shm') : (TMPDIR => 1));
chdir $folder or die;
make_path('in/sub');
for my $i (1 .. 6) {
    open my $f, '>:raw', $i % 2 ? "in/$i.txt" : "in/sub/$i.txt" or die;
    print $f "第${i}次会议报告\n\n各位代表：\n\n", "一、第 $i 份报告的一行文字。\n\n" x 40;
}

sub run {
    my ($fault, @arguments) = @_;
    my $pid = fork // die;
    if (!$pid) {
        $ENV{LD_PRELOAD} = $library;
        $ENV{FAULT} = $fault;
        $ENV{FAULT_LOG} = "$folder/calls";
        open STDOUT, '>', "$folder/stdout";
        open STDERR, '>', "$folder/stderr";
        alarm 20;
        exec $fairleaf, @arguments;
    }
    waitpid $pid, 0;
    return $?;
}

sub slurp { my ($p) = @_; open my $f, '<:raw', $p or return ''; local $/; return scalar(<$f>) // '' }

sub outputs {    # path => content, of what a reader sees
    my %seen;
    for my $p (glob('out/*.md out/*/*.md out/*.json out/*/*.json')) { $seen{$p} = slurp($p) }
    return \%seen;
}

my @command = ('convert', '-j', '1', 'in', '-o', 'out', '--ledger', '--durable', '--report', 'out.jsonl');
run('none:5:1', @command) == 0 or die "the undisturbed run fails\n";
my $whole = outputs();
my @wanted = sort keys %$whole;
my $count = 0;
my $most = $ENV{FAULTS} || 8;    # of one kind; FAULTS=1000 tries them all

sub left { my @all = glob('out/.fairleaf-* out/sub/.fairleaf-*'); return @all }

# What is wrong with a run under a fault; '' when nothing is.
sub judge {
    my ($status) = @_;
    my $seen = outputs();
    my $said = slurp('stderr');
    return 'ended by signal ' . ($status & 127) if $status & 127;
    return 'exit status ' . ($status >> 8) if $status >> 8 > 1;
    for (keys %$seen) { return "$_ is not whole" if !defined $whole->{$_} || $seen->{$_} ne $whole->{$_} }
    return 'outputs are missing, and the status says that all is well' if !$status && @wanted != keys %$seen;
    return 'a failure without a word' if $status && $said eq '';
    return 'control bytes in a message' if $said =~ /[^\n\x20-\x7E\x80-\xFF]/;
    return $status && left() ? 'left over: ' . join ' ', left() : '';
}

sub trial {
    my ($fault) = @_;
    remove_tree('out');
    unlink 'out.jsonl';
    my $problem = judge(run($fault, @command));
    my $leftover = $problem =~ /^left over/ && $fault =~ /^unlinkat/;    # it could not be taken away; the next run sweeps
    $problem = '' if $leftover;
    if (!$problem) {
        my $again = run('none:5:1', @command);
        $problem = 'the next run fails: ' . slurp('stderr') if $again;
        my $seen = outputs();
        $problem ||= 'the next run does not finish the work' if join("\0", %$whole{@wanted}) ne join("\0", %$seen{@wanted});
        $problem ||= 'the next run leaves something over' if left();
    }
    return $problem;
}

sub group {
    my ($call, $error, $about, $plus, @which) = @_;
    my @bad;
    run("$call:0:0", @command) if !@which;
    remove_tree('out');
    run("$call:0:0", @command);
    my $calls = slurp('calls') + 0;
    # all calls, when they are few; else spread over the run
    @which = $calls <= $most ? (1 .. $calls) : map { 1 + int($_ * ($calls - 1) / ($most - 1)) } 0 .. $most - 1;
    for my $k (@which) {
        my $problem = trial("$call:$error:$k$plus");
        push @bad, "$call $k of $calls: $problem" if $problem;
    }
    $count++;
    print @bad ? 'not ' : '', "ok $count - $about (", scalar(@which), " of $calls calls)\n";
    print map { "# $_\n" } @bad;
}

my @groups = (
    ['openat', EIO, 'openat meets an I/O error', ''],
    ['openat', EMFILE, 'openat finds no descriptor, ever again', '+'],
    ['openat', EACCES, 'openat is not allowed', ''],
    ['open', EIO, 'open meets an I/O error', ''],
    ['read', EIO, 'read meets an I/O error', ''],
    ['read', EINTR, 'read is interrupted', ''],
    ['read', 'short', 'read gives a byte at a time', '+'],
    ['write', ENOSPC, 'the disk is full for a moment', ''],
    ['write', ENOSPC, 'the disk is full', '+'],
    ['write', EDQUOT, 'the quota is used up', '+'],
    ['write', EIO, 'write meets an I/O error', ''],
    ['write', EINTR, 'write is interrupted', ''],
    ['fsync', EIO, 'fsync meets an I/O error', ''],
    ['syncfs', EIO, 'syncfs meets an I/O error: each file is brought to the disk', ''],
    ['close', EIO, 'close meets an I/O error', ''],
    ['renameat', EIO, 'renameat meets an I/O error', ''],
    ['renameat', ENOSPC, 'renameat finds no room, ever again', '+'],
    ['mkdirat', ENOSPC, 'mkdirat finds no room', ''],
    ['fstat', EIO, 'fstat meets an I/O error', ''],
    ['fstatat', EIO, 'fstatat meets an I/O error', ''],
    ['unlinkat', EIO, 'unlinkat meets an I/O error', ''],
    ['malloc', ENOMEM, 'an allocation fails', ''],
    ['malloc', ENOMEM, 'memory is used up', '+'],
);
group(@$_) for @groups;

# ---- a site, killed, its sources changed, and made again ----

sub change {
    my ($n) = @_;
    for my $i (1 .. 6) {
        open my $f, '>:raw', "raw/$i.txt" or die;
        print $f "第${i}号工作报告\n\n——2021年2月6日在第二次会议上\n\n", "正文第${n}稿，有待修复。\n\n" x 40;
    }
}

sub pages {
    my ($top) = @_;
    return join '', map { "$_ " . slurp("$top/$_") . "\n" } sort split /\n/, `cd '$top' && find . -type f ! -path '*/.fairleaf*'`;
}

sub killed_site {
    my @bad;
    mkdir 'raw';
    for my $n (0, 1) {    # the calls of the second run are counted
        change($n);
        run('renameat:0:0', 'site', '-q', '-j', '1', 'raw', '-o', 'site');
    }
    my $calls = slurp('calls') + 0;
    for my $k (map { 1 + int($_ * ($calls - 1) / ($most * 2 - 1)) } 0 .. $most * 2 - 1) {
        remove_tree($_) for 'site', 'new';
        change(0);
        run('none:5:1', 'site', '-q', '-j', '1', 'raw', '-o', 'site');
        change(1);
        my $status = run("renameat:kill:$k", 'site', '-q', '-j', '1', 'raw', '-o', 'site');
        push @bad, "$k of $calls: status $status" if $status != 9;
        change(2);
        run('none:5:1', 'site', '-q', '-j', '1', 'raw', '-o', $_) and push @bad, "$k of $calls: $_: " . slurp('stderr') for 'site', 'new';
        push @bad, "$k of $calls: it is not as a new one" if pages('site') ne pages('new');
    }
    $count++;
    print @bad ? 'not ' : '', "ok $count - a site is killed, its sources change: nothing is left of it\n";
    print map { "# $_\n" } @bad;
}
killed_site();
print "1..$count\n";
