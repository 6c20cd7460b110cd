#!/usr/bin/perl
# The ledger of every case and example report against docs/ledger.schema.json, read here by the few keywords that it
# uses; and what a schema cannot say: digests, ids, counts by rule. For each check a ledger that it must refuse.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use File::Find;
use JSON::PP;

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $count = 0;
sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for @faults[0 .. ($#faults > 9 ? 9 : $#faults)];
}
sub slurp { open my $in, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return scalar(<$in>) // '' }

my $schema = JSON::PP->new->decode(slurp('docs/ledger.schema.json'));
my %known = map { $_ => 1 } qw($schema $id title description $defs $ref type required properties additionalProperties
                               items enum const pattern minimum maximum minItems maxItems);

sub type_of {
    my ($v) = @_;
    return 'null' unless defined $v;
    return ref $v eq 'HASH' ? 'object' : ref $v eq 'ARRAY' ? 'array' : 'boolean' if ref $v;
    return 'string' if JSON::PP->new->allow_nonref->encode($v) =~ /^"/;
    return $v =~ /^-?\d+$/ ? 'integer' : 'number';
}

sub faults {
    my ($s, $v, $at) = @_;
    my @wrong = map { "the schema has a keyword that is not known here: $_" } grep { !$known{$_} } keys %$s;
    if (my $ref = $s->{'$ref'}) {
        my ($name) = $ref =~ m{^#/\$defs/(\w+)$} or die $ref;
        push @wrong, faults($schema->{'$defs'}{$name} // die("no $ref"), $v, $at);
    }
    my $type = type_of($v);
    if (my $t = $s->{type}) {
        my @may = ref $t ? @$t : $t;
        push @wrong, "$at is $type" unless grep { $_ eq $type || ($_ eq 'number' && $type eq 'integer') } @may;
    }
    push @wrong, "$at is not '$s->{const}'" if exists $s->{const} && (ref $v || $v ne $s->{const});
    push @wrong, "$at: '$v' is not allowed" if $s->{enum} && !grep { $_ eq $v } @{ $s->{enum} };
    push @wrong, "$at: '$v' does not match" if $s->{pattern} && !ref $v && defined $v && $v !~ /$s->{pattern}/;
    push @wrong, "$at is below the minimum" if exists $s->{minimum} && $type =~ /number|integer/ && $v < $s->{minimum};
    push @wrong, "$at is above the maximum" if exists $s->{maximum} && $type =~ /number|integer/ && $v > $s->{maximum};
    if ($type eq 'object') {
        push @wrong, map { "$at.$_ is missing" } grep { !exists $v->{$_} } @{ $s->{required} || [] };
        for my $key (sort keys %$v) {
            my $of = ($s->{properties} || {})->{$key} // $s->{additionalProperties} or next;
            push @wrong, faults($of, $v->{$key}, "$at.$key");
        }
    }
    if ($type eq 'array') {
        push @wrong, "$at has too few" if @$v < ($s->{minItems} // 0);
        push @wrong, "$at has too many" if exists $s->{maxItems} && @$v > $s->{maxItems};
        if (my $items = $s->{items}) { push @wrong, faults($items, $v->[$_], "$at\[$_]") for 0 .. $#$v }
    }
    return @wrong;
}

sub beyond {                                            # what a schema cannot say
    my ($l, $bytes, $json) = @_;
    my (@wrong, %counted);
    push @wrong, 'sha256 of the source' if $l->{source}{sha256} ne sha256_hex($bytes);
    push @wrong, 'bytes of the source' if $l->{source}{bytes} != length $bytes;
    my $n = 0;
    for my $e (@{ $l->{edits} }) {
        if ($l->{source}{input} eq 'html') {            # a span has all of a tag or nothing, but words of an image
            my $there = substr $bytes, $e->{span}{byte}[0], $e->{span}{byte}[1] - $e->{span}{byte}[0];
            push @wrong, "edit $e->{id} ends in a tag" if $there =~ m{<(/?[a-zA-Z][^<>]*)?\z} && $there !~ /<[^<>]*\balt\s*=/i;
        }
        push @wrong, "id $e->{id}" if $e->{id} != ++$n;
        my $c = $counted{"$e->{rule} $e->{action}"} //= { edits => 0, uncertain => 0, characters => 0, confidence => 1 };
        $c->{edits}++;
        $c->{uncertain}++ if $e->{action} eq 'note' || $e->{confidence} < .9;
        $c->{characters} += length $e->{before};
        $c->{confidence} = $e->{confidence} if $e->{confidence} < $c->{confidence};
    }
    for my $r (@{ $l->{rules} }) {
        my $c = delete $counted{"$r->{rule} $r->{action}"} or push @wrong, "no edits of $r->{rule}" and next;
        push @wrong, "$r->{rule}: $_" for grep { $c->{$_} != $r->{$_} } keys %$c;
    }
    push @wrong, "rules leave out $_" for keys %counted;
    (my $before = $json) =~ s/( "sha256":"([0-9a-f]{64})"\}\n)\z//;
    push @wrong, 'the seal' if ($2 // '') ne sha256_hex($before);
    return @wrong;
}

my @inputs;
find({ wanted => sub { push @inputs, $File::Find::name if /\.in$/ }, no_chdir => 1 }, 'tests/cases');
push @inputs, sort glob 'examples/reports/*.txt';
my $last;
for my $in (sort @inputs) {
    (my $base = $in) =~ s/\.(in|txt)$//;
    my @args = -e "$base.args" ? split ' ', slurp("$base.args") : ();
    my $quoted = join ' ', map { my $w = $_; $w =~ s/'/'\\''/g; "'$w'" } $fairleaf, 'explain', '--json', @args, $in;
    my $json = `$quoted 2>/dev/null`;
    next if $json eq '';                                # refused inputs have no account
    my $ledger = eval { JSON::PP->new->utf8->decode($json) };
    check("$in: JSON", $@ || ()) or next unless $ledger;
    check($in, faults($schema, $ledger, 'ledger'), beyond($ledger, slurp($in), $json));
    $last = $json if @{ $ledger->{edits} } && %{ $ledger->{metadata} };
}

my %spoil = (
    'another version' => sub { $_[0]{schema} = 'fairleaf.ledger/2' },
    'a byte as text' => sub { $_[0]{edits}[0]{span}{byte}[0] = 'x' },
    'an unknown action' => sub { $_[0]{edits}[0]{action} = 'drop' },
    'no reason' => sub { delete $_[0]{edits}[0]{why} },
    'more than sure' => sub { $_[0]{edits}[0]{confidence} = 1.5 },
    'characters lost' => sub { $_[0]{balance}{unaccounted} = 1 },
    'a span of three' => sub { push @{ $_[0]{edits}[0]{span}{byte} }, 7 },
);
for my $about (sort keys %spoil) {
    my $ledger = JSON::PP->new->utf8->decode($last);
    $spoil{$about}->($ledger);
    check("refused: $about", faults($schema, $ledger, 'ledger') ? () : 'it passes');
}
print "1..$count\n";
