#!/usr/bin/perl
# Archives of the example reports and of titles and bodies that try to be markup: every link leads somewhere, headings and
# ids are in order, no page holds a script that is not ours, feed and sitemap are well-formed, the index finds what the
# texts hold, the same files come out for any number of workers and after any number of runs.
use strict;
use warnings;
use utf8;
use Digest::SHA qw(sha256_hex);
use File::Find;
use File::Temp qw(tempdir);

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $folder = tempdir('fairleaf-XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $count = 0;
binmode STDOUT, ':utf8';

sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for @faults > 12 ? (@faults[0 .. 11], '...') : @faults;
}

sub slurp {
    my ($file, $mode) = @_;
    open my $in, $mode // '<:encoding(UTF-8)', $file or return '';
    local $/;
    return scalar(<$in>) // '';
}

sub spew {
    my ($file, $text) = @_;
    open my $out, '>:encoding(UTF-8)', $file or die "$file: $!\n";
    print $out $text;
    close $out;
}

sub files {
    my ($top) = @_;
    my @all;
    find({ no_chdir => 1, wanted => sub { push @all, substr $_, length($top) + 1 if -f && !m{/\.fairleaf} } }, $top);
    return sort @all;
}

sub tree { my ($top) = @_; return join '', map { "$_ " . sha256_hex(slurp("$top/$_", '<:raw')) . "\n" } files($top) }

# ---- reports ----
my @titles = ('工作报告: 甲乙', '- 工作报告', '> 工作报告', '工作报告:', ' #1 工作报告', '[工作]报告', '{工作}报告', 'yes', '2021-02-06', '&工作报告', '~',
              '"工作"报告"', '{{ 1+1 }}报告', '{{{title}}}报告', '{% include x %}', '{{< figure >}}报告', '<b>工作</b>报告', '../../x', '工作报告',
              '工作报告', '<!--/fairleaf:card-->报告', '</title><script>alert(1)</script>报告', '%工作报告', '工作 & 报告 ]]>');
mkdir "$folder/raw";
mkdir "$folder/raw/img";
spew("$folder/raw/t$_.txt", "$titles[$_]\n\n本报告第${_}号，正文从这里开始，不含其他内容。\n") for 0 .. $#titles;
spew("$folder/raw/pictures.md", "# 有图的报告\n\n![图](img/a.png) ![外](../out.png) ![远](https://example.org/b.png)\n\n末段。\n");
spew("$folder/raw/img/a.png", 'a picture');
spew("$folder/out.png", 'another');
system 'cp', glob('examples/reports/*.txt'), "$folder/raw";
system 'touch', '-d', '2021-01-01', glob("$folder/raw/*.*");

sub site { my (@arguments) = @_; return system "'$fairleaf' site -q --base-url https://example.org/a/ " . join ' ', map { "'$_'" } @arguments }

my $site = "$folder/public";
check('it is made', site("$folder/raw", '-o', $site) ? 'failed' : ());
my @pages = files($site);
my @reports = grep { m{^reports/.*/index\.html$} } @pages;
check('every report has a page', @reports == @titles + 6 ? () : scalar @reports);

