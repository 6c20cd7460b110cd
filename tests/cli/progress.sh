# A terminal is shown how far a batch is; what stays on it is the summary. Nothing of it goes anywhere else.
script -qec true /dev/null > /dev/null 2>&1 < /dev/null || { echo "skip: no terminal can be made here"; exit 0; }
mkdir in && yes '一、这一行是报告的正文，说的是一年来的工作。' | head -n 3000 > in/0.txt
for i in 1 2 3 4 5 6 7 8 9; do for k in 0 1 2 3 4 5 6 7 8 9; do cp in/0.txt in/$i$k.txt; done; done
TERM=xterm script -qec "'$FAIRLEAF' convert -j 1 in -o out" /dev/null > shown
perl -0777 -pe 's/\r\n/\n/g; s/\r[^\r\n]*\e\[K//g' shown
perl -0777 -ne 'print /\d+ of 91 \(\d+ %\)/ ? "shown\n" : "not shown\n"' shown
TERM=dumb script -qec "'$FAIRLEAF' convert -j 1 --again in -o out" /dev/null | tr -d '\r'
