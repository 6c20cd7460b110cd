# No output is left half written when a file may not grow further.
yes 一行不长的文字。 | head -n 2000 > a.txt
(ulimit -f 8; "$FAIRLEAF" convert a.txt -o out.md; echo "exit $?")
find . -name 'out.md' -o -name '.fairleaf-*'
