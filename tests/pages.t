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

# An archive of all cases, the example reports, titles and bodies that are markup, a report without text, one without an
# edit, and one with thousands: its pages, lists, search, reviews and their index.
mkdir "$folder/raw";
mkdir "$folder/raw/$_" for 'cases', 'markup';
system 'cp', $_, "$folder/raw/cases/" . (s{^tests/cases/}{}r =~ tr{/}{-}r =~ s/\.in$/.txt/r) for @in;
system 'cp', glob('examples/reports/*.txt'), "$folder/raw";
system 'perl', 'tests/site/reports.pl', "$folder/raw/markup";
my %text = (empty => '', 'no-edit' => "只有一行没有改动的正文，就这样。\n",
    many => "千处改动的报告\n\n" . join('', map { "第${_}行,有半角标点,需要修复;共${_}处。\n\n" } 1 .. 3000));
for my $name (keys %text) {
    open my $out, '>', "$folder/raw/$name.txt" or die;
    print $out $text{$name};
}
my @site;
system($fairleaf, 'site', '-q', '--base-url', 'https://example.org/a/', "$folder/raw", '-o', "$folder/public");
find({ wanted => sub { push @site, $File::Find::name if /\.html$/ }, no_chdir => 1 }, "$folder/public");
@site = sort @site;
my $reviews = grep { m{/review/pages/} } @site;
check('the archive has a review of every report', $reviews > @in ? () : "$reviews for " . @in . "\n");

# What a program says of all pages, twenty at a time.
sub said {
    my ($command, @pages) = @_;
    my @said;
    while (my @some = splice @pages, 0, 20) {
        push @said, map { "$some[0] and further: $_" } `$command @some 2>&1`;
    }
    return @said;
}
if (grep { -x "$_/tidy" } split /:/, $ENV{PATH}) {
    # an item that is empty in the source stays an item
    my @said = grep { !/trimming empty <li>/ } map { my $page = $_; map { "$page: $_" } `tidy -q -e -utf8 '$page' 2>&1` } @page;
    check('tidy finds nothing to say about ' . @page . ' pages', @said);
    check('nor about the ' . @site . ' pages of an archive', grep { !/trimming empty <li>/ } said('tidy -q -e -utf8', @site));
} else {
    for my $what ('the pages', 'an archive') {
        $count++;
        print "ok $count - tidy finds nothing to say about $what # SKIP tidy is not installed\n";
    }
}
if ($ENV{VNU}) {
    my @said = grep { !/^Document checking completed/ } map { `java -Xss8m -jar '$ENV{VNU}' --stdout --format text $_ 2>&1` } "@page", "@site";
    check('vnu finds nothing to say about ' . (@page + @site) . ' pages', @said);
} else {
    $count++;
    print "ok $count - vnu finds nothing to say # SKIP VNU does not name its jar\n";
}
print "1..$count\n";
