# The completions name every command and parse.
for shell in bash zsh fish; do
    "$FAIRLEAF" completion $shell > c.$shell
    for c in convert detect explain outline rules completion; do grep -q "$c" c.$shell || echo "$shell: no $c"; done
    command -v $shell > /dev/null && $shell -n c.$shell
    grep -c -e fail-if-warnings c.$shell
done
true
