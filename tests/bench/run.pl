#!/usr/bin/perl
# Speed, as ratios in one run: best of five rounds, CPU seconds of the whole process tree. make bench.
#
# Documents are cut from the example reports, so that they are what the program is for. cmark is run on the same bytes when
# it is installed; it cleans nothing and guesses nothing, and is the floor that we compare with.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Time::HiRes qw(time);

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $folder = tempdir('fairleaf-bench-XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $cmark = (grep { -x "$_/cmark" } split /:/, $ENV{PATH})[0];

sub slurp { my ($file) = @_; open my $in, '<:raw', $file or die "$file: $!\n"; local $/; return scalar <$in> }
sub spew { my ($file, $bytes) = @_; open my $out, '>:raw', $file or die "$file: $!\n"; print $out $bytes; close $out }

# Best wall and CPU seconds of five runs; `before` is run first each time and not counted.
sub measure {
    my ($command, $before) = @_;
    my ($wall, $cpu) = (1e9, 1e9);
    for (1 .. 5) {
        system $before if $before;
        my ($from, @t) = (time, times);
        system("$command >/dev/null 2>&1") == 0 or return;
        my ($to, @u) = (time, times);
        my $used = $u[2] + $u[3] - $t[2] - $t[3];
        $wall = $to - $from if $to - $from < $wall;
        $cpu = $used if $used < $cpu;
    }
    return ($wall, $cpu);
}

sub row {
    my ($name, $size, $command, $before) = @_;
    my ($wall, $cpu) = measure($command, $before);
    if (!defined $wall) { printf "  %-46s failed\n", $name; return }
    printf "  %-46s %7.3f s wall %7.3f s CPU", $name, $wall, $cpu;
    printf " %8.1f MB/s", $size / 1e6 / ($wall || 1e-6) if $size;
    print "\n";
}

my @reports = map { slurp($_) } sort glob 'examples/reports/*.txt';
my $text = join "\n", @reports;
my $big = $text x (1 + int(10e6 / length $text));
spew("$folder/big.txt", $big);
print "one text of 10 MB\n";
row('to Markdown', length $big, "$fairleaf convert $folder/big.txt");
row('to Markdown, as it is', length $big, "$fairleaf convert --as-is $folder/big.txt");
row('cmark -t commonmark', length $big, "cmark -t commonmark $folder/big.txt") if $cmark;

my @paragraphs = grep { length } split /\n+/, $text;
my $total = 0;
mkdir "$folder/many";
for my $i (1 .. 1000) {
    my $document = join "\n", map { $paragraphs[($i * 31 + $_ * 7) % @paragraphs] } 1 .. 3 + $i % 17;
    $total += length $document;
    spew("$folder/many/$i.txt", "$document\n");
}
print "1,000 documents into a folder\n";
row("-j $_", $total, "$fairleaf convert -j $_ $folder/many -o $folder/out", "rm -rf $folder/out") for 1, 2, 4;
row('again, nothing changed', 0, "$fairleaf convert $folder/many -o $folder/out");
row('cp -r', $total, "cp -r $folder/many $folder/copy", "rm -rf $folder/copy");

spew("$folder/tiny.txt", "one line\n");
my $loop = 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do %s; done';
print "start: 20 runs on one line\n";
row('convert', 0, sprintf $loop, "$fairleaf convert $folder/tiny.txt");
row('cmark', 0, sprintf $loop, "cmark $folder/tiny.txt") if $cmark;
