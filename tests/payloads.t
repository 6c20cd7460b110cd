#!/usr/bin/perl
# Nothing of an input becomes script: every payload of tests/payloads/kinds.txt as text, Markdown and HTML, cleaned and as
# it is, in the text, as a title and as a keyword, comes out as a fragment, as a page, and as Markdown that a renderer
# without any protection turns into HTML (cmark --unsafe, where it is installed). All of it may hold no elements,
# attributes and schemes but those that we write; and Chromium, where there is one, runs none of it. CHROMIUM names it.
use strict;
use warnings;
use File::Temp qw(tempdir);

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $folder = tempdir('fairleaf-XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $count = 0;

sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for map { s/[^\n\x20-\x7E]/?/gr =~ s/\n/\n# /gr } @faults[0 .. ($#faults < 9 ? $#faults : 9)];
}

sub skip { $count++; print "ok $count - $_[0] # SKIP $_[1]\n" }
sub found { my ($name) = @_; return grep { -x "$_/$name" } split /:/, $ENV{PATH} }
sub slurp { open my $in, '<:raw', $_[0] or return ''; local $/; my $t = <$in>; return $t // '' }
sub spit { my ($file, $text) = @_; open my $out, '>:raw', $file or die "$file: $!\n"; print $out $text; close $out }

sub payloads {
    my @out;
    for (split /\n/, slurp('tests/payloads/kinds.txt')) {
        push @out, $_ if /\S/ && !/^== /;
    }
    s/\\x(..)/chr hex $1/ge, s/\\n/\n/g, s/\\t/\t/g, s/\\\\/\\/g for @out;
    return @out;
}

# The script of payload n leaves a mark on the page.
sub armed { my ($payload, $n) = @_; return $payload =~ s/RUN/document.documentElement.dataset.r$n=1/gr }

sub document {
    my ($kind, $payload) = @_;
    return "报告标题\n\n第一段文字在这里，说的是一年来的工作。\n\n$payload\n\n最后一段文字，说的是明年的工作。\n" if $kind eq 'text';
    return "# 报告标题\n\n第一段文字在这里。\n\n$payload\n\n- $payload\n\n最后一段文字。\n" if $kind eq 'markdown';
    return "<!DOCTYPE html><html><head><title>报告</title></head><body><article><h1>报告标题</h1>\n<p>第一段文字在这里。</p>\n"
        . "<p>$payload</p><p title=\"$payload\">x</p><table><tr><th>$payload</th><td>x</td></tr></table>\n"
        . "<p>最后一段文字。</p></article></body></html>\n";
}

my @payloads = payloads();
check('there are payloads', @payloads > 100 ? () : scalar @payloads);
for my $kind (qw(text markdown html)) {
    mkdir "$folder/$kind" or die "$folder: $!\n";
    for my $n (0 .. $#payloads) {
        spit(sprintf('%s/%s/%03d.txt', $folder, $kind, $n), document($kind, armed($payloads[$n], $n)));
    }
}

# What a text may hold, and what the templates of pages bring: elements with their attributes.
my %allowed = (
    a => 'href title', img => 'src alt title', td => 'colspan rowspan', th => 'colspan rowspan', ol => 'start', code => 'class',
    (map { $_ => '' } qw(p strong em pre ul li blockquote table thead tbody tr br hr caption h1 h2 h3 h4 h5 h6)),
);
my $tag_of_ours = qr{^(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[-a-zA-Z:]+(?:="[^"<]*")?)*)\s*/?$};
my %of;
$of{$_} = { map { $_ => 1 } split ' ', $allowed{$_} } for keys %allowed;
my %of_pages = map { $_ => { %{ $of{$_} } } } keys %of;
for my $name ('page.html', 'contents.html', 'words that a page adds') {
    my $template = $name =~ /html/ ? `'$fairleaf' templates $name` : '<p lang="x"><h2 id="x"><section aria-labelledby="x"><th scope="x"><time datetime="x"><dd itemprop="x">';
    $template =~ s/\{\{[#\/^][^}]*\}\}//g;
    $template =~ s/\{\{[^}]*\}\}/x/g;
    while ($template =~ m{<([a-z][a-z0-9]*)((?:\s+[-a-zA-Z:]+(?:="[^"]*")?|\s*x)*)\s*/?>}g) {
        my ($element, $attributes) = ($1, $2);
        $of_pages{$element} //= {};
        $of_pages{$element}{$1} = 1 while $attributes =~ /([-a-zA-Z:]+)(?:="[^"]*")?/g;
    }
}
$of_pages{h1}{id} = $of_pages{"h$_"}{id} = 1 for 2 .. 6;
my %reference = (lt => '<', gt => '>', amp => '&', quot => '"', apos => "'");

sub decoded {
    my ($s) = @_;
    return $s =~ s/&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/defined $1 ? chr($1 % 65536) : defined $2 ? chr(hex($2) % 65536) : $reference{$3} \/\/ "&$3;"/ger;
}

sub faults {
    my ($html, $allowed) = @_;
    my @faults;
    $html =~ s{^<!DOCTYPE html>}{}i;
    push @faults, 'more than one style' if 1 < (() = $html =~ /<style/g);
    $html =~ s{<style>[^<]*</style>}{};
    while ($html =~ /<([^>]*)(>?)/g) {
        my ($tag, $closed) = ($1, $2);
        if (!$closed || $tag !~ $tag_of_ours) { push @faults, "no tag of ours: <$tag"; next }
        my ($name, $attributes) = ($2, $3);
        if (!$allowed->{$name}) { push @faults, "element $name"; next }
        while ($attributes =~ /([-a-zA-Z:]+)(?:="([^"]*)")?/g) {
            my ($key, $value) = ($1, decoded($2 // ''));
            push @faults, "attribute $name $key" if !$allowed->{$name}{$key} || $key =~ /^on|^style$/;
            next if $key !~ /^(?:href|src)$/;
            $value =~ s/[\x00-\x20]//g;
            push @faults, "address $value" if $value =~ /^([a-z][a-z0-9+.-]*):/i && $1 !~ /^(?:https?|mailto|ftp|tel)$/i;
        }
    }
    return @faults;
}

sub convert {
    my ($kind, $to, $how, @args) = @_;
    my $out = "$folder/$kind-$to-$how";
    system($fairleaf, 'convert', '-q', '--from', $kind, '-t', $to, @args, "$folder/$kind", '-o', $out);
    return map { slurp($_) } sort glob "$out/*.*";
}

my $cmark = found('cmark');
my %pages;
for my $kind (qw(text markdown html)) {
    for my $how (qw(cleaned as-is)) {
        my @as_is = $how eq 'as-is' ? '--as-is' : ();
        my %made = (
            fragment => [ convert($kind, 'html', "$how-f", @as_is) ],
            page => [ convert($kind, 'html', "$how-p", @as_is, '-s') ],
        );
        if ($cmark) {
            for my $strong (qw(auto html)) {
                convert($kind, 'markdown', "$how-$strong", @as_is, '--strong', $strong);
                for my $file (sort glob "$folder/$kind-markdown-$how-$strong/*.md") {
                    push @{ $made{"markdown-$strong"} }, scalar `cmark --unsafe '$file'`;
                }
            }
        }
        for my $form (sort keys %made) {
            my @documents = @{ $made{$form} };
            my @faults = @documents == @payloads ? () : scalar(@documents) . ' documents';
            for my $n (0 .. $#documents) { push @faults, map { "$payloads[$n]: $_" } faults($documents[$n], $form eq 'page' ? \%of_pages : \%of) }
            check("$kind, $how, $form: only what we write", @faults);
            push @{ $pages{"$kind-$how"} }, map { s/^<!DOCTYPE html>//ir } @documents;
        }
    }
}

# Every payload as a title and as a keyword, in a page of its own.
{
    my @faults;
    for my $n (0 .. $#payloads) {
        my $payload = armed($payloads[$n], $n);
        next if $payload =~ /\0/;
        open my $pipe, '-|', $fairleaf, 'convert', '-q', '-s', '-t', 'html', '-M', "title=$payload", '-M', "keywords=$payload", '-M',
            "lang=$payload", '-M', "author=$payload", '-M', "url=$payload", '-M', "source=$payload", '--as-is', 'tests/cases/markdown/prose-stays.in' or die "$fairleaf: $!\n";
        my $page = do { local $/; <$pipe> } // '';
        close $pipe;
        push @faults, map { "$payloads[$n]: $_" } faults($page, \%of_pages);
        push @{ $pages{metadata} }, $page =~ s/^<!DOCTYPE html>//ir;
    }
    check('metadata: only what we write', @faults);
}

# ---- seen by a browser ----

my ($chromium) = $ENV{CHROMIUM} // grep { found($_) } qw(chromium chromium-browser google-chrome);

sub seen {
    my ($name, $html) = @_;
    spit("$folder/$name.html", "<!DOCTYPE html><meta charset=utf-8>$html");
    my $profile = tempdir('fairleaf-XXXXXX', TMPDIR => 1, CLEANUP => 1);
    my $options = join ' ', qw(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
        --disable-component-update --disable-sync --virtual-time-budget=2000 --dump-dom);
    return scalar `timeout 60 '$chromium' $options '--user-data-dir=$profile' 'file://$folder/$name.html' 2>/dev/null`;
}

sub ran { my ($dom) = @_; my ($tag) = $dom =~ /(<html[^>]*>)/; return ($tag // '') =~ /data-r(\d+)=/g }

if (!$chromium || !ran(seen('control', '<p>x</p><script>document.documentElement.dataset.r7=1</script>'))) {
    skip('a browser runs nothing', 'there is no Chromium that works');
} else {
    my $control = join '', map { "<div>" . armed($payloads[$_], $_) . "</div>\n" } 24 .. 60;
    my @ran = ran(seen('control2', $control));
    check('the payloads run where nobody stops them', @ran > 10 ? () : "only @ran");
    for my $name (sort keys %pages) {
        my $dom = seen($name, join "\n<hr>\n", @{ $pages{$name} });
        check("$name: a browser shows it", $dom =~ /dataset/ ? () : 'nothing was shown');
        check("$name: a browser runs nothing", map { $payloads[$_] } ran($dom));
    }
}
print "1..$count\n";
