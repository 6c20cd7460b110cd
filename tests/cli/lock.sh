# Two runs into one folder: the second one says so and does nothing.
mkdir in out && echo 甲 > in/a.txt && mkdir out/.fairleaf
perl -e 'use Fcntl; open my $f, ">>", "out/.fairleaf/lock" or die; my $l = pack "s s l! l! i", F_WRLCK, 0, 0, 0, 0;
    fcntl $f, F_SETLK, $l or die "no lock"; open my $g, ">", "locked"; close $g; sleep 1 while -e "in"; ' &
while [ ! -e locked ]; do sleep 0.02; done
"$FAIRLEAF" convert in -o out; echo "exit $?"
mv in input; wait
"$FAIRLEAF" convert input -o out; echo "exit $?"
