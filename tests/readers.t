#!/usr/bin/perl
# Front matter as others read it: titles that YAML and TOML could take for something else come back unchanged, dates as
# dates. Readers that this machine does not have are skipped; READERS=all fails instead.
#
# Some need what no Debian package brings: GO_READER names the program built from tests/readers/go, JS_READER a command
# that runs tests/readers/read.mjs beside js-yaml 4 and smol-toml.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $json = JSON::PP->new->utf8->allow_nonref;
my $count = 0;

sub slurp { my ($file) = @_; open my $in, '<:raw', $file or die "$file: $!\n"; local $/; return scalar <$in> }

sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for @faults[0 .. ($#faults < 9 ? $#faults : 9)];
}

sub skip { my ($about, $why) = @_; $count++; print "ok $count - $about # SKIP $why\n" }

my @title = @{ $json->decode(slurp('tests/readers/titles.json')) };
my $folder = tempdir('fairleaf-XXXXXX', TMPDIR => 1, CLEANUP => 1);
open my $out, '>', "$folder/in.md" or die; print $out "# Report\n\nText.\n"; close $out;
my %file;
for my $notation (qw(yaml toml json)) {
    for my $i (0 .. $#title) {
        my $title = $title[$i];
        utf8::encode($title);
        my $file = sprintf '%s/%s-%02d.md', $folder, $notation, $i;
        system($fairleaf, 'convert', '-M', "title=$title", '-M', 'date=2021-02-06', '--front-matter', $notation, "$folder/in.md",
            '-o', $file) == 0 or die "convert failed for $notation $i\n";
        push @{ $file{$notation} }, $file;
    }
}

my @reader = (['Python', 'python3', 'tests/readers/read.py'], ['Ruby', 'ruby', 'tests/readers/read.rb'],
    ['JavaScript', $ENV{JS_READER} // 'node tests/readers/read.mjs'], ['Go', $ENV{GO_READER} // 'fairleaf-go-reader']);
for my $reader (@reader) {
    my ($name, @command) = @$reader;
    for my $notation (sort keys %file) {
        my $about = "$name reads $notation";
        next if $name eq 'Ruby' && $notation eq 'toml'; # Debian has no reader
        my @line = `@command $notation @{$file{$notation}} 2>'$folder/errors'`;
        if ($?) {
            my ($why) = slurp("$folder/errors") =~ /((?:not found|No module|Cannot find|cannot load)[^\n]{0,60})/i;
            if (defined $why && ($ENV{READERS} // '') ne 'all') { skip($about, $why); next }
            check($about, 'it failed: ' . substr slurp("$folder/errors"), 0, 300);
            next;
        }
        my @wrong;
        for my $i (0 .. $#title) {
            my ($title, $date, $type) = @{ $json->decode($line[$i] // '[]') };
            push @wrong, $json->encode([$title[$i], $title, $date, $type])
                if ($title // '') ne $title[$i] || $date ne '2021-02-06' || $type ne ($notation eq 'json' ? 'string' : 'date');
        }
        check($about . ': ' . @title . ' titles', @wrong);
    }
}
print "1..$count\n";
