# Two folders of one name, the same file twice, a folder where a file should stand.
mkdir -p x/raw y/raw z/a.md out && echo 甲 > x/raw/a.txt && echo 乙 > y/raw/a.txt && echo 丙 > z/a.md/b.txt && echo 丁 > z/a.txt
"$FAIRLEAF" convert x/raw y/raw -o out; echo "exit $?"
(cd out && find . -type f ! -path './.*' | sort | sed 's/-[0-9a-f]*\./-HASH./')
"$FAIRLEAF" convert x/raw/a.txt x/raw/a.txt ./x/raw/a.txt -o once; echo "exit $?"
ls once
"$FAIRLEAF" convert z -o folders; echo "exit $?"
(cd folders && find . -type f ! -path './.*' | sort)
