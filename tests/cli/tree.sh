# A folder is mirrored: hidden entries left out, the output folder inside it too, links to folders not followed.
mkdir -p in/2020/a in/2021 in/.hidden
echo 甲 > in/2020/a/x.txt; echo 乙 > in/2021/y.html.txt; echo 丙 > in/z; echo 丁 > in/report.2021
echo 戊 > in/.dot.txt; echo 己 > in/.hidden/h.txt
ln -s ../2020 in/2021/link; ln -s ../../in in/2020/loop; ln -s 2020/a/x.txt in/linked.txt
"$FAIRLEAF" convert in -o in/out; echo "exit $?"
(cd in/out && find . -type f ! -path './.*' | sort)
"$FAIRLEAF" convert in -o in/out; echo "exit $?"
"$FAIRLEAF" convert in/2020 in/2021/ in/z -o several 2>/dev/null; echo "exit $?"
(cd several && find . -type f ! -path './.*' | sort)
