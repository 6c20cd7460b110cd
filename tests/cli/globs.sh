# Globs choose among the files of folders: the last that matches decides, a file named on the command line is always taken.
mkdir -p in/2020 in/2021 && for f in 2020/a.txt 2020/b.html 2021/a.txt 2021/draft.txt c.log; do echo $f > in/$f; done
try() { rm -rf out; "$FAIRLEAF" convert -q "$@" -o out/; echo "exit $? $*"; (cd out && find . -name '*.md' | sort); }
try -g '*.txt' in
try -g '!*.log' -g '!draft*' in
try -g '2021/*' in
try -g '*.txt' -g '!2020/*' in
try -g '*.none' in
try -g '*.txt' in/c.log
