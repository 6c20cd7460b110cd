#!/usr/bin/perl
# Writes small containers into the current folder: make.pl crawl.warc.gz all.tar ..., or --all. Only modules of perl itself are used.
use strict;
use warnings;
use Archive::Tar;
use IO::Compress::Bzip2 qw(bzip2);
use IO::Compress::Deflate qw(deflate);
use IO::Compress::Gzip qw(gzip);
use IO::Compress::RawDeflate qw(rawdeflate);
use IO::Compress::Zip qw(zip);
use MIME::Base64 qw(decode_base64 encode_base64);

my $report = "政府工作报告\n\n各位代表：\n现在，我代表市人民政府，向大会作工作报告。\n";
my $gbk_name = "\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6.txt";      # 工作报告.txt

sub gz { my ($bytes) = @_; gzip \$bytes => \my $out, -Minimal => 1 or die; return $out }
sub zipped { my ($bytes, %how) = @_; zip \$bytes => \my $out, Minimal => 1, %how or die; return $out }

sub record {
    my ($type, $uri, $content, $block) = @_;
    my $head = "WARC/1.0\r\nWARC-Type: $type\r\n";
    $head .= "WARC-Target-URI: $uri\r\n" if $uri;
    $head .= "WARC-Date: 2024-03-01T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:0-$type>\r\n";
    $head .= "Content-Type: $content\r\n" if $content;
    return $head . 'Content-Length: ' . length($block) . "\r\n\r\n$block\r\n\r\n";
}

sub response {
    my ($uri, $fields, $body) = @_;
    return record('response', $uri, 'application/http; msgtype=response', "HTTP/1.1 200 OK\r\n$fields\r\n\r\n$body");
}

sub chunks { my ($body) = @_; return join '', map { sprintf "%x;x=y\r\n%s\r\n", length $_, $_ } (substr($body, 0, 7), substr($body, 7)), '' }

sub crawl {
    deflate \$report => \my $zlib;
    rawdeflate \$report => \my $bare;
    my $plain = 'Content-Type: text/plain; charset=utf-8';
    my $gb = "\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6\n";          # 工作报告 in GBK
    return (
        record('warcinfo', '', 'application/warc-fields', "software: make.pl\r\n"),
        record('request', 'http://a.example/', 'application/http; msgtype=request', "GET / HTTP/1.1\r\n\r\n"),
        response('http://a.example/report_1.txt', $plain, $report),
        response('http://a.example/gb?id=2', 'Content-Type: text/plain; charset="gb2312"', $gb),
        response('http://a.example/chunked', "$plain\r\nTransfer-Encoding: chunked", chunks($report)),
        response('http://a.example/gzip', "$plain\r\nContent-Encoding: gzip", gz($report)),
        response('http://a.example/zlib', "$plain\r\nContent-Encoding: deflate", $zlib),
        response('http://a.example/bare', "$plain\r\nContent-Encoding: deflate", $bare),
        response('http://a.example/unpacked-already', "$plain\r\nContent-Encoding: br", $report),
        response('http://a.example/x.png', 'Content-Type: image/png', "\x89PNG\r\n"),
        record('response', 'http://a.example/404', 'application/http', "HTTP/1.1 404 Not Found\r\n\r\nnothing here"),
        record('revisit', 'http://a.example/', 'application/http', "HTTP/1.1 200 OK\r\n\r\n"),
        record('conversion', 'http://a.example/wet', 'text/plain', $report),
        record('resource', '<http://a.example/资料>', 'text/plain', $report),
        record('metadata', '', 'application/warc-fields', "via: x\r\n"),
    );
}

sub tar {
    my $tar = Archive::Tar->new;
    $tar->add_data(@$_) for (
        [ 'a/one.txt', $report ], [ '../../outside.txt', $report ], [ '/absolute.txt', $report ],
        [ 'a/one.txt', "第二份\n" ], [ '.hidden', $report ], [ "a/\x{1B}[31mred\n.txt", $report ],
        [ 'link', '', { type => 2, linkname => '/etc/passwd' } ], [ 'hard', '', { type => 1, linkname => 'a/one.txt' } ],
        [ 'fifo', '', { type => 6 } ], [ 'device', '', { type => 3 } ], [ $gbk_name, $report ],
        [ 'in/report.txt.gz', gz($report) ], [ 'in/pages.jsonl', qq({"text":"甲"}\n{"text":"乙"}\n) ],
        [ 'image.png', "\x89PNG\r\n\x1A\n" ], [ 'x' x 90 . '/' . 'y' x 90 . '.txt', $report ]);
    my $file = 'make.pl.tar';
    $tar->write($file) or die $tar->error;
    open my $in, '<:raw', $file or die;
    local $/;
    my $bytes = <$in>;
    unlink $file;
    return $bytes;
}

my $json = join '', map { "$_\n" } (
    '{"id":"a-1","url":"http://a.example/1","text":"政府工作报告\n\n各位代表：\n现在开始。"}', '',
    '{"id":2,"text":"not this","html":"<p>正文</p>"}', '{"cut":', '{"other":1}',
    '{"bytes_b64":"' . encode_base64("\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6", '') . '","content_type":"text/plain; charset=gbk"}',
    '{"bytes_b64":"?"}', '{"text":5}', "{\"text\":\"\xFF\"}", '{"headline":"另有标题","body":"正文。","n":3}');

