# The same alone: nothing is written.
"$FAIRLEAF" convert missing.txt -o out.md
status=$?
ls
exit $status
