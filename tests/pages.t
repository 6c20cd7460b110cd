#!/usr/bin/perl
# Pages as others judge them: the HTML Tidy of Debian, and the checker of the W3C when VNU names its jar. What is not on
# this machine is skipped.
use strict;
use warnings;
use File::Find;
use File::Temp qw(tempdir);

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $folder = tempdir('fairleaf-XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $count = 0;

sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_" for @faults[0 .. ($#faults < 9 ? $#faults : 9)];
}

my @in;
find({ wanted => sub { push @in, $File::Find::name if /\.in$/ }, no_chdir => 1 }, 'tests/cases');
my @page = 'tests/documents/report.html';
for my $in (sort @in) {
    my $page = sprintf '%s/%03d.html', $folder, scalar @page;
    open my $args, '<', $in =~ s/in$/args/r;
    my @args = defined fileno $args ? split ' ', join '', <$args> : ();
    next if grep { /front-matter/ } @args;
    next if system($fairleaf, 'convert', '-q', '-s', '-t', 'html', @args, $in, '-o', $page) != 0;
    push @page, $page;
}
check('there are pages', @page > 10 ? () : "only @page\n");

if (grep { -x "$_/tidy" } split /:/, $ENV{PATH}) {
    my @said;
    # an item that is empty in the source stays an item
    for my $page (@page) { push @said, map { "$page: $_" } grep { !/trimming empty <li>/ } `tidy -q -e -utf8 '$page' 2>&1` }
    check('tidy finds nothing to say about ' . @page . ' pages', @said);
} else {
    $count++;
    print "ok $count - tidy finds nothing to say # SKIP tidy is not installed\n";
}
if ($ENV{VNU}) {
    my @said = grep { !/^Document checking completed/ } `java -jar '$ENV{VNU}' --stdout --format text @page 2>&1`;
    check('vnu finds nothing to say about ' . @page . ' pages', @said);
} else {
    $count++;
    print "ok $count - vnu finds nothing to say # SKIP VNU does not name its jar\n";
}
print "1..$count\n";
