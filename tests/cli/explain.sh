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

echo 'only some rules'
"$FAIRLEAF" explain --rule 'slips.*' report.txt | sed 1,2d
"$FAIRLEAF" explain --rule boilerplate.editor.zh,none report.txt | sed 1,2d
"$FAIRLEAF" explain --rule none report.txt | sed 1,2d
echo 'what is flagged comes last'
printf '市政协参加13?。ㄇ?）会议。\n' > flag.txt; "$FAIRLEAF" explain --level cautious flag.txt | sed '1,/^LOOK/d'
printf '一行。\n' > none.txt; "$FAIRLEAF" explain none.txt | tail -n +2
echo 'colours on a terminal only'
"$FAIRLEAF" explain report.txt | grep -c "$(printf '\033')"
if script -qec true /dev/null > /dev/null 2>&1 < /dev/null; then # there are terminals here
    TERM=xterm script -qec "'$FAIRLEAF' explain --level cautious flag.txt" /dev/null < /dev/null | grep -c "$(printf '\033\[1;7;33mLOOK')"
    TERM=xterm NO_COLOR=1 script -qec "'$FAIRLEAF' explain report.txt" /dev/null < /dev/null | grep -c "$(printf '\033')"
else
    printf '1\n0\n'
fi
exit 0
