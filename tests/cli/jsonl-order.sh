# The same answers with any number of workers; each goes out before the next question comes.
perl -e 'for my $i (1 .. 2000) { my $n = $i * 7919 % 300; print qq({"id":$i,"text":"), "一行文字。" x $n, qq("}\n) }' > questions
for j in 1 2 8; do "$FAIRLEAF" convert --jsonl -j $j < questions > answers$j; echo "exit $?"; done
cmp answers1 answers2; cmp answers1 answers8
perl -ne 'print "wrong: $_" unless /^\{"schema":"fairleaf.record\/1","id":$.,"status":"ok"/; END { print "$. answers\n" }' answers2
mkfifo in out
"$FAIRLEAF" convert --jsonl < in > out & exec 3> in 4< out
for i in 1 2 3; do
    echo "{\"id\":$i,\"text\":\"a\"}" >&3
    read -r answer <&4; printf '%s\n' "$answer" | cut -c1-50
done
exec 3>&-; wait $!; echo "exit $?"
