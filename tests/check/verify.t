#!/usr/bin/perl
# `fairleaf verify` over every case and example report: it agrees, whatever the format and the options; and for each
# document one character changed in its source, an output or its ledger is named, and nothing else is.
use strict;
use warnings;
use File::Find;
use File::Temp qw(tempdir);

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $folder = tempdir(CLEANUP => 1);
my $count = 0;
my $state = 11;
sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for map { split /\n/ } @faults[0 .. ($#faults > 9 ? 9 : $#faults)];
}
sub slurp { open my $in, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return scalar(<$in>) // '' }
sub spill { open my $out, '>:raw', $_[0] or die "$_[0]: $!\n"; print $out $_[1]; close $out or die }
sub random { $state = ($state * 1103515245 + 12345) & 0x7fffffff; return ($state >> 8) % $_[0] }
sub run { my $quoted = join ' ', map { my $w = $_; $w =~ s/'/'\\''/g; "'$w'" } @_; return scalar `$quoted 2>&1` }

mkdir "$folder/raw";
my %taken;
find({ no_chdir => 1, wanted => sub {
    return unless /\.(in|txt)$/;
    return if m{^tests/cases} && !/\.in$/;
    my ($name) = m{([^/]+)\.\w+$};
    spill("$folder/raw/$name.txt", slurp($_)) unless $taken{$name}++;
} }, 'tests/cases', 'examples/reports');
for my $options (['-t', 'markdown,html,text'], ['-t', 'xml,latex,man,json'], ['-t', 'markdown', '--width', 40], ['--as-is'],
                 ['--front-matter', 'yaml'], ['--front-matter', 'toml', '-t', 'markdown,html'], ['-s', '-t', 'html']) {
    run('rm', '-rf', "$folder/clean");
    run($fairleaf, 'convert', '-q', '--ledger', @$options, "$folder/raw", '-o', "$folder/clean");
    my $said = run($fairleaf, 'verify', "$folder/clean", '--sources', "$folder/raw");
    check("@$options: all agree", $? == 0 && $said =~ /^\d\d+ documents: source, ledger and outputs agree\n\z/ ? () : $said);
}

# One byte at a time, wherever it stands, becomes another one: in the ledger, in an output, in the source.
run('rm', '-rf', "$folder/clean");
run($fairleaf, 'convert', '-q', '--ledger', '-t', 'markdown,html,text', "$folder/raw", '-o', "$folder/clean");
mkdir "$folder/one";
mkdir "$folder/from";
my @bytes = map { chr } 10, 32 .. 126;
my (@unnamed, @others, $tried);
for my $made (sort glob "$folder/clean/*.ledger.json") {
    my ($name) = $made =~ m{([^/]+)\.ledger\.json$};
    unlink glob("$folder/one/* $folder/from/*");
    my ($ledger, $source) = ("$folder/one/$name.ledger.json", "$folder/from/$name.txt");
    spill("$folder/one/$name$_", slurp("$folder/clean/$name$_")) for '.ledger.json', '.md', '.html', '.txt';
    spill($source, slurp("$folder/raw/$name.txt"));
    for my $path ($ledger, $ledger, "$folder/one/$name" . ('.md', '.html', '.txt')[random(3)], $source) {
        my $whole = my $text = slurp($path);
        next unless length $whole;
        my $at = random(length $whole);
        substr($text, $at, 1) = $bytes[random(scalar @bytes)] while $text eq $whole;
        spill($path, $text);
        my $said = run($fairleaf, 'verify', "$folder/one", '--sources', "$folder/from");
        my $status = $?;
        spill($path, $whole);
        $tried++;
        push @unnamed, "$path at $at: $said" if !$status || $said !~ /^\Q$ledger\E: error: /m;
        push @others, "$path at $at: $said" if grep { !/^\Q$ledger\E: error: / && !/^\d+ documents: / && !/: note: / } split /\n/, $said;
    }
}
check("$tried changed bytes are named", $tried > 600 ? () : 'too few', @unnamed);
check('and nothing else is', @others);
print "1..$count\n";
