# Six pages of a site, each with its own report, and one of them a second time. What the site adds is found; the
# signature, the name of the office, the closing formula and the cells of tables recur as well and do not become rules.
mkdir site
set -- 春耕 防汛 教育 林业 交通 养老
n=0
for topic; do
    n=$((n + 1))
    {
        printf '云岭故事汇\n山水画廊\n魅力云岭\n首页 > 政务\n'
        printf '云岭县%s工作情况的调查\n云岭县调研室\n' "$topic"
        printf '各位代表：\n今年以来，全县%s工作取得新的进展，投入资金%d万元。\n' "$topic" "$((n * 317))"
        printf '其中%s项目%d个，涉及%s的群众得到实惠，%s事业有了新的发展。\n' "$topic" "$n" "$topic" "$topic"
        printf '指标|合计\n%s|%d\n达到要求\n' "$topic" "$n"
        printf '全县上下团结一心，%s工作再上新台阶。\n以上报告，请予审议。\n谢谢大家！\n' "$topic"
        printf '云岭县人民政府\n2023年1月%d日\n' "$n"
        printf '责任编辑：王某\n掌上云岭第%d号\n本页由云岭融媒中心维护，所有内容均经过核实。如有疑问请与本页管理员取得联系。\n' "$n"
    } > "site/$n.txt"
done
cp site/3.txt site/7.txt
"$FAIRLEAF" learn site > rules.yaml; echo "exit $?"
cat rules.yaml
"$FAIRLEAF" learn -j1 site | cmp - rules.yaml
"$FAIRLEAF" learn -j5 site | cmp - rules.yaml
"$FAIRLEAF" convert --rules rules.yaml -t text site/2.txt
# Too few pages; no folder; a file that is no text.
mkdir few; cp site/1.txt site/2.txt few
"$FAIRLEAF" learn few
"$FAIRLEAF" learn; echo "exit $?"
"$FAIRLEAF" learn missing; echo "exit $?"
