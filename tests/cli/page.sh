# Pages: the built-in template, one of the user's with a partial beside it, and what is wrong with templates.
mkdir raw mine
printf '# A title\n\nSome text & more.\n' > raw/a.md
"$FAIRLEAF" convert -s -t html raw/a.md | grep -c '<!DOCTYPE html>'
"$FAIRLEAF" templates
"$FAIRLEAF" templates contents.html
"$FAIRLEAF" templates page.htm
"$FAIRLEAF" templates a b
echo "== one's own"
printf '<title>{{title}}</title>\n  {{> foot.html}}\n{{> contents.html}}\n' > mine/my.html
printf '<i>{{meta.place}}</i>\n' > mine/foot.html
"$FAIRLEAF" convert -t html --template mine/my.html -M 'title=a < b' -M place='"x"' raw/a.md
printf 'title: {{{quoted.title}}}\n{{title}}\n' > mine/my.md
"$FAIRLEAF" convert --template mine/my.md -M 'title=a *b*' raw/a.md
echo "== a template that changes is another output"
for i in 1 2; do "$FAIRLEAF" convert -t html --template mine/my.html raw -o out 2>&1; done
echo x >> mine/foot.html; "$FAIRLEAF" convert -t html --template mine/my.html raw -o out 2>&1
echo "== what is wrong"
printf 'x\n{{#a}}\n' > mine/wrong.html
"$FAIRLEAF" convert -t html --template mine/wrong.html raw -o none; echo "exit $?"
printf '{{> wrong.html}}\n' > mine/by.html
"$FAIRLEAF" convert -t html --template mine/by.html raw -o none; echo "exit $?"
printf '{{> none.html}}\n' > mine/no.html
"$FAIRLEAF" convert -t html --template mine/no.html raw -o none; echo "exit $?"
printf '{{> ../a}}\n' > mine/path.html
"$FAIRLEAF" convert -t html --template mine/path.html raw -o none; echo "exit $?"
printf '{{> self.html}}\n' > mine/self.html
"$FAIRLEAF" convert -t html --template mine/self.html raw/a.md; echo "exit $?"
"$FAIRLEAF" convert -t html,markdown --template mine/my.html raw -o none; echo "exit $?"
"$FAIRLEAF" convert -t json -s raw/a.md; echo "exit $?"
"$FAIRLEAF" convert -s raw/a.md; echo "exit $?"
"$FAIRLEAF" convert -s -t html --front-matter yaml raw/a.md; echo "exit $?"
"$FAIRLEAF" convert -t html --template missing.html raw/a.md; echo "exit $?"
ls none 2>&1 | sed 's/.*none/none/'
