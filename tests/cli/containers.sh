# Compressed texts and crawls become one output a document; ledger, manifest and verify know the members.
perl "$ROOT/tests/containers/make.pl" report.txt.gz report.txt.bz2 crawl.warc.gz twice.txt.gz all.tar.gz || exit
# 工作报告 as zstd and xz write it
printf 'KLUv/SQNaQAA5bel5L2c5oql5ZGKCs5VayM=' | perl -MMIME::Base64 -e 'print decode_base64(<STDIN>)' > z.txt.zst
printf '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAM5bel5L2c5oql5ZGKCgAAAABBbBtBlMFLVQABJQ1xGcS2H7bzfQEAAAAABFla' \
    | perl -MMIME::Base64 -e 'print decode_base64(<STDIN>)' > x.txt.xz
echo '-- to standard output'
"$FAIRLEAF" convert report.txt.gz
for f in report.txt.bz2 z.txt.zst x.txt.xz twice.txt.gz; do "$FAIRLEAF" convert -t text $f | head -1; done
"$FAIRLEAF" convert -t text - < report.txt.gz | head -1
"$FAIRLEAF" convert crawl.warc.gz; echo "exit $?"
"$FAIRLEAF" convert - < crawl.warc.gz; echo "exit $?"
"$FAIRLEAF" convert -t text crawl.warc.gz/4; "$FAIRLEAF" convert -t text all.tar.gz/a/one.txt | head -1
"$FAIRLEAF" convert crawl.warc.gz/2; echo "exit $?"
"$FAIRLEAF" convert report.txt.gz/x; echo "exit $?"
mkdir in && mv ./*.gz ./*.bz2 ./*.zst ./*.xz in
echo '-- to a folder'
"$FAIRLEAF" convert in -o one -j 1 --ledger -q; echo "exit $?"
"$FAIRLEAF" convert in -o four -j 4 --ledger -q; echo "exit $?"
diff -r -x .fairleaf one four && echo 'the same with four workers'
(cd one && find . -name '*.md' | LC_ALL=C sort)
"$FAIRLEAF" verify one
grep -o '"source":{.*"sha256' one/crawl.warc.gz/000004*.json
perl -ne 'print "$1: $2 ($3)\n" while /"(url|retrieved|record)":\{"value":"([^"]*)","rule":"([^"]*)"/g' one/crawl.warc.gz/000004*.json
echo '-- again'
"$FAIRLEAF" convert in -o one --ledger 2>&1 | tail -1
cp in/crawl.warc.gz copy && sleep 0.01 && mv copy in/crawl.warc.gz && "$FAIRLEAF" convert in -o one --ledger 2>&1 | tail -1
rm in/crawl.warc.gz && "$FAIRLEAF" convert in -o one --ledger --prune 2>&1 | tail -1
find one -name '*crawl*'
echo '-- other commands'
"$FAIRLEAF" detect in/all.tar.gz 2>&1
"$FAIRLEAF" explain in/all.tar.gz; echo "exit $?"
"$FAIRLEAF" explain in/report.txt.gz | head -2
"$FAIRLEAF" outline in/all.tar.gz/in/report.txt.gz
"$FAIRLEAF" convert -t csv --columns path,title in/all.tar.gz 2> /dev/null
