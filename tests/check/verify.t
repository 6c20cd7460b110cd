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

# One character at a time: a letter, digit or Han character becomes another one.
run('rm', '-rf', "$folder/clean");
run($fairleaf, 'convert', '-q', '--ledger', '-t', 'markdown,html,text', "$folder/raw", '-o', "$folder/clean");
my (@unnamed, @others, $tried);
for my $ledger (sort glob "$folder/clean/*.ledger.json") {
    (my $base = $ledger) =~ s/\.ledger\.json$//;
    my ($name) = $base =~ m{([^/]+)$};
    my $path = ("$folder/raw/$name.txt", "$base.md", "$base.html", "$base.txt", $ledger, $ledger)[random(6)];
    next unless -e $path;
    my $whole = my $text = slurp($path);
    my @places;
    if ($path eq $ledger) {                             # the text that an edit puts in or takes out, and places
        push @places, $-[1] + random($+[1] - $-[1]) while $text =~ /"(?:before|after)":"([a-zA-Z0-9]+)"/g;
        # in a page, a byte of a tag names the text behind the tag: one byte more may be the same place
        push @places, $-[1] while $text !~ /"input":"html"/ && $text =~ /"byte":\[\d*(\d),\d+\]\},"before"/g;
    } else {
        push @places, $-[0] while $text =~ /[a-zA-Z0-9]|(?<=[\xE4-\xE9])[\x80-\xBF](?=[\x80-\xBF])/g;
    }
    next unless @places;
    my $at = $places[random(scalar @places)];
    my $c = substr $text, $at, 1;
    substr($text, $at, 1) = $c =~ /[a-yA-Y0-8]/ ? chr(1 + ord $c) : $c =~ /[zZ9]/ ? chr(ord($c) - 1) : chr(ord($c) ^ 1);
    spill($path, $text);
    my $said = run($fairleaf, 'verify', "$folder/clean", '--sources', "$folder/raw");
    my $status = $?;
    spill($path, $whole);
    $tried++;
    push @unnamed, "$path at $at: $said" if !$status || $said !~ /^\Q$ledger\E: error: /m;
    push @others, "$path at $at: $said" if grep { !/^\Q$ledger\E: error: / && !/^\d+ documents: / } split /\n/, $said;
}
check("$tried changed characters are named", $tried > 60 ? () : 'too few', @unnamed);
check('and nothing else is', @others);
print "1..$count\n";
