#!/usr/bin/perl
# The five example reports against what is agreed for each in tests/cases/reports: every block of the HTML, every block of
# the Markdown as a Markdown parser reads it, and the metadata.
#
# A block is its element, its text and where the text is strong. Two matters of taste are left open by the class of the
# agreed element: in "lead-or-not" the first sentence may be strong or not, in "h2-or-h3" the heading may have either level.
use strict;
use warnings;
use JSON::PP;

binmode STDOUT, ':utf8';
my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $count = 0;
my $element = qr/^(h[1-6]|p|li|td|th|pre|dt|dd|caption)$/;
my %entity = (amp => '&', lt => '<', gt => '>', quot => '"', apos => "'", nbsp => "\x{A0}");

sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for @faults;
}

sub slurp {
    my ($file) = @_;
    open my $in, '<:raw', $file or die "$file: $!\n";
    local $/;
    return scalar <$in>;
}

sub plain {
    my ($text) = @_;
    $text =~ s/&#x([0-9a-fA-F]+);/chr hex $1/ge;
    $text =~ s/&#([0-9]+);/chr $1/ge;
    $text =~ s/&(\w+);/exists $entity{$1} ? $entity{$1} : "&$1;"/ge;
    return $text;
}

# The blocks of a fragment as "element text", strong text between ‹ and ›; a p that opens an li is the li. The second value
# maps the blocks of which something is left open, without what is open, to themselves.
sub blocks {
    my ($html) = @_;
    utf8::decode($html);
    my (@block, @open, @taste);
    while ($html =~ /\G(?:<!--.*?-->|<(\/?)(\w+)([^>]*)>|([^<]+))/gsc) {
        my ($end, $tag, $rest, $text) = ($1, $2, $3, $4);
        if (defined $text) {
            $text = plain($text);
            if (@open) { $block[-1][1] .= $text }
            elsif ($text =~ /\S/) { push @block, [ 'text outside a block:', $text ] }
        } elsif (!defined $tag) {
            next;
        } elsif ($tag =~ $element && $end) {
            pop @open;
        } elsif ($tag =~ $element) {
            if ($tag eq 'p' && @open && $open[-1] eq 'li' && $block[-1][1] !~ /\S/) { push @open, 'p in li'; next }
            push @open, $tag;
            push @block, [ $tag, '' ];
            push @taste, $block[-1] if $rest =~ /class="(lead-or-not|h2-or-h3)"/;
        } elsif (@block && $tag =~ /^(strong|b)$/) {
            $block[-1][1] .= $end ? "\x{203A}" : "\x{2039}";
        } elsif (@block && $tag eq 'br') {
            $block[-1][1] .= ' ';
        }
    }
    my %taste = map { (tasteless(joined($_)) => joined($_)) } @taste;
    return ([ map { joined($_) } grep { $_->[1] =~ /\S/ } @block ], \%taste);
}

sub joined {
    my ($block) = @_;
    return "$block->[0] " . join ' ', split ' ', $block->[1];
}

sub tasteless {
    my ($block) = @_;
    $block =~ s/[\x{2039}\x{203A}]//g;
    $block =~ s/^h3 /h2 /;
    return $block;
}

sub differences {
    my ($wanted, $got) = @_;
    my $most = @$wanted > @$got ? @$wanted : @$got;
    for my $i (0 .. $most - 1) {
        my ($w, $g) = ($wanted->[$i] // '(nothing)', $got->[$i] // '(nothing)');
        next if $w eq $g;
        return (sprintf('block %d of %d (%d here)', $i + 1, scalar @$wanted, scalar @$got),
                sprintf('wanted: %.200s', $w), sprintf('   got: %.200s', $g));
    }
    return ();
}

my $program = grep { -x "$_/cmark" } split /:/, $ENV{PATH};
my $parser = $program ? 'cmark --unsafe' : "'$fairleaf' convert -f markdown --as-is -t html -";
my @agreed = sort glob 'tests/cases/reports/*.html';
check('the agreed reports are there', @agreed == 5 ? () : scalar @agreed);
for my $agreed (@agreed) {
    my ($name) = $agreed =~ m{([^/]+)\.html$};
    my $source = "examples/reports/$name.txt";
    my ($wanted, $taste) = blocks(slurp($agreed));
    my %html = (HTML => scalar `'$fairleaf' convert -t html '$source'`,
                Markdown => scalar `'$fairleaf' convert --verify '$source' | $parser`);
    for my $form (sort keys %html) {
        my ($got) = blocks($html{$form});
        my @blocks = map { $taste->{ tasteless($_) } // $_ } @$got;
        check("$name: $form", differences($wanted, \@blocks));
    }
    my $meta = decode_json(slurp("tests/cases/reports/$name.meta.json"));
    my $ledger = eval { decode_json(scalar `'$fairleaf' explain --json '$source'`) } || {};
    my $json = JSON::PP->new->canonical->allow_nonref;
    my @wrong;
    for my $key (sort keys %$meta) {
        my ($w, $g) = map { defined $_ ? $json->encode($_) : 'nothing' } $meta->{$key}, $ledger->{metadata}{$key}{value};
        push @wrong, "$key: $g instead of $w" if $w ne $g;
    }
    check("$name: metadata", @wrong);
    my $balance = $ledger->{balance} || {};
    check("$name: nothing unaccounted for", ($balance->{unaccounted} // 'no balance') eq '0' ? () : 'some is');
}
print "1..$count\n";
