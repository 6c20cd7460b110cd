#!/usr/bin/perl
# What we write is what we read: the Markdown of every case and every example report, converted once more with the same
# arguments, comes out byte by byte as it went in; with tables as HTML and with lines broken at a width as well.
use strict;
use warnings;
use File::Find;
use File::Temp 'tempdir';

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $dir = tempdir(CLEANUP => 1);
my ($count, @inputs) = (0);
find({ wanted => sub { push @inputs, $File::Find::name if /\.in$/ }, no_chdir => 1 }, 'tests/cases');
push @inputs, glob 'examples/reports/*.txt';
my $opencc = `ldconfig -p 2>&1` =~ /libopencc\.so\.1\.1/;

sub slurp { open my $in, '<:raw', $_[0] or return ''; local $/; my $t = <$in>; return $t // '' }

sub converted {
    my ($file, @args) = @_;
    my $quoted = join ' ', map { my $w = $_; $w =~ s/'/'\\''/g; "'$w'" } $fairleaf, 'convert', @args, $file;
    return scalar `$quoted 2>/dev/null`;
}

sub check {
    my ($name, $first, @args) = @_;
    open my $out, '>:raw', "$dir/once.md" or die "$dir: $!\n";
    print $out $first;
    close $out;
    my $second = converted("$dir/once.md", @args);
    $count++;
    my $same = $first eq $second;
    print $same ? 'ok' : 'not ok', " $count - $name", @args ? " (@args)" : '', "\n";
    return if $same;
    my ($x, $y, $i) = ([split /\n/, $first, -1], [split /\n/, $second, -1], 0);
    $i++ while $i < @$x && $i < @$y && $x->[$i] eq $y->[$i];
    printf "# line %d\n#  first: %s\n# second: %s\n", $i + 1, $x->[$i] // '(nothing)', $y->[$i] // '(nothing)';
}

for my $in (sort @inputs) {
    (my $base = $in) =~ s/\.in$//;
    my @args = split ' ', slurp("$base.args");
    next if grep { /^(?:--front-matter|--footnotes|-M|--rules)$/ } @args;
    next if grep({ $_ eq '--script' } @args) && !$opencc;
    (my $name = $in) =~ s{^tests/cases/}{};
    my @output;
    for my $i (0 .. $#args) {
        push @output, $args[$i] if $args[$i] eq '--as-is';
        push @output, @args[ $i, $i + 1 ] if $args[$i] =~ /^--(?:strong|points|level|disable)$/;
    }
    check($name, converted($in, @args), @output);
    my $as_is = converted($in, @args, '--as-is', '--tables', 'html');
    check($name, $as_is, grep({ $_ ne '--as-is' } @output), '--as-is', '--tables', 'html');
}
print "1..$count\n";
