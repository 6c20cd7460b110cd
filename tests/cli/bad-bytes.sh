# Bytes that are no characters are converted with a warning that names the place.
printf '第一行的文字很正常。\n第二行\377有坏字节。\n' > middle.txt
printf '最后一个字被切断了，这是结尾\345\233' > cut.txt
for f in middle.txt cut.txt; do "$FAIRLEAF" convert $f; echo "exit $?"; done
"$FAIRLEAF" convert -q middle.txt > /dev/null
"$FAIRLEAF" convert --fail-if-warnings -q middle.txt -o out.md; echo "exit $?"
ls out.md
