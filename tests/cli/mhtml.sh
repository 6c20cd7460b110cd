# A page saved with its parts: the first HTML part, out of its encodings.
perl "$ROOT/tests/containers/make.pl" page.mhtml base64.mhtml empty.mhtml || exit
"$FAIRLEAF" detect page.mhtml base64.mhtml | cut -d ' ' -f 1,2
"$FAIRLEAF" convert page.mhtml base64.mhtml empty.mhtml -o out/ --ledger; echo "exit $?"
ls out
grep -o '"url":{"value":"[^"]*"' out/page.ledger.json
