# Headings with the line where they stand.
printf '# 工作报告\n\n## 一、回顾\n\n正文。\n\n## 二、展望\n' > a.md
"$FAIRLEAF" outline a.md
"$FAIRLEAF" outline --json a.md | perl -MJSON::PP -e 'local $/; my $o = decode_json(<STDIN>);
    print "$o->{schema} ", join(",", map { $_->{line} } @{ $o->{headings} }), "\n"'
