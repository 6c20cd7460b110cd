# What a killed run left beside its outputs is swept by the next run; what a living one writes is not.
mkdir in out && echo 甲 > in/a.txt
: > out/.fairleaf-999999999-0; : > out/.fairleaf-$$-0
"$FAIRLEAF" convert in -o out
ls -A out | sed "s/$$/LIVING/" | grep -v '^.fairleaf$'
