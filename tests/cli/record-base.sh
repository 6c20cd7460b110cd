# The address of a record is the base of its page; a base that is named on the command line counts more.
page='<title>报告</title><p>正文见<a href="../f/1.html">附件</a>。</p>'
http="$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s' "$page")"
printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/d/e/page.html\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' \
    "$(printf %s "$http" | wc -c)" "$http" > a.warc
printf '{"url":"http://b.example/d/e/","html":"%s"}\n{"html":"%s"}\n' "$(echo "$page" | sed 's/"/\\"/g')" "$(echo "$page" | sed 's/"/\\"/g')" > b.jsonl
printf 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: http://c.example/d/e/\r\n\r\n%s\r\n--x--\r\n' "$page" > c.mhtml
"$FAIRLEAF" convert a.warc b.jsonl c.mhtml -o out -q && grep -r -o 'http.*html\|(\.\..*)' out --include='*.md' | LC_ALL=C sort
"$FAIRLEAF" convert --base http://z.example/x/y/ -t markdown c.mhtml
