#!/usr/bin/perl
# Writes reports whose titles and bodies are markup to some generator: perl tests/site/reports.pl FOLDER
use strict;
use warnings;
use utf8;

my $folder = shift or die "usage: reports.pl FOLDER\n";
my @titles = ('工作报告: 甲乙', '- 工作报告', '* 工作报告', '@工作报告', '> 工作报告', '| 工作报告', '!工作报告', '`工作报告`', '工作报告:',
              ' #1 工作报告', '工作报告 # 注', '[工作]报告', '{工作}报告', 'yes', '2021-02-06', '&工作报告', '~', 'null', '"工作"报告"',
              "'工作'报告", '{{ 1+1 }}报告', '{% include x %}', '{{< figure >}}报告', '<b>工作</b>报告', '../../x', '工作报告',
              '工作报告', '\工作\报告', '%工作报告', 'a--b "c" ... 报告', '<Component />报告', '工作 & 报告 <script>alert(1)</script>',
              '</title><script>alert(1)</script>报告', '" onmouseover="alert(1)" x="报告');
my %body = (
    hr     => "---\n正文甲。\n---\n正文乙。",
    vue    => '正文 {{ 1+1 }} 与 {{ "x" }} 完。',
    liquid => '正文 {% include x %} 与 {% raw %} 完 {{ page.title }}。',
    hugo   => '正文 {{< figure src="x" >}} 与 {{% note %}} 完。',
    jsx    => '正文 <Component prop={1}>甲</Component> 与 <br> <注> 完。',
    import => "import x from \"y\"\n\nexport const a = 1\n\n正文完。",
    heads  => "一、小节\n\n正文甲。\n\n一、小节\n\n正文乙。",
    tilde  => '约10~20，30~40人，~~删~~，H~2~O，x^2^。',
    math   => '$a$与$b$，收入$100，$200。',
    terms  => "名词\n: 定义\n: 又一\n\n正文完。",
    pipe   => "甲|乙|丙\n--|--|--\n1|2|3\n\n正文完。",
    ial    => "正文\n{: .x}\n\n*[缩写]: 全称\n\n正文缩写完。",
    toc    => "[TOC]\n\n[[toc]]\n\n正文完。",
    quote  => "他说\"好\"，又说'不'--而且...<<书>>。",
    colons => ":::\n::: tip\n正文\n:::\n完。",
    link   => 'https://example.org/a?b=c&d=e。后文 [x]: y [^1]: z <http://a.b>',
    at     => "\@include x\n\@\@ 正文 snake_case_name 甲_乙_丙 *a*b*",
    code   => "    四个空格的代码 {{ x }}\n\n```\n{{< figure >}} {% x %}\n```\n完。",
);

sub spew {
    my ($name, $text) = @_;
    open my $out, '>:encoding(UTF-8)', "$folder/$name" or die "$folder/$name: $!\n";
    print $out $text;
    close $out;
}

mkdir $folder;
spew("title-$_.txt", "$titles[$_]\n\n本报告第${_}号，正文从这里开始，不含其他内容，以便比较。\n\n第二段也很平常，没有什么特别的字符。\n")
    for 0 .. $#titles;
# Some generators put reports with a date elsewhere.
spew("dated-$_.txt", "$titles[$_]\n\n——2021年2月6日在政协甲市第一届委员会第二次会议上\n\n本报告第${_}号，正文从这里开始，不含其他内容，以便比较。\n\n第二段也很平常，没有什么特别的字符。\n")
    for 0 .. $#titles;
spew("body-$_.txt", "特别正文${_}的工作报告\n\n本篇内容用于检验，正文从下面开始。\n\n$body{$_}\n") for sort keys %body;
spew('code.md', <<'END');
# 代码报告

段落 `{{ 1+1 }}` 与 `{% x %}` 和 `{{< a >}}`。

```
{{< figure >}} {{ 2+2 }} {% y %}
<b>
```

| 甲 | 乙 |
|---|---|
| 1 | `a` |

末段。
END
