#!/usr/bin/perl
# The manuals: every option of cli/options.def stands in fairleaf(1) with its letter and argument and in --help of its
# commands, and no other does; every function of the header stands in fairleaf(3); mandoc finds nothing to say.
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

sub slurp {
    my ($file) = @_;
    open my $in, '<', $file or die "$file: $!\n";
    local $/;
    return scalar <$in>;
}

my %option;
my $table = slurp('convert/cli/options.def');
while ($table =~ /^OPTION\(\w+,\s*"([\w-]+)",\s*(?:'(\w)'|0),\s*(?:"([\w=]+)"|NULL),\s*([\w\s|]+),/gm) {
    $option{$1} = { letter => $2, argument => $3, commands => $4 };
}
check('options.def was read', keys(%option) > 10 ? () : 'too few options');

my (@wrong, %written);
for (split /\n/, slurp('docs/fairleaf.1')) {
    next unless /^\.It (.*Fl -.*)$/;
    my $item = $1;
    for my $part (split / , /, $item) {
        my ($name, $argument) = $part =~ /^Fl (-?[\w-]+)(?: Ar ([\w=]+))?$/ or do { push @wrong, "not understood: $part"; next };
        $written{$name} = $argument // '';
    }
}
for my $name (sort keys %option) {
    my $o = $option{$name};
    my $argument = lc($o->{argument} // '');
    for my $form ("-$name", defined $o->{letter} ? $o->{letter} : ()) {
        if (!exists $written{$form}) { push @wrong, "missing: $form" }
        elsif ($written{$form} ne $argument) { push @wrong, "$form: argument '$written{$form}', not '$argument'" }
        delete $written{$form};
    }
}
push @wrong, map { "no such option: $_" } sort keys %written;
check('fairleaf(1) has the options of the table', @wrong);

my %bit = (convert => 'CONVERT', detect => 'DETECT', explain => 'EXPLAIN', outline => 'OUTLINE', rules => 'RULES',
           review => 'REVIEW', verify => 'VERIFY', site => 'SITE');
@wrong = ();
for my $command (sort keys %bit) {
    my $help = `'$fairleaf' $command --help`;
    my %shown = map { $_ => 1 } $help =~ /^\s+(?:-\w, )?\s*--([\w-]+)/gm;
    my $documents = $command =~ /convert|explain|outline|site/;
    for my $name (sort keys %option) {
        my $has = $option{$name}{commands} =~ /FL_FOR_$bit{$command}\b|FL_FOR_ALL\b/ ||
                  ($documents && $option{$name}{commands} =~ /FL_FOR_DOCUMENTS\b/);
        push @wrong, "$command --$name" if !$has != !$shown{$name};
    }
    push @wrong, "$command: a line of the help is longer than 100 columns" if $help =~ /^.{101}/m;
}
check('--help shows each command its options', @wrong);

my $manual = slurp('docs/fairleaf.3');
my @functions = slurp('include/fairleaf.h') =~ /^FAIRLEAF_API [^;(]*?\b(fairleaf_\w+)\(/gm;
check('the header was read', @functions > 10 ? () : 'too few functions');
check('fairleaf(3) names every function', grep { $manual !~ /^\.(Fn|Fo) $_\b/m || $manual !~ /^\.Nm $_\b/m } @functions);
my @statuses = slurp('include/fairleaf.h') =~ /^    X\((\w+), /gm;
check('fairleaf(3) names every status', grep { $manual !~ /FAIRLEAF_$_\b/ } @statuses);

if (grep { -x "$_/mandoc" } split /:/, $ENV{PATH}) {
    # What is said about other manuals depends on what this machine has installed.
    my @said = grep { !/referenced manual not found|outdated mandoc.db/ } split /\n/, `mandoc -Tlint docs/*.[1-9] 2>&1`;
    check('mandoc finds nothing to say', @said);
} else {
    $count++;
    print "ok $count - mandoc finds nothing to say # SKIP mandoc is not installed\n";
}
print "1..$count\n";
