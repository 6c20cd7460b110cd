# A record that is too long is answered and passed over.
{ echo '{"id":1,"text":"a"}'; head -c 300000000 /dev/zero | tr '\0' x; echo; echo '{"id":2,"text":"b"}'; } |
    "$FAIRLEAF" convert --jsonl; echo "exit $?"
