#!/usr/bin/perl
# The README says what is true: what it shows of a command is what the command prints, the files that it links are there, and
# CI runs its test command.
use strict;
use warnings;

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $count = 0;

sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for @faults;
}

open my $in, '<', 'README.md' or die "README.md: $!\n";
my $readme = do { local $/; <$in> };
my $shown = 0;
while ($readme =~ /^    \$ \.\/fairleaf (.*)\n((?:    .*\n|\n)*)/gm) {
    my ($arguments, $wanted) = ($1, $2);
    $wanted =~ s/^    //gm;
    $wanted =~ s/\n+\z/\n/;
    my $got = `'$fairleaf' $arguments 2>&1`;
    $got =~ s/[ \t]+$//gm;
    $got =~ s/\n+\z/\n/;
    my @got = split /\n/, $got;
    my @wanted = split /\n/, $wanted;
    my @faults = map { "line $_: wanted '" . ($wanted[$_] // '') . "', got '" . ($got[$_] // '') . "'" }
                 grep { ($wanted[$_] // '') ne ($got[$_] // '') } 0 .. ($#got > $#wanted ? $#got : $#wanted);
    check("fairleaf $arguments", @faults);
    $shown++;
}
check('a command is shown with what it prints', $shown ? () : 'none');
check('what is linked is there', grep { !-e } $readme =~ /\]\(([^):]+)\)/g);
my $report = 'examples/reports/002_64986036f6018bcb.txt';
my %text = (found => scalar `cat $report`, written => scalar `'$fairleaf' convert $report`);
my @rows = $readme =~ /^\| (`.*) \|$/gm;
my @absent;
for (@rows) {
    my %cell;
    @cell{qw(found written)} = split / \|/, $_, 2;
    for my $kind (sort keys %cell) {
        my ($quoted) = $cell{$kind} =~ /`(.*)`/ or next;
        push @absent, "not $kind: $_" for grep { length && index($text{$kind}, $_) < 0 } split /…/, $quoted;
    }
}
check('what is shown as found and as written is so', @rows ? @absent : 'no rows');
my @used = $readme =~ /^    (?:sh|\.\/fairleaf \w+) (?:.* )?((?:examples|tests)\/\S+)/gm;
check('what is used is there', @used ? grep { !-e } @used : 'nothing found');
my $command = 'sh tests/all.sh';
open my $ci, '<', '.ci/run' or die ".ci/run: $!\n";
my $run = do { local $/; <$ci> };
check('CI runs the test command', $readme =~ /^    \Q$command\E$/m && index($run, $command) >= 0 ? () : $command);
print "1..$count\n";
