# Pages of one report become one document, called as the first; a ledger of it can be verified, and changes of a page are met.
page() {
    printf '<html><head><title>Flood in the lower town</title>%s</head><body><h1>Flood in the lower town</h1><p>%s</p></body></html>\n' "$2" "$1"
}
mkdir -p in/sub
page 'The river rose faster than anyone expected, and by noon the lower streets were under water, the mayor said.' '<link rel="next" href="a_1.html">' >in/a.html
page 'Volunteers carried sandbags to the bridge all night, and two families were taken from their houses by boat.' >in/a_1.html
page 'Engineers now want to widen the channel above the mill, which would cost less than the repairs after a flood.' >in/a_2.html
page 'A page whose number does not follow is a document of its own, as this one is, and it keeps its own name.' >in/a_9.html
page 'The second page is there, but the first one is not: it stays what it is, since nobody knows what came before.' >in/b-2.html
page 'In a folder, with a hyphen and counted from two, as other sites do it, which makes a difference to nobody.' >in/sub/c.htm
page 'So this is the second page of that report, and it is also the last, since there is no third one in the folder.' >in/sub/c-2.htm
"$FAIRLEAF" convert --join-pages --ledger -o out in
(cd out && find . -name '*.md' | LC_ALL=C sort)
cat out/a.md
grep -o '"path":"[^"]*","container":"[^"]*"' out/a.ledger.json
"$FAIRLEAF" verify out
"$FAIRLEAF" convert --join-pages --ledger -o out in
echo '<!-- changed -->' >>in/a_2.html
"$FAIRLEAF" convert --join-pages --ledger -o out in
echo '--- not joined'
"$FAIRLEAF" convert -o apart in
(cd apart && find . -name '*.md' | LC_ALL=C sort)
