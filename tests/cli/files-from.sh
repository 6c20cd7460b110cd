# A list of files, one a line or ended by NULs; listed files keep the folders of their paths.
mkdir -p in/2020 in/2021 && echo 甲 > in/2020/a.txt && echo 乙 > in/2021/a.txt && echo 丙 > "in/2021/b
c.txt"
printf 'in/2020/a.txt\n./in/2021/a.txt\r\n\nmissing.txt\n' > list
"$FAIRLEAF" convert --files-from list -o out; echo "exit $?"
(cd out && find . -name '*.md' | sort)
find in -type f -print0 | sort -z | "$FAIRLEAF" convert -0 --files-from - -o out2; echo "exit $?"
(cd out2 && find . -name '*.md' | sort | cat -A)
mkdir elsewhere && cd elsewhere && echo ../in/2020/a.txt | "$FAIRLEAF" convert --files-from - -o out3; find . -name '*.md'; cd ..
"$FAIRLEAF" convert --files-from list; echo "exit $?"
"$FAIRLEAF" convert --files-from nolist -o out; echo "exit $?"
