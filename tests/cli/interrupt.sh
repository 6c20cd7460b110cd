# A signal: what runs is finished or dropped, nothing half-written stays, the program dies of the signal.
perl -e 'print "一行不长的文字。" x 60, "\n" for 1 .. 600' > large
mkdir in
i=0
while [ $i -lt 400 ]; do ln large in/$i.txt; i=$((i + 1)); done
exec 2>/dev/null                  # the shell's own word about a process that was ended
for signal in INT TERM; do
    rm -rf out
    perl -e '$SIG{INT} = "DEFAULT"; exec @ARGV' "$FAIRLEAF" convert -j 2 in -o out 2> err &
    tries=0
    while [ -z "$(find out -name '*.md' | head -n 1)" ] && [ $tries -lt 1000 ]; do
        sleep 0.02
        tries=$((tries + 1))
    done
    kill -s $signal $!
    wait $!
    echo "exit $?"
    sed 's/[0-9][0-9]*/N/g' err
    find out -name '.fairleaf-*'
    find out -name '*.md' -size -100k
    test "$(find out -name '*.md' | wc -l)" -lt 400 && echo "ended early"
done
