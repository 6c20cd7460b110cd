#!/usr/bin/perl
# Golden cases: tests/cases/AREA/NAME.in and what comes out for it.
#
#   NAME.md .html .txt .xml   convert -t markdown, html, text, xml
#   NAME.trail                one line an edit: line, kind, rule, "before", "after" (tabs between)
#   NAME.meta                 one line a property: key, tab, value (list values joined by " | ")
#   NAME.warnings             standard error of convert, the file's path taken off
#   NAME.args                 further arguments of convert and explain, separated by white space
#
# UPDATE=1 rewrites what is there; read the diff. CASES=AREA/NAME runs the cases whose path starts so.
use strict;
use warnings;
use File::Find;
use JSON::PP;

binmode STDOUT, ':utf8';
my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my %format = (md => 'markdown', html => 'html', txt => 'text', xml => 'xml');
my $opencc = `ldconfig -p 2>&1` =~ /libopencc\.so\.1\.1/; # cases with --script need it
my $count = 0;

sub report {
    my ($about, $got, $file) = @_;
    my $wanted = slurp($file);
    if ($ENV{UPDATE} && $got ne $wanted) {
        open my $out, '>:raw', $file or die "$file: $!\n";
        print $out $got;
        close $out;
        $wanted = $got;
    }
    $count++;
    if ($got eq $wanted) {
        print "ok $count - $about\n";
        return;
    }
    print "not ok $count - $about\n";
    my @g = split /\n/, $got, -1;
    my @w = split /\n/, $wanted, -1;
    for my $i (0 .. ($#g > $#w ? $#g : $#w)) {
        my ($x, $y) = ($g[$i] // '(nothing)', $w[$i] // '(nothing)');
        next if $x eq $y;
        utf8::decode($x);
        utf8::decode($y);
        printf "# line %d\n#    got: %.160s\n# wanted: %.160s\n", $i + 1, $x, $y;
        last;
    }
}

sub slurp {
    my ($file) = @_;
    open my $in, '<:raw', $file or return '';
    local $/;
    my $text = <$in>;
    return $text // '';
}

sub run {
    my ($stderr, @command) = @_;
    my $quoted = join ' ', map { my $w = $_; $w =~ s/'/'\\''/g; "'$w'" } @command;
    return scalar `$quoted 2>$stderr`;
}

sub quoted {
    my ($text) = @_;
    $text =~ s/\\/\\\\/g;
    $text =~ s/\n/\\n/g;
    $text =~ s/\r/\\r/g;
    $text =~ s/\t/\\t/g;
    return "\"$text\"";
}

my @cases;
find({ wanted => sub { push @cases, $File::Find::name if /\.in$/ }, no_chdir => 1 }, 'tests/cases');
for my $in (sort @cases) {
    (my $base = $in) =~ s/\.in$//;
    (my $name = $base) =~ s{^tests/cases/}{};
    next if $ENV{CASES} && index($name, $ENV{CASES}) != 0;
    my @args = split ' ', slurp("$base.args");
    next if grep({ $_ eq '--script' } @args) && !$opencc;
    for my $suffix (sort keys %format) {
        next unless -e "$base.$suffix";
        report("$name: $format{$suffix}", run('/dev/null', $fairleaf, 'convert', @args, '-t', $format{$suffix}, $in),
               "$base.$suffix");
    }
    if (-e "$base.warnings") {
        run("$ENV{OUT}/warnings", $fairleaf, 'convert', @args, $in);
        (my $text = slurp("$ENV{OUT}/warnings")) =~ s/^\Q$in\E://mg;
        report("$name: warnings", $text, "$base.warnings");
    }
    next unless -e "$base.trail" || -e "$base.meta";
    my $json = run('/dev/null', $fairleaf, 'explain', '--json', @args, $in);
    my $account = eval { decode_json($json) } || {};
    if (-e "$base.trail") {
        my $text = join '', map { join("\t", $_->{span}{line}, $_->{action}, $_->{rule}, quoted($_->{before}),
                                       quoted($_->{after})) . "\n" } @{ $account->{edits} || [] };
        utf8::encode($text);
        report("$name: trail", $text, "$base.trail");
    }
    if (-e "$base.meta") {
        my $meta = $account->{metadata} || {};
        my $text = join '', map { my $v = $meta->{$_}{value}; "$_\t" . (ref $v ? join(' | ', @$v) : $v) . "\n" }
                            sort keys %$meta;
        utf8::encode($text);
        report("$name: metadata", $text, "$base.meta");
    }
}
print "1..$count\n";
