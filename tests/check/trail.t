#!/usr/bin/perl
# For every case and every example report: the edits of the account are sorted and disjoint, say what stands in the file,
# replay to the clean text, undo to the source, and leave no character unaccounted for; and the clean text is what
# `--to text` prints, white space aside. Only UTF-8 inputs: their bytes are the decoded source.
#
# The decoded source of a page is its text. So of a page the edits are done over its bytes, and what is left is compared
# when the tags are off; the other way round, what an edit says that it found is compared with the text of its bytes.
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

my %reference;
{
    open my $table, '<', 'data/entities/references.inc' or die "references.inc: $!\n";
    while (<$table>) {
        next unless /\{ "(\w+)", "([^"]*)", (\d) \}/;
        my ($name, $text) = ($1, $2);
        $text =~ s/\\x(..)/chr hex $1/ge;
        $reference{$name} = $text;
    }
}

sub decoded {
    my ($name) = @_;
    return $reference{$name} if defined $reference{$name};
    my $c = $name =~ /^#[xX](.+)/ ? hex $1 : $name =~ /^#(.+)/ ? $1 : return "&$name;";
    my $text = chr $c;
    utf8::encode($text);
    return $text;
}

# The text of the page that an attribute holds; its references are decoded once more by the caller.
sub inner {
    my ($page) = @_;
    $page =~ s/&(#?\w+);/decoded($1)/ge;
    $page =~ s/<(script|style)\b.*?<\/\1\s*>//gis;
    $page =~ s/<(?:[^>"']|"[^"]*"|'[^']*')*>//g;
    return $page;
}

my $is_xml;

# The text that stands in a stretch of a page: bytes in, bytes out.
sub text_of {
    my ($markup) = @_;
    $markup =~ s/<!\[CDATA\[|\]\]>//g if $is_xml;
    $markup =~ s/<!--.*?(?:-->|\z)//gs;
    $markup =~ s{<iframe\b[^>]*?\bsrcdoc\s*=\s*"([^"]*)"[^>]*>(?:\s*<\/iframe\s*>)?}{inner($1)}gie;
    $markup =~ s/<(script|style|iframe|noembed)\b.*?(?:<\/\1\s*>|\z)//gis;
    $markup =~ s{<img\b(?:[^>"']|"[^"]*"|'[^']*')*?\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))(?:[^>"']|"[^"]*"|'[^']*')*>}{$1 // $2 // $3}gie;
    $markup =~ s{<frame\b(?:[^>"']|"[^"]*"|'[^']*')*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))(?:[^>"']|"[^"]*"|'[^']*')*>}{$1 // $2 // $3}gie;
    $markup =~ tr/\0//d;
    $markup =~ s/<[\/!?a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*(?:>|["'][^"']*\z|\z)//g;
    $markup =~ s/&(#?\w+);/decoded($1)/ge;
    return $markup;
}

sub page_faults {
    my ($source, $account, $text) = @_;
    my ($at, $clean, @faults) = (0, '');
    $is_xml = $source =~ /^<\?xml/ && $source !~ /<html/;
    for my $e (@{ $account->{edits} }) {
        my ($from, $to) = @{ $e->{span}{byte} };
        my ($before, $after) = ($e->{before}, $e->{after});
        utf8::encode($after);
        push @faults, "edit $e->{id} is out of order" if $from < $at || $to < $from;
        my $there = squeezed(text_of(substr $source, $from, $to - $from));
        $before =~ s/[\s\x{FEFF}]+//g;
        push @faults, "edit $e->{id} does not say what stands there" if $there ne $before;
        $after =~ s/&/&amp;/g;
        $after =~ s/</&lt;/g;
        $clean .= substr($source, $at, $from - $at) . $after;
        $at = $to;
    }
    $clean = squeezed(text_of($clean . substr $source, $at));
    my $wanted = squeezed($text);
    if ($clean ne $wanted) {
        my $i = 0;
        $i++ while $i < length $clean && $i < length $wanted && substr($clean, $i, 1) eq substr($wanted, $i, 1);
        my ($x, $y) = (substr($clean, $i, 30), substr($wanted, $i, 30));
        utf8::encode($_) for $x, $y;
        push @faults, "edited page and text output part at character $i: '$x' and '$y'";
    }
    my $b = $account->{balance};
    push @faults, 'the balance does not add up'
        if $b->{unaccounted} || $b->{input} != $b->{kept} + $b->{removed} + $b->{replaced};
    return @faults;
}

for my $in (sort @inputs) {
    (my $base = $in) =~ s/\.(in|txt)$//;
    my @args = split ' ', slurp("$base.args");
    my $source = slurp($in);
    my $json = run($fairleaf, 'explain', '--json', @args, $in);
    my $account = eval { decode_json($json) } or next;  # refused inputs have no account; the command line's tests see to them
    next unless ($account->{source}{encoding} // '') =~ /^UTF-8$/i;
    if (($account->{source}{input} // '') eq 'html') {
        my @faults = page_faults($source, $account, run($fairleaf, 'convert', '-t', 'text', @args, $in));
        $count++;
        print @faults ? 'not ok' : 'ok', " $count - $in\n";
        print "# $_\n" for @faults;
        next;
    }
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
