# Several formats at once; the same bytes as one at a time.
printf '# 报告\n\n一、工作\n' > a.md
"$FAIRLEAF" convert -t markdown,text a.md -o out && ls out
for t in markdown text; do "$FAIRLEAF" convert -t $t a.md > one && cmp one out/a.$(echo $t | sed 's/markdown/md/; s/text/txt/'); done
