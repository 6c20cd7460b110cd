# Counts by rule first, then removals in full, then two examples of each repair; --full lists all; --json is one object.
report=$(ls "$ROOT"/examples/reports/002*.txt)
cp "$report" report.txt
"$FAIRLEAF" explain report.txt > short; "$FAIRLEAF" explain --full report.txt > full
sed -n '1,2s/[0-9][0-9]*/N/gp' short
grep -c 'more (--full shows all)' short | sed 's/^[1-9].*/some are left out/'
grep -c 'more (--full shows all)' full
test $(wc -l < full) -gt $(wc -l < short) && echo longer
"$FAIRLEAF" explain --json report.txt > json
perl -MJSON::PP -e 'local $/; my $o = decode_json(<STDIN>); print join(" ", sort keys %$o), "\n";
    my ($n, $last) = (0, 0); my $b = $o->{balance};
    for (@{ $o->{edits} }) { die "not in order" if $_->{span}{byte}[0] < $last || $_->{id} != ++$n; $last = $_->{span}{byte}[1] }
    print $b->{input} - $b->{kept} - $b->{removed} - $b->{replaced} - $b->{unaccounted}, " ", $b->{unaccounted}, "\n";' < json
"$FAIRLEAF" explain - < report.txt | sed 1d > piped; sed 1d short | cmp - piped
