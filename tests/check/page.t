#!/usr/bin/perl
# The review page of every case and example report, and of hostile texts: the left half is the source, the right half the
# clean text; only our own elements and attributes stand in it, nothing is fetched from elsewhere, ids are unique, links
# lead somewhere, the policy names the script by its hash, and the data is JSON with every edit.
# Then a batch of them all: its index and pages, with links to files that are there.
use strict;
use warnings;
use Digest::SHA qw(sha256_base64);
use File::Find;
use File::Temp qw(tempdir);
use JSON::PP;

binmode STDOUT, ':utf8';
my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $count = 0;
sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for @faults[0 .. ($#faults > 9 ? 9 : $#faults)];
}
sub slurp { open my $in, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return scalar(<$in>) // '' }
sub run { my $quoted = join ' ', map { my $w = $_; $w =~ s/'/'\\''/g; "'$w'" } @_; return scalar `$quoted 2>/dev/null` }

my %element = map { $_ => 1 } qw(html head meta title style body a header div p b h1 span button label select option nav
    form input noscript section h2 ol ul li code details summary main aside template wbr dialog textarea dl dt dd kbd footer script
    del ins mark i br table thead tbody tr th td);
my %attribute = map { $_ => 1 } qw(lang charset name content http-equiv class href id dir type title aria-live
    aria-haspopup aria-label role placeholder autocomplete value tabindex hidden aria-labelledby readonly rows spellcheck
    checked style data-n data-e data-r open scope data-rule);

sub text_of {                                           # what a reader sees of a piece of the page
    my ($html) = @_;
    $html =~ s{<i class=u>U\+([0-9A-F]+)</i>}{my $c = chr hex $1; $c =~ /[<>&]/ ? '' : $c}ge;
    $html =~ s{<i class=n></i>}{}g;
    $html =~ s/<[^>]*>//g;
    my %named = (amp => '&', lt => '<', gt => '>', quot => '"', '#39' => "'");
    $html =~ s/&([\w#]+);/$named{$1} \/\/ "?$1?"/ge;
    return $html;
}
sub squeezed { my ($t) = @_; $t =~ s/[\s\x{FEFF}]+//g; return $t }
sub parted {
    my ($about, $x, $y) = @_;
    return () if $x eq $y;
    my $i = 0;
    $i++ while $i < length $x && $i < length $y && substr($x, $i, 1) eq substr($y, $i, 1);
    return sprintf "%s: parts at character %d: '%s' and '%s'", $about, $i, substr($x, $i, 30), substr($y, $i, 30);
}

sub markup {                                            # of any page; `folder` is where it stands, to follow its links
    my ($page, $folder) = @_;
    my (@wrong, %id);
    my ($script) = $page =~ m{<script>(.*?)</script>}s or return 'no script';
    utf8::encode(my $bytes = $script);
    my $hash = 'sha256-' . sha256_base64($bytes) . '=';
    push @wrong, 'the policy does not name the script' if index($page, "script-src '$hash'\"") < 0;
    (my $markup = $page) =~ s{(<(script|style)[^>]*>).*?(</\2>)}{$1$3}gs;
    for my $tag ($markup =~ /<([^>]*)>/g) {
        my ($name, $rest) = $tag =~ m{^/?(!?\w+)(.*)$}s or do { push @wrong, "not a tag: <$tag>"; next };
        push @wrong, "element $name" unless $element{$name} || $tag eq '!doctype html';
        while ($rest =~ /([\w-]+)(?:=("[^"]*"|'[^']*'|[^\s"'>]+))?/g) {
            my ($key, $value) = ($1, $2 // '');
            push @wrong, "attribute $key of $name" unless $attribute{$key} || $name eq '!doctype';
            $value =~ s/^["']|["']$//g;
            push @wrong, "id $value twice" if $key eq 'id' && $id{$value}++;
            next unless $key =~ /^(href|src|action)$/ && $value !~ /^#/;
            (my $path = $value) =~ s/%([0-9A-F]{2})/chr hex $1/ge;
            push @wrong, "an address: $value" unless defined $folder && $value =~ m{^[\w.%/~-]+$} && $value !~ m{^/} && -e "$folder/$path";
        }
    }
    push @wrong, map { "no place for $_" } grep { $_ && !$id{$_} } $markup =~ /href="?#([\w-]*)/g;
    my ($style) = $page =~ m{<style>(.*?)</style>}s;
    push @wrong, 'the style fetches something' if $style =~ /url\(|\@import/;
    return @wrong;
}

sub faults {
    my ($page, $ledger, $source, $folder) = @_;
    my @wrong = markup($page, $folder);
    my ($json) = $page =~ m{<template id="data">(.*?)</template>}s or return 'no data';
    my $data = eval { JSON::PP->new->decode($json) } or return "data: $@";
    my @edits = @{ $ledger->{edits} };
    push @wrong, 'data has another number of edits' if @{ $data->{edits} } != @edits;
    for my $i (0 .. $#edits) {
        my ($d, $e) = ($data->{edits}[$i], $edits[$i]);
        push @wrong, "data of edit $e->{id}" if $data->{rules}[$d->[0]][0] ne $e->{rule} || $d->[1] != $e->{span}{line} ||
            $d->[2] != $e->{span}{byte}[0] || $d->[3] != $e->{span}{byte}[1] || ($d->[5] // $e->{before}) ne $e->{before};
    }
    return @wrong if $ledger->{source}{input} eq 'html';    # shown is its text, not its bytes: tests/check/trail.t
    my $clean = '';
    my $at = 0;
    for my $e (@edits) {
        my ($from, $to) = @{ $e->{span}{byte} };
        utf8::encode(my $after = $e->{after});
        $clean .= substr($source, $at, $from - $at) . $after;
        $at = $to;
    }
    $clean .= substr($source, $at);
    (my $panes = $page) =~ s{^.*<div class="panes}{<div class="panes}s;
    $panes =~ s{</main>.*$}{}s;
    my ($left, $right) = ('', '');
    while ($panes =~ m{<div class=a role=cell dir=auto>(.*?)</div><div class="b[^"]*" role=cell dir=auto>(.*?)</div></div>\n}gs) {
        $left .= text_of($1);
        $right .= text_of($2);
    }
    utf8::decode($_) for $source, $clean;
    push @wrong, parted('left and source', squeezed($left), squeezed($source));
    push @wrong, parted('right and clean text', squeezed($right), squeezed($clean));
    return @wrong;
}

my $folder = tempdir(CLEANUP => 1);
my $hostile = "<script>alert(1)</script>\n</textarea></script><!--<style>\n\"' onclick=alert(1) x=\"\n&lt;b&gt; &amp;amp; {{style}} \${x}\n" .
    "]]><img src=x onerror=alert(1)>\nA\x{202E}evil\x{202C} b\x{200B}c\x{0007}d\x{2028}e\x{FEFF}f\x{FFFE}g\n\x{4E00}(\"<i>\")\x{3001}\r\nlast\rline";
utf8::encode($hostile);
my @inputs;
find({ wanted => sub { push @inputs, $File::Find::name if /\.in$/ }, no_chdir => 1 }, 'tests/cases');
push @inputs, sort glob 'examples/reports/*.txt';
for my $case (['hostile.txt', $hostile], ["<b>'\"&.txt", "\x{EF}\x{BB}\x{BF}" . $hostile], ['empty.txt', ''],
              ['many.txt', join '', map { "line $_ <b>&amp;</b>\n\n" } 1 .. 2000]) {
    my $path = "$folder/$case->[0]";
    open my $out, '>:raw', $path or die "$path: $!\n";
    print $out $case->[1];
    close $out;
    push @inputs, $path;
}
for my $in (@inputs) {
    (my $base = $in) =~ s/\.(in|txt)$//;
    my @args = -e "$base.args" ? split ' ', slurp("$base.args") : ();
    my $source = slurp($in);
    my $ledger = eval { JSON::PP->new->utf8->decode(run($fairleaf, 'explain', '--json', @args, $in)) } or next;
    my $copy = $source;
    next unless $ledger->{source}{encoding} =~ /^UTF-8$/i && utf8::decode($copy);
    my $page = run($fairleaf, 'explain', '--html', @args, $in);
    check("$in: the page is UTF-8", utf8::decode($page) ? () : 'it is not');
    (my $name = $in) =~ s/^\Q$folder\E/FOLDER/;
    check("$name: its page", faults($page, $ledger, $source));
}
# The batch.
my %taken;
mkdir "$folder/raw";
for my $in (@inputs) {
    my ($name) = $in =~ m{([^/]+)$};
    next if $taken{$name}++;
    open my $out, '>:raw', "$folder/raw/$name" or die "$name: $!\n";
    print $out slurp($in);
}
run($fairleaf, 'convert', '-q', '--ledger', "$folder/raw", '-o', "$folder/clean");
run($fairleaf, 'review', "$folder/clean", '-o', "$folder/review", '--sources', "$folder/raw", '--pages', 10000);
my @pages;
find({ wanted => sub { push @pages, $File::Find::name if /\.html$/ }, no_chdir => 1 }, "$folder/review");
check('every report has its page, and the batch an index', @pages == keys(%taken) + 1 ? () : scalar(@pages) . ' of ' . keys(%taken));
for my $path (sort @pages) {
    my ($in) = $path =~ m{/pages/(.*)\.html$};
    my $page = slurp($path);
    (my $name = $path) =~ s/^\Q$folder\E//;
    (my $beside = $path) =~ s{/[^/]*$}{};
    check("$name: UTF-8", utf8::decode($page) ? () : 'it is not');
    my $ledger = defined $in && eval { JSON::PP->new->utf8->decode(slurp("$folder/clean/$in.ledger.json")) };
    my $source = $ledger && slurp("$folder/raw/$ledger->{source}{path}");
    my $copy = $source;
    my $whole = $ledger && $ledger->{source}{encoding} =~ /^UTF-8$/i && utf8::decode($copy);
    check("$name: page of a batch", $whole ? faults($page, $ledger, $source, $beside) : markup($page, $beside));
}
print "1..$count\n";
