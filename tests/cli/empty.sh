# An empty file is a document without text: converted, with a warning.
: > empty.txt
"$FAIRLEAF" convert empty.txt
"$FAIRLEAF" convert empty.txt -o out.md && wc -c < out.md
"$FAIRLEAF" explain empty.txt
