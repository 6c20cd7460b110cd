# Wrong use is exit status 2, with what is wrong and how to mend it.
mkdir in && echo a > in/a.txt && echo b > b.txt && echo c > c.md
try() { echo "$ fairleaf $*" >&2; "$FAIRLEAF" "$@" 2> err; echo "$? fairleaf $*"; sed 's/\([Tt]here is\) .*/\1 .../' err >&2; }
try
try convret b.txt
try convert --formt html b.txt
try convert -x b.txt
try convert --json b.txt
try convert -o
try convert --as-is=yes b.txt
try convert -t mardown b.txt
try convert -f markdwn b.txt
try convert --level sure b.txt
try convert -j 0 b.txt
try convert -j many b.txt
try convert --width -3 b.txt
try convert b.txt in/a.txt
try convert in
try convert b.txt in/a.txt -o -
try convert b.txt in/a.txt -o c.md
try convert in -o c.md
try convert in -o in
try convert -t markdown,text b.txt
try convert --ledger b.txt
try convert b.txt -o b.txt
try convert b.txt - -o out
try convert - -o in/
try explain b.txt c.md
try completion
try completion tcsh
try --versio
rm err; ls -A
