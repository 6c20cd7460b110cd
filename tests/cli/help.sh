# Help and version go to standard output; every command has its own help, and `help COMMAND` is the same.
"$FAIRLEAF" --version | sed 's/[0-9][0-9.]*/N/'
"$FAIRLEAF" --help
"$FAIRLEAF" -h | cmp - /dev/fd/3 3<<END
$("$FAIRLEAF" help)
END
for c in convert detect explain outline rules completion; do
    "$FAIRLEAF" $c --help > long && "$FAIRLEAF" help $c > short && cmp long short && sed 1q long
done
"$FAIRLEAF" convert --help | grep ':$'
