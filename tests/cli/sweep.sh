# What a killed run left beside its outputs is swept by the next run; what a living program writes for one file is not.
mkdir in out && echo 甲 > in/a.txt
: > out/.fairleaf-999999999-0; : > out/.fairleaf-$$-0; : > out/.fairleaf-one-999999999-0; : > out/.fairleaf-one-$$-0
"$FAIRLEAF" convert in/a.txt -o out/one.md
ls -A out | sed "s/$$/LIVING/"
"$FAIRLEAF" convert in -o out
ls -A out | sed "s/$$/LIVING/"
