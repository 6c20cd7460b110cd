# What is not text is refused with the place of the proof.
mkdir in
printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\10\2\0\0\0' > in/picture.png
printf 'line one\nline \0 two\n' > in/nul.txt
printf '%%PDF-1.4\n%%\342\343\317\323\n' > in/scan.pdf
echo 甲 > in/text.txt
"$FAIRLEAF" convert in -o out 2>err
status=$?
sed 's/: error: .*\[/: error: ... [/' err
find out -name '*.md'
exit $status