sub deep { my ($levels) = @_; my $bytes = $report; $bytes = zipped($bytes, Name => "$_.zip") for 1 .. $levels; return $bytes }

sub mhtml {
    my ($encoding, $body) = @_;
    return join "\r\n", 'From: <Saved by a browser>', 'Snapshot-Content-Location: http://a.example/page',
        'Date: Fri, 1 Mar 2024 08:00:00 -0000', 'MIME-Version: 1.0', 'Content-Type: multipart/related;', "\ttype=\"text/html\";",
        "\tboundary=\"--b;1--\"", '', '', '----b;1--', 'Content-Type: image/png', 'Content-Transfer-Encoding: base64', '', 'iVBORw==',
        '----b;1--', 'Content-Type: multipart/alternative; boundary=in', '', '--in', 'Content-Type: text/plain', '', 'not this', '--in',
        'Content-Type: text/html; charset=gb2312', "Content-Transfer-Encoding: $encoding", 'Content-Location: http://a.example/page', '',
        $body, '--in--', '----b;1----', '';
}

my %make = (
    'report.txt.gz'   => sub { gz($report) },
    'report.txt.bz2'  => sub { bzip2 \$report => \my $out; $out },
    'twice.txt.gz'    => sub { gz("前半\n") . gz("后半\n") . "\0" x 16 },
    'cut.txt.gz'      => sub { substr gz($report), 0, 60 },
    'damaged.txt.gz'  => sub { my $bytes = gz($report); substr($bytes, -6, 1) ^= "\1"; $bytes },
    'tail.txt.gz'     => sub { gz($report) . 'more' },
    'twofold.txt.gz'  => sub { gz(gz($report)) },
    'crawl.warc'      => sub { join '', crawl() },
    'crawl.warc.gz'   => sub { join '', map { gz($_) } crawl() },
    'whole.warc.gz'   => sub { gz(join '', crawl()) },
    'damaged.warc.gz' => sub { my @r = map { gz($_) } crawl(); substr($r[4], length($r[4]) / 2, 2) ^= "\x55\xAA"; join '', @r },
    'sum.warc.gz'     => sub { my @r = map { gz($_) } crawl(); substr($r[4], -8, 1) ^= "\1"; join '', @r },
    'brotli.warc'     => sub { response('http://a.example/', 'Content-Encoding: br', "\x0B\x06\x80工作报告\n\x03") },
    'cut.warc.gz'     => sub { my $bytes = join '', map { gz($_) } (crawl())[ 2, 4, 12 ]; substr $bytes, 0, -150 },
    'cut.warc'        => sub { my $bytes = join '', (crawl())[ 2, 12 ]; substr $bytes, 0, -30 },
    'malformed.warc'  => sub {
        my @r = (crawl())[ 2, 4, 5, 7, 12, 13 ];
        $r[1] =~ s/Content-Length: \d+/Content-Length: 40/;
        $r[2] =~ s/Content-Length/Content-Size/;
        $r[3] =~ s/\r\n\r\nHTTP.*/\r\n\r\n/s;
        return "garbage\r\n" . join '', @r;
    },
    'pages.jsonl'     => sub { $json },
    'pages.jsonl.gz'  => sub { gz($json) },
    'all.tar'         => \&tar,
    'all.tar.gz'      => sub { gz(tar()) },
    'cut.tar.gz'      => sub { my $bytes = gz(tar()); substr $bytes, 0, length($bytes) - 200 },
    'one.zip'         => sub { zipped($report, Name => 'folder/report.txt') },
    'gbk.zip'         => sub { zipped($report, Name => $gbk_name) },
    'utf8.zip'        => sub { zipped($report, Name => '工作报告.txt', Efs => 1) },
    'up.zip'          => sub { zipped($report, Name => '..\\..\\C:\\up.txt') },
    'cut.zip'         => sub { my $bytes = zipped($report, Name => 'a.txt'); substr $bytes, 0, length($bytes) - 40 },
    'nested.zip'      => sub { zipped(zipped(gz($report), Name => 'b/report.txt.gz'), Name => 'a/inner.zip') },
    'deep.zip'        => sub { deep(30) },
    'office.docx'     => sub { zipped($report, Name => '[Content_Types].xml') },
    'bomb.txt.gz'     => sub { gz("\0" x 100_000_000) },
    'page.mhtml'      => sub { mhtml('quoted-printable', "<p>=B9=A4=D7=F7=\r\n=B1=A8=B8=E6 =3D 100=\r\n0=ZZ</p>") },
    'base64.mhtml'    => sub { mhtml('base64', encode_base64("<p>\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6</p>", "\r\n")) },
    'empty.mhtml'     => sub { "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n" },
);
@ARGV = sort keys %make if "@ARGV" eq '--all';
for my $name (@ARGV) {
    open my $out, '>:raw', $name or die "$name: $!\n";
    print $out(($make{$name} || die "$name: not known\n")->());
    close $out or die "$name: $!\n";
}
