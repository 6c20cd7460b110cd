# What is wrong is said, and the others are published.
mkdir -p raw/a raw/b
printf '甲市工作报告\n\n正文甲，这里有足够的文字。\n' > raw/a/report.txt
printf '乙市工作报告\n\n正文乙，这里有足够的文字。\n' > raw/b/report.txt
printf '../../x\n\n标题是一个路径。\n' > raw/path.txt
printf '没有标题的一段话，它以句号结束，所以不是标题。\n\n又一段话，也以句号结束。\n' > raw/untitled.txt
printf '\211PNG\r\n\032\n\000\000\000\rIHDR\000\000\001\000' > raw/binary.txt
touch -d 2021-01-01 raw/*.txt raw/*/*.txt
"$FAIRLEAF" site raw -o public
echo "exit $?"
grep -o '<p class="title".*</a>' public/index.html | sed 's/<[^>]*>//g' | sort
ls | sort
"$FAIRLEAF" site raw -o raw
echo "exit $?"
"$FAIRLEAF" site raw -o public --base-url ftp://x
echo "exit $?"
"$FAIRLEAF" site --for hogo raw -o public
echo "exit $?"
mkdir mine && printf '{{#x}}' > mine/card.html
"$FAIRLEAF" site raw -o public --templates mine
echo "exit $?"
printf '{{> none.html}}' > mine/card.html
"$FAIRLEAF" site raw -o other --templates mine
echo "exit $?"
