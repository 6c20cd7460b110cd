# FIFOs and devices are never opened; links to nothing fail.
mkdir in && echo a > in/a.txt && mkfifo in/fifo && ln -s nowhere in/dangling && ln -s self in/self
ln -s /dev/zero in/zero
timeout 20 "$FAIRLEAF" convert in -o out; echo "exit $?"
timeout 20 "$FAIRLEAF" convert in/fifo; echo "exit $?"
timeout 20 "$FAIRLEAF" convert /dev/zero; echo "exit $?"
timeout 20 "$FAIRLEAF" convert in/a.txt in/fifo in/dangling -o out2; echo "exit $?"
echo 甲 | timeout 20 "$FAIRLEAF" convert /dev/stdin; echo "exit $?"
ls out out2
