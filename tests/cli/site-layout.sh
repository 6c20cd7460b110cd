# What an archive and the content of a generator consist of; again, nothing is written; a foreign file is left alone.
mkdir raw raw/sub
printf '甲市工作报告\n\n——2021年2月6日在政协甲市第一届委员会第二次会议上\n\n协商民主。\n' > raw/a.txt
cp raw/a.txt raw/sub/a.txt
printf '../../x\n\n本文没有日期。\n' > raw/b.txt
touch -d 2021-01-01 raw/*.txt raw/sub/*.txt
say() { "$FAIRLEAF" site -q "$@" || echo "exit $?"; }
tree() { (cd "$1" && find . -type f ! -path './.fairleaf/*' ! -path './search/*' ! -path './review/*' | LC_ALL=C sort); }
say raw -o public
tree public
ls | sort
find public -type f ! -name lock -exec cksum {} + | sort > before
sleep 0.1
touch mark
say raw -o public
find public -type f ! -name lock -exec cksum {} + | sort | cmp - before
find public -newer mark -type f ! -name lock
for g in hugo jekyll; do
    echo "== $g"
    say --for $g raw -o $g
    tree $g
done
cat hugo/reports/2021-*-2/index.md
cat jekyll/_reports/*.md
echo "== foreign"
mkdir -p theirs/reports/undated
page=$(cd public && find reports/undated -name index.md)
mkdir -p "theirs/$(dirname "$page")" && echo theirs > "theirs/$page"
say raw -o theirs
cat "theirs/$page"
test -e theirs/index.html && echo others published
