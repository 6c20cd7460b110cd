# What is not text is refused with a sentence that says how to get text from it; text that begins like it is text.
zip() { # NAME TEXT: the head of a zip whose only entry, stored, is NAME
    printf 'PK\3\4\12\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\'"$(printf %o ${#1})"'\0\0\0%s%s' "$1" "$2"
}
zip '[Content_Types].xml' ' word/document.xml' > a.docx
zip '[Content_Types].xml' ' xl/workbook.xml' > b.xlsx
zip '[Content_Types].xml' ' ppt/presentation.xml' > c.pptx
zip mimetype application/epub+zip > d.epub
zip mimetype application/vnd.oasis.opendocument.text > e.odt
zip OFD.xml '<ofd:OFD/>' > f.ofd
printf '%%PDF-1.4\n%%\342\343\317\323\n' > g.pdf
printf '{\\rtf1\\ansi text}' > h.rtf
printf '\320\317\021\340\241\261\032\341' > i.doc
printf 'SQLite format 3\0\20\0' > j.sqlite
printf 'II*\0\10\0\0\0' > k.tif
printf 'RIFF\20\0\0\0WEBPVP8 ' > l.webp
printf '\177ELF\2\1\1\0' > m.elf
printf 'Rar!\32\7\1\0' > n.rar
printf 'AT&TFORM\0\0\1\0DJVM' > o.djvu
printf '\0\0\0\30ftypheic\0\0' > p.heic
printf 'ID3\3\0\0\0\0' > q.mp3
"$FAIRLEAF" convert ./?.* -o out
"$FAIRLEAF" detect --json a.docx j.sqlite
echo '-- text'
for t in 'ID3标签说明' 'GIF89a 是一种格式' 'BZh 是开头' 'wOFF 字体' 'II* 等级' 'SQLite format 3 说明'; do
    echo "$t" > t.txt
    "$FAIRLEAF" convert -t text t.txt
done
