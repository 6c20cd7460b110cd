# One line a path; --json one object a line.
mkdir in && echo 工作报告 > in/a.txt && printf 'a\r\nb\r\n' > in/b.txt && : > in/c.txt
"$FAIRLEAF" detect in missing.txt | sed 's|(.*, \(lf\|crlf\|none\)|(...), \1|'

"$FAIRLEAF" detect --json in/a.txt | perl -MJSON::PP -ne 'my $o = decode_json($_); print join(" ", sort keys %$o), "\n"'
"$FAIRLEAF" detect missing.txt 2>/dev/null; echo "exit $?"
