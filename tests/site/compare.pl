#!/usr/bin/perl
# Holds the pages of a generator against the reports, white space aside: perl tests/site/compare.pl REPORTS SITE FROM TO
# where FROM and TO are patterns around the title and text of a page. A page is found by the digest of its source.
use strict;
use warnings;
use utf8;
use Digest::SHA qw(sha256_hex);
use File::Find;
binmode STDOUT, ':utf8';

my ($reports, $site, $from, $to) = @ARGV;
my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my %named = (amp => '&', lt => '<', gt => '>', quot => '"', nbsp => "\x{A0}", apos => "'");

sub slurp {
    my ($file, $mode) = @_;
    open my $in, $mode, $file or die "$file: $!\n";
    local $/;
    return scalar(<$in>) // '';
}

sub text {
    my ($html) = @_;
    $html =~ s{<(script|style)\b.*?</\1>}{}gsi;
    $html =~ s/<!--.*?-->//gs;
    $html =~ s/<[^>]*>//g;
    $html =~ s/&#x([0-9a-fA-F]+);/chr hex $1/ge;
    $html =~ s/&#(\d+);/chr $1/ge;
    $html =~ s/&(\w+);/$named{$1} \/\/ "&$1;"/ge;
    $html =~ s/[\s\x{200B}]+//g;
    return $html;
}

my (@pages, $faults, $count);
find({ no_chdir => 1, wanted => sub { push @pages, $_ if /\.html$/ } }, $site);
for my $report (glob "$reports/*.*") {
    my $digest = substr sha256_hex(slurp($report, '<:raw')), 0, 8;
    my ($page) = grep { /\Q$digest\E(?![0-9a-f]|-[2-9])/ } @pages;
    (my $name = $report) =~ s{.*/}{};
    $count++;
    if (!$page) { print "$name: no page\n"; $faults++; next }
    open my $in, '-|:encoding(UTF-8)', $fairleaf, 'convert', '-q', '-t', 'html', $report or die "$fairleaf: $!\n";
    my $wanted = text(do { local $/; <$in> });
    my ($part) = slurp($page, '<:encoding(UTF-8)') =~ /$from(.*?)$to/s;
    my $got = text($part // '');
    next if $got eq $wanted || $got eq $name . $wanted; # the name stands for a title that is not there
    my $at = 0;
    $at++ while $at < length $got && substr($got, $at, 1) eq substr($wanted, $at, 1);
    print "$name: wanted '", substr($wanted, $at, 30), "', got '", substr($got, $at, 30), "'\n";
    $faults++;
}
for my $page (@pages) { # also of lists
    next if slurp($page, '<:encoding(UTF-8)') !~ /<script>alert|<[a-z][^<>]*[\s"]onmouseover="alert/;
    print "$page: a title is run\n";
    $faults++;
}
print "$count pages, ", $faults // 0, " differ\n";
exit($faults ? 1 : 0);
