# Lines of JSON in, one answer a line out, in order; what is wrong is answered, never an exit.
cat > questions <<'END'
{"id":1,"text":"一行文字。\n另一行。"}
not json
{"id":"x","bytes_b64":"5bel5L2c"}
{"id":3,"bytes_b64":"AAEC"}
{"id":{"a":[1, 2]},"text":"a","html":"b"}
{"id":4}

{"id":5,"bytes_b64":"!"}
{"id":6,"text":12}
{"id":7,"text":"a","encoding":null,"url":null,"other":[{"x":1e3}]}
[1]
END
printf '{"id":8,"text":"no line end"}' >> questions
"$FAIRLEAF" convert --jsonl --as-is < questions > answers; echo "exit $?"
sed 's/"metadata":{[^}]*}/"metadata":{}/' answers
"$FAIRLEAF" convert --jsonl questions | sed 's/.*"id":\(.*\),"status":"\([a-z]*\)".*/\1 \2/' | tail -n 3
echo '{"id":1,"text":"甲,乙"}' | "$FAIRLEAF" convert --jsonl -t text,markdown --ledger | perl -MJSON::PP -ne '
    my $o = decode_json($_); print join(" ", sort keys %$o), " $o->{ledger}{schema}\n"'
"$FAIRLEAF" convert --jsonl -o out < questions; echo "exit $?"
"$FAIRLEAF" convert --jsonl missing; echo "exit $?"
"$FAIRLEAF" convert --jsonl < questions > /dev/full; echo "exit $?"
"$FAIRLEAF" convert --jsonl < /dev/null; echo "exit $?"
