# With one input -o names a file or an existing folder; what stood there is replaced whole and keeps its permissions.
echo 甲 > a.txt
"$FAIRLEAF" convert a.txt -o new.md && cat new.md
echo old > old.md && chmod 600 old.md
"$FAIRLEAF" convert a.txt -o old.md && cat old.md && stat -c %a old.md
mkdir folder
"$FAIRLEAF" convert a.txt -o folder && ls folder
"$FAIRLEAF" convert a.txt -o made/ && ls made
"$FAIRLEAF" convert a.txt -o no/such/folder.md && cat no/such/folder.md
echo 乙 | "$FAIRLEAF" convert -o piped.md && cat piped.md
echo target > target && ln -s target link.md
"$FAIRLEAF" convert a.txt -o link.md && cat target link.md && test ! -L link.md
"$FAIRLEAF" convert a.txt -o - 
find . -name '.fairleaf-*'
