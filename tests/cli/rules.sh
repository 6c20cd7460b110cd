# A pack of one's own is read after the built-in ones; what is wrong in it is said with its place.
cat > mine.yaml <<'END'
rules:
  - id: boilerplate.mine
    about: the line that my site adds
    where: tail
    action: drop
    pattern: '本站声明.*'
    matches: ['本站声明转载请注明出处']
    spares: ['声明本站如下']
END
"$FAIRLEAF" rules --rules mine.yaml | grep mine
"$FAIRLEAF" rules --json --rules mine.yaml | grep -c '"boilerplate.mine"'
printf 'rules:\n  - id: [\n' > wrong.yaml
"$FAIRLEAF" convert --rules wrong.yaml mine.yaml 2> err; echo "exit $?"
sed 's/\(error:\).*\[/\1 ... [/' err
"$FAIRLEAF" convert --rules missing.yaml mine.yaml; echo "exit $?"
# All that is known of some rules, by name or glob.
"$FAIRLEAF" rules --rules mine.yaml boilerplate.mine
"$FAIRLEAF" rules slips.lead characters.control
"$FAIRLEAF" rules 'keep.date.*' | grep -c '^keep'
"$FAIRLEAF" rules --json --rules mine.yaml boilerplate.mine
"$FAIRLEAF" rules boilerplate.mine; echo "exit $?"
"$FAIRLEAF" rules punctuation.fold; echo "exit $?"
