# Every record a document; what is damaged is one error, the rest goes on.
m="$ROOT/tests/containers/make.pl"
for f in crawl.warc crawl.warc.gz whole.warc.gz damaged.warc.gz sum.warc.gz cut.warc.gz cut.warc malformed.warc; do
    perl "$m" $f || exit
    echo "$f"; echo "$f" >&2
    "$FAIRLEAF" convert $f -o out/$f/; echo "exit $?"
    (cd out/$f/$f && ls ./*.md)
done
for f in out/crawl.warc/crawl.warc/*.md; do cmp $f out/whole.warc.gz/whole.warc.gz/"$(basename $f)"; done
head -1 out/crawl.warc/crawl.warc/*.md
