#!/usr/bin/perl
# The command line: each tests/cli/NAME.sh runs in a fresh folder; what it prints and its exit status are compared with
# NAME.stdout, NAME.stderr (missing: nothing) and NAME.exit (missing: 0).
#
# A script finds the program in $FAIRLEAF and the repository in $ROOT. The last line of a script that cannot run on this
# machine is "skip: why". UPDATE=1 rewrites what was expected; CASES=NAME runs the scripts whose names start so.
use strict;
use warnings;
use Cwd qw(abs_path getcwd);
use File::Temp qw(tempdir);

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $root = getcwd();
my $count = 0;
@ENV{qw(LC_ALL TZ ROOT FAIRLEAF)} = ('C', 'UTC', $root, abs_path($fairleaf));
delete @ENV{qw(UPDATE_ONLY MAKEFLAGS)};
umask 022;

sub slurp {
    my ($file) = @_;
    open my $in, '<:raw', $file or return '';
    local $/;
    return scalar(<$in>) // '';
}

sub compare {
    my ($about, $got, $file, $usual) = @_;
    my $wanted = -e $file ? slurp($file) : $usual;
    if ($ENV{UPDATE} && $got ne $wanted) {
        if ($got eq $usual) { unlink $file }
        else { open my $out, '>:raw', $file or die "$file: $!\n"; print $out $got; close $out }
        $wanted = $got;
    }
    $count++;
    print $got eq $wanted ? 'ok' : 'not ok', " $count - $about\n";
    return if $got eq $wanted;
    my ($g, $w) = map { join '', map { "#   $_\n" } split /\n/, substr $_, 0, 2000 } $got, $wanted;
    print "# got:\n$g# wanted:\n$w";
}

for my $script (glob 'tests/cli/*.sh') {
    my ($name) = $script =~ m{([^/]+)\.sh$};
    next if $ENV{CASES} && index($name, $ENV{CASES}) != 0;
    my $folder = tempdir('fairleaf-XXXXXX', TMPDIR => 1, CLEANUP => 1);
    my $results = tempdir('fairleaf-XXXXXX', TMPDIR => 1, CLEANUP => 1);
    chmod 0755, $folder;
    my $status = system "cd '$folder' && sh '$root/$script' >'$results/out' 2>'$results/err' </dev/null";
    my ($out, $err) = map { slurp("$results/$_") } 'out', 'err';
    if ($out =~ /^skip: (.*)\n\z/m) {
        $count++;
        print "ok $count - $name # SKIP $1\n";
        next;
    }
    (my $base = $script) =~ s/\.sh$//;
    compare("$name: standard output", $out, "$base.stdout", '');
    compare("$name: standard error", $err, "$base.stderr", '');
    compare("$name: exit status", ($status >> 8) . "\n", "$base.exit", "0\n");
    system 'chmod', '-R', 'u+rwx', $folder;
}
chdir $root;
print "1..$count\n";
