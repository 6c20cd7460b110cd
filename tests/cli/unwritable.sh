# A folder that may not be written to.
mkdir out && echo a > a.txt && chmod 555 out
cp "$FAIRLEAF" ./program
if [ "$(id -u)" -eq 0 ]; then
    as() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
else
    as() { "$@"; }
fi
as ./program convert a.txt -o out/a.md; echo $?
as ./program convert a.txt -o out/; echo $?
ls -A out
