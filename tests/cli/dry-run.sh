# A dry run says on standard output what would be done, and touches nothing.
mkdir in && echo 甲 > in/a.txt && echo 乙 > in/b.txt && touch -d 2021-01-01 in/*
"$FAIRLEAF" convert -n in -o out; echo "exit $?"
ls
"$FAIRLEAF" convert in -o out
echo 丙 > in/b.txt; echo 丁 > in/c.txt
find out -exec stat -c '%n %Y %s' {} + > before
"$FAIRLEAF" convert -n in -o out; echo "exit $?"
find out -exec stat -c '%n %Y %s' {} + | cmp - before && echo untouched
"$FAIRLEAF" convert -n in/a.txt -o a.md; test ! -e a.md
