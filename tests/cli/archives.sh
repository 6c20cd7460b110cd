# Members whose names mean harm stay below the output folder; links and devices are not followed.
m="$ROOT/tests/containers/make.pl"
mkdir -p a/b/c && cd a/b/c || exit
perl "$m" all.tar cut.tar.gz one.zip gbk.zip utf8.zip up.zip cut.zip nested.zip deep.zip office.docx || exit
mkdir ../before && cp -R . ../before
for f in all.tar cut.tar.gz one.zip gbk.zip utf8.zip up.zip cut.zip nested.zip deep.zip office.docx; do
    echo "$f"; echo "$f" >&2
    "$FAIRLEAF" convert $f -o out/ --force; echo "exit $?"
    find out -name '*.md' | LC_ALL=C sort; rm -rf out
done
diff -r . ../before && (cd ../../.. && find . -name '*outside*' -o -name '*absolute*' -o -name 'up*md')
