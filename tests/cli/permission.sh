# A file and a folder that may not be read fail with the system's reason; root is no hindrance.
mkdir -p in/closed out && echo a > in/a.txt && echo b > in/closed/b.txt && echo c > in/c.txt
chmod 0 in/c.txt in/closed
cp "$FAIRLEAF" ./program
chmod 777 out
if [ "$(id -u)" -eq 0 ]; then
    as() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
else
    as() { "$@"; }
fi
as ./program convert in -o out
status=$?
find out -name '*.md'
exit $status