# ---- links ----
my (%there, @broken, @unlinked, @ids, @order, @foreign);
$there{$_} = 1 for @pages;
for my $page (grep { /\.html$/ } @pages) {
    my $html = slurp("$site/$page");
    my %id;
    push @ids, "$page: $1" while $html =~ /\sid="([^"]*)"/g and $id{$1}++;
    push @foreign, "$page: <script" if $page !~ m{^review/|^search\.html$} && $html =~ /<script/i;
    $html =~ s{<script>.*?</script>}{}gs;
    my $last = 0;
    while ($html =~ /<h([1-6])[\s>]/g) { push @order, "$page: h$1 after h$last" if $1 > $last + 1; $last = $1 }
    push @order, "$page: " . (() = $html =~ /<h1[\s>]/g) . ' h1' if 1 != (() = $html =~ /<h1[\s>]/g);
    while ($html =~ /\s(?:href|src|action)="([^"]*)"/g) {
        my $link = $1;
        (my $path = $link) =~ s/[?#].*//s;
        next if $link eq '#';
        if ($link =~ /^#(.*)/) { push @broken, "$page: $link" unless $html =~ /\sid="\Q$1\E"/; next }
        if ($link =~ m{^https://example\.org/a/(.*)}) { push @broken, "$page: $link" unless $1 eq '' || $there{$1}; next }
        next if $link =~ /^https?:/ || $link eq '../out.png';
        (my $at = $page) =~ s{[^/]*$}{};
        my $target = $at . $path;
        1 while $target =~ s{(?:^|(?<=/))(?!\.\./)[^/]+/\.\./}{};
        push @broken, "$page: $link" unless $there{$target};
    }
}
check('every link leads somewhere', @broken);
my $overview = slurp("$site/review/index.html");
for my $page (@reports) {
    my ($report) = $page =~ m{^reports/(.*)/index\.html$};
    push @unlinked, "$page: its review" unless slurp("$site/$page") =~ m{"\.\./\.\./\.\./review/pages/\Q$report\E\.html"};
    push @unlinked, "$page: its ledger" unless slurp("$site/$page") =~ m{"index\.ledger\.json"};
    push @unlinked, "$page: $_" for grep { index($overview, "\"$_\"") < 0 } "pages/$report.html", "../$page", "../reports/$report/index.ledger.json";
}
check('reports link their review and ledger, the overview all of them', @unlinked);
check('no id stands twice', @ids);
check('headings are in order', @order);
check('no script but that of the search', @foreign);
check('a picture is copied, but none from elsewhere', (grep { m{/img/a\.png$} } @pages) == 1 && !grep({ /out\.png/ } @pages) ? () : 'wrong');
check('nothing is written outside', grep { !/^(raw|public|out\.png)$/ } map { m{([^/]*)$} } glob("$folder/*"));

# ---- XML: tags are closed in order, references are those of XML ----
for my $file ('feed.xml', 'sitemap.xml') {
    my $xml = slurp("$site/$file");
    my (@open, @faults);
    $xml =~ s/^<\?xml [^?]*\?>\n// or push @faults, 'no declaration';
    while ($xml =~ /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g) {
        my ($close, $name, $empty, $text) = ($1, $2, $4, $5);
        if (defined $6) { push @faults, 'a < that begins no tag'; last }
        if (defined $text) { push @faults, "& in '$text'" if $text =~ /&(?!(?:amp|lt|gt|quot|#\d+);)/; next }
        if ($close) { push @faults, "</$name>" unless @open && pop(@open) eq $name }
        elsif (!$empty) { push @open, $name }
    }
    check("$file is well-formed", @faults, @open);
}
# What the schemas say, of this archive, of one without an address, of one with no report that has a date, and of the examples.
mkdir "$folder/dateless";
spew("$folder/dateless/$_.txt", "没有日期的报告$_\n\n正文。\n") for 1 .. 3;
system 'touch', '-d', '2024-02-29', glob("$folder/dateless/*");
my %feeds = (one => $site, 'one without an address' => "$folder/nowhere", 'one without dates' => "$folder/dateless-out", 'the examples' => "$folder/examples");
system "'$fairleaf' site -q '$folder/raw' -o '$folder/nowhere'";
site("$folder/dateless", '-o', "$folder/dateless-out");
site('examples/reports', '-o', "$folder/examples");
for my $about (sort keys %feeds) {
    my $at = $feeds{$about};
    my $feed = slurp("$at/feed.xml");
    my (@faults, %page);
    if (grep { -x "$_/xmllint" } split /:/, $ENV{PATH}) {
        push @faults, grep { !/ validates$/ } `xmllint --noout --relaxng tests/site/atom.rng '$at/feed.xml' 2>&1`;
        push @faults, grep { !/ validates$/ } `xmllint --noout --relaxng tests/site/sitemap.rng '$at/sitemap.xml' 2>&1` if -e "$at/sitemap.xml";
    }
    my @dates = $feed =~ m{<updated>(.*?)T00:00:00Z</updated>}g;
    my ($whole, @entries) = @dates;
    push @faults, "dates are not in order: @dates" if "@entries" ne join ' ', reverse sort @entries;
    push @faults, "the feed is of $whole" if $whole ne ($entries[0] // '2024-02-29');
    push @faults, map { "no page with that address and date: $_" } grep { !m{reports/(\d{4})/(\1-\d\d-\d\d)-[0-9a-f-]+/index\.html$} } $feed =~ m{<entry>.*?<link rel="alternate"[^>]* href="([^"]*)"}gs;
    push @faults, 'an address that is not whole' if $about ne 'one without an address' && $feed =~ m{href="(?!https?://)};
    push @faults, 'an entry of a report without a date' if $feed =~ m{/undated/};
    check("feed and sitemap of $about are valid", @faults);
}
my $feed = slurp("$site/feed.xml");
my @id = $feed =~ m{<id>([^<]*)</id>}g;
check('ids of the feed are different', @id == keys %{ { map { $_ => 1 } @id } } && @id > 1 ? () : "@id");
my %listed = map { $_ => 1 } slurp("$site/sitemap.xml") =~ m{<loc>https://example\.org/a/([^<]*)</loc>}g;
check('the sitemap has every report', grep { !$listed{$_} } @reports);

# ---- the search index ----
my (%list, @titles_found);
for my $shard (grep { m{^search/s/} } @pages) {
    my $js = slurp("$site/$shard");
    $list{$1} = $2 while $js =~ /"(..)":"([^"]*)"/g;
}
my @rows;
for my $n (0 .. 99) {
    my $js = slurp("$site/search/r/$n.js") or last;
    push @rows, $1 while $js =~ /^\["(?:[^"\\]|\\.)*","([^"]*)"/gm;
}
sub decoded {
    my ($n, $shift, $report, @out) = (0, 0, 0);
    for my $c (split //, $_[0]) {
        my $symbol = $c eq 'p' ? 44 : ord($c) - 48;
        $n |= ($symbol & 31) << $shift;
        $shift += 5;
        next if $symbol & 32;
        $report += $n >> 2;
        push @out, $report;
        ($n, $shift) = (0, 0);
    }
    return @out;
}
# Traditional characters are found under their simplified forms.
for my $pair ('协商', '工作', '本报', '第1', 'ye') {
    (my $pattern = $pair) =~ s/协/[协協]/;
    $pattern =~ s/报/[报報]/;
    my @wanted = sort grep { my $t = slurp("$site/" . s/html$/txt/r); $t =~ /$pattern/ } @reports;
    my @got = sort map { $rows[$_] } decoded($list{$pair} // '');
    check("the search finds $pair", "@got" eq "@wanted" && @got ? () : (scalar(@got), scalar(@wanted)));
}

# ---- again ----
my $before = tree($site);
check('again, nothing changes', site("$folder/raw", '-o', $site) || tree($site) ne $before ? 'changed' : ());
check('with one worker, the same comes out', site("$folder/raw", '-o', "$folder/one", '-j', '1') || tree("$folder/one") ne $before ? 'differs' : ());
check('with eight, too', site("$folder/raw", '-o', "$folder/eight", '-j', '8') || tree("$folder/eight") ne $before ? 'differs' : ());
spew("$folder/raw/t3.txt", "改过的报告\n\n——2022年3月1日在政协甲市第一届委员会第二次会议上\n\n正文。\n");
unlink "$folder/raw/t4.txt";
check('what changed and what went', site("$folder/raw", '-o', $site, '--prune') ||
      site("$folder/raw", '-o', "$folder/new") || tree($site) ne tree("$folder/new") ? 'differs from a new one' : ());
unlink "$folder/raw/t5.txt";
site("$folder/raw", '-o', $site);
check('an archive keeps what is gone', slurp("$site/index.html") =~ /\[工作\]报告/ ? () : 'not listed');

# ---- killed ----
my @killed;
mkdir "$folder/killed";
sub change { my ($n) = @_; spew("$folder/killed/$_.txt", "第${_}号工作报告\n\n——2021年2月6日在政协甲市第一届委员会第二次会议上\n\n" . "正文第${n}稿,有待修复。\n\n" x 200) for 1 .. 60 }
change(0);
site("$folder/killed", '-o', "$folder/killed-out");
for my $n (1 .. 5) {
    change($n);
    my $pid = fork;
    exec $fairleaf, 'site', '-q', "$folder/killed", '-o', "$folder/killed-out" if $pid == 0;
    select undef, undef, undef, 0.01 * 2**$n;
    kill 'KILL', $pid;
    waitpid $pid, 0;
    for my $page (grep { /\.html$/ } files("$folder/killed-out")) {
        my $html = slurp("$folder/killed-out/$page");
        push @killed, "$n: half of $page" unless $html =~ m{</html>\s*$};
        next if $page =~ m{/.*/};
        (my $at = $page) =~ s{[^/]*$}{};
        push @killed, map { "$n: $page: $_" } grep { !/^https?:|^#/ && !-e "$folder/killed-out/$at" . s/[?#].*//sr } $html =~ /\s(?:href|src)="([^"]*)"/g;
    }
}
check('killed runs leave pages that are whole, and lists of pages that are there', @killed);
check('what they left is gone in the end', site("$folder/killed", '-o', "$folder/killed-out") ||
      site("$folder/killed", '-o', "$folder/killed-new") || tree("$folder/killed-out") ne tree("$folder/killed-new") ? 'differs from a new one' : ());

# ---- templates ----
mkdir "$folder/mine";
spew("$folder/mine/end.html", '<footer>我的页脚 {{site.title}}</footer>');
check('without reviews, none is left', site("$folder/raw", '-o', "$folder/one", '--no-review') || grep { m{^review/} || slurp("$folder/one/$_") =~ m{review/} }
    grep { /\.html$/ } files("$folder/one"));
check('templates of the user', site("$folder/raw", '-o', "$folder/mine-out", '--templates', "$folder/mine", '--title', '库 {{x}} <b>') ||
      slurp("$folder/mine-out/$reports[0]") !~ m{<footer>我的页脚 库 &#123;\{x\}\} &lt;b&gt;</footer>} ? 'not used' : ());
spew("$folder/mine/end.html", '{{#a}}');
my $said = `'$fairleaf' site '$folder/raw' -o '$site' --templates '$folder/mine' 2>&1`;
check('a broken template is said', $? >> 8 == 2 && $said =~ m{mine/end\.html:1:1: error: } ? () : $said);
print "1..$count\n";
