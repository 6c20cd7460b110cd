#!/usr/bin/perl
# For every case and every example report: the edits of the account are sorted and disjoint, say what stands in the file,
# replay to the clean text, undo to the source, and leave no character unaccounted for; and the clean text is what
# `--to text` prints, white space aside. Only UTF-8 inputs: their bytes are the decoded source.
use strict;
use warnings;
use File::Find;
use JSON::PP;

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my ($count, @inputs) = (0);
find({ wanted => sub { push @inputs, $File::Find::name if /\.in$/ }, no_chdir => 1 }, 'tests/cases');
push @inputs, glob 'examples/reports/*.txt';

sub slurp { open my $in, '<:raw', $_[0] or return ''; local $/; my $t = <$in>; return $t // '' }
sub run { my $quoted = join ' ', map { my $w = $_; $w =~ s/'/'\\''/g; "'$w'" } @_; return scalar `$quoted 2>/dev/null` }
sub squeezed { my ($t) = @_; utf8::decode($t); $t =~ s/[\s\x{FEFF}]+//g; return $t }

for my $in (sort @inputs) {
    (my $base = $in) =~ s/\.(in|txt)$//;
    my @args = split ' ', slurp("$base.args");
    my $source = slurp($in);
    my $json = run($fairleaf, 'explain', '--json', @args, $in);
    my $account = eval { decode_json($json) } or next;  # refused inputs have no account; the command line's tests see to them
    next unless ($account->{source}{encoding} // '') =~ /^UTF-8$/i;
    my $copy = $source;
    next unless utf8::decode($copy);                    # bad bytes: the decoded source is not in the file
    my ($at, $clean, @faults) = (0, '');
    my @undo;
    for my $e (@{ $account->{edits} }) {
        my ($from, $to) = @{ $e->{span}{byte} };
        my ($before, $after) = ($e->{before}, $e->{after});
        utf8::encode($before);
        utf8::encode($after);
        push @faults, "edit $e->{id} is out of order" if $from < $at || $to < $from;
        push @faults, "edit $e->{id} does not say what stands there" if substr($source, $from, $to - $from) ne $before;
        $clean .= substr($source, $at, $from - $at);
        push @undo, [length $clean, length $after, $before];
        $clean .= $after;
        $at = $to;
    }
    $clean .= substr($source, $at);
    my $undone = $clean;
    substr($undone, $_->[0], $_->[1]) = $_->[2] for reverse @undo;
    push @faults, 'undoing does not give the source' if $undone ne $source;
    push @faults, "$account->{balance}{unaccounted} characters unaccounted for" if $account->{balance}{unaccounted};
    my $b = $account->{balance};
    push @faults, 'the balance does not add up' if $b->{input} != $b->{kept} + $b->{removed} + $b->{replaced};
    my ($c, $t) = (squeezed($clean), squeezed(run($fairleaf, 'convert', '-t', 'text', @args, $in)));
    if ($c ne $t) {
        my $i = 0;
        $i++ while $i < length $c && $i < length $t && substr($c, $i, 1) eq substr($t, $i, 1);
        my ($x, $y) = (substr($c, $i, 30), substr($t, $i, 30));
        utf8::encode($_) for $x, $y;
        push @faults, "clean text and text output part at character $i: '$x' and '$y'";
    }
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $in\n";
    print "# $_\n" for @faults;
}
print "1..$count\n";
