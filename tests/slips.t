#!/usr/bin/perl
# Takes one byte out of a thousand clean sentences, and counts what comes back.
#
#     FAIRLEAF=./fairleaf perl tests/slips.t [FILE...]
#
# FILE: lines of a genre, a tab and a sentence (tests/slips/sentences.tsv: sentences that the tables of data/frequency were
# not made from, see data/NOTICE). Each sentence is a document of its own, which is harder than a place in a long report,
# whose words are known by then. One character of the sentence, encoded as GBK, loses its first byte: a '?' stands in its
# place, and the rest is decoded as it comes, each byte that cannot be decoded giving one '?' more. SHOW=1 prints what
# came back wrong. The numbers are the same on every machine; they are what the confidence of slips.gbk is measured by.
use strict;
use warnings;
use Encode qw(decode encode FB_CROAK LEAVE_SRC);
use File::Temp qw(tempdir);
use JSON::PP;

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $folder = tempdir('fairleaf-slips-XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $seed = 1;
my $count = 0;
binmode STDOUT, ':utf8';

sub ok { my ($good, $about) = @_; $count++; print $good ? 'ok' : 'not ok', " $count - $about\n" }
sub below { my ($n) = @_; $seed = ($seed * 1664525 + 1013904223) % 2**32; return int($seed / 2**32 * $n) }
sub slurp { my ($file) = @_; open my $in, '<:raw', $file or die "$file: $!\n"; local $/; return scalar <$in> }
sub spew { my ($file, $bytes) = @_; open my $out, '>:raw', $file or die "$file: $!\n"; print $out $bytes; close $out }

sub character { my ($bytes) = @_; return eval { decode('cp936', $bytes, FB_CROAK | LEAVE_SRC) } }

sub reread {
    my ($bytes) = @_;
    my $text = '';
    while (length $bytes) {
        my $c = ord $bytes;
        my $pair = $c < 0x80 || length $bytes < 2 ? undef : character(substr $bytes, 0, 2);
        $text .= $c < 0x80 ? chr $c : $pair // '?';
        substr($bytes, 0, defined $pair ? 2 : 1) = '';
    }
    return $text;
}

# The sentence without the first byte of its character number $at, or undef when GBK does not have all of it.
sub damaged {
    my ($sentence, $at) = @_;
    my $head = encode('cp936', substr($sentence, 0, $at), FB_CROAK | LEAVE_SRC);
    my $tail = encode('cp936', substr($sentence, $at), FB_CROAK | LEAVE_SRC);
    return decode('cp936', $head) . '?' . reread(substr $tail, 1);
}

sub plain { my ($text) = @_; $text =~ tr/\x{FF01}-\x{FF5E}/!-~/; $text =~ s/\s//g; return $text }

my @trial;
for my $file (@ARGV ? @ARGV : 'tests/slips/sentences.tsv') {
    for (split /\n/, decode('UTF-8', slurp($file))) {
        my ($genre, $sentence) = split /\t/;
        my @wide = grep { substr($sentence, $_, 1) =~ /\P{ASCII}/ } 0 .. length($sentence) - 1;
        my $was = eval { damaged($sentence, $wide[below(scalar @wide)]) } // next;
        spew(sprintf('%s/%05d.txt', $folder, scalar @trial), encode('UTF-8', "$was\n"));
        push @trial, { genre => $genre, good => plain($sentence), was => plain($was) };
    }
}
my @options = ('-q', '--encoding', 'UTF-8', '-t', 'text', '--ledger', '-o', "$folder/out");
system($fairleaf, 'convert', @options, $folder) == 0 or die "fairleaf failed\n";

my (%of, @band);
for my $i (0 .. $#trial) {
    my $t = $trial[$i];
    my $file = sprintf '%s/out/%05d', $folder, $i;
    my $got = plain(decode('UTF-8', slurp("$file.txt")));
    my ($edit) = grep { $_->{rule} eq 'slips.gbk' } @{ decode_json(slurp("$file.ledger.json"))->{edits} };
    my $right = $got eq $t->{good};
    # in part: some characters back, all of them right, and a '?' for what stays open
    my $part = !$right && $got ne $t->{was} && $got =~ /\?/;
    my $like = join '', map { $_ eq '?' ? '.' : quotemeta } split //, $got;
    my $true = $part && $t->{good} =~ /^$like$/;
    for my $sum ($of{ $t->{genre} } //= {}, $of{all} //= {}) {
        $sum->{n}++;
        $sum->{exact} += $right;
        $sum->{changed} += $got ne $t->{was};
        $sum->{part} += $part;
        $sum->{right} += $right || $true;
    }
    if ($edit && !$part && $got ne $t->{was}) {
        my $tenth = int($edit->{confidence} * 20 + 1e-6) / 20;
        push @band, [$tenth, $right];
    }
    print "# $t->{was}\n# $got\n# $t->{good}\n\n" if $ENV{SHOW} && $got ne $t->{was} && !$right && !$true;
}
for my $genre (sort { $of{$a}{n} <=> $of{$b}{n} } keys %of) {
    my $s = $of{$genre};
    printf "# %-14s %4d damaged: %4.1f %% back exactly, %4.1f %% changed (%d in part), of these %4.1f %% right\n", $genre, $s->{n},
        100 * $s->{exact} / $s->{n}, 100 * $s->{changed} / $s->{n}, $s->{part}, 100 * $s->{right} / ($s->{changed} || 1);
}
for my $from (map { $_ / 20 } 16 .. 19) {
    my @in = grep { abs($_->[0] - $from) < .01 } @band or next;
    printf "# confidence %.2f to %.2f: %d changes, %.0f %% right\n", $from, $from + .05, scalar @in,
        100 * (grep { $_->[1] } @in) / @in;
}
my $all = $of{all};
ok($all->{n} >= 900, 'most sentences could be damaged');
ok($all->{exact} >= .7 * $all->{n}, 'seven in ten come back exactly');
ok(!$of{report} || $of{report}{exact} >= .75 * $of{report}{n}, 'three in four do in reports');
ok($all->{right} >= .95 * $all->{changed}, 'of what was changed, 95 in 100 are right');
print "1..$count\n";
