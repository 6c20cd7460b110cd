#!/bin/sh
# Builds the example reports, and reports whose titles and bodies are markup (tests/site/reports.pl), with every site
# generator: its build must succeed without a warning, and its pages must say what the reports say. Then asks the checkers
# of HTML and XML about an archive (tests/pages.t, tests/site.t). `make check-site` runs it; what is missing is installed:
# programs from Debian, where it is root, packages of npm and PyPI into build/site-tools. What cannot be had is skipped and
# named. GENERATORS="hugo mkdocs" runs only these. Last line: N passed, N failed.
set -u
cd "$(dirname "$0")/../.." || exit 2
root=$PWD
FAIRLEAF=${FAIRLEAF:-$root/fairleaf}
export FAIRLEAF
tools=$root/build/site-tools
work=$root/build/check-site
passed=0
failed=0
skipped=
rm -rf "$work"
mkdir -p "$tools" "$work"
install() { # PACKAGE...: from Debian
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    echo "# installing $*"
    [ -e "$tools/update.log" ] || apt-get update >"$tools/update.log" 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >"$tools/$1.log" 2>&1
}
debian() { # PROGRAM [PACKAGE...]: is it there, or can it be installed?
    command -v "$1" >/dev/null && return 0
    [ $# -eq 1 ] || shift
    install "$@"
}
python() { # PROGRAM PACKAGE...
    [ -x "$tools/python/bin/$1" ] && return 0
    debian python3 || return 1
    python3 -c 'import ensurepip' 2>/dev/null || install python3-venv || return 1
    [ -x "$tools/python/bin/pip" ] || python3 -m venv "$tools/python" >"$tools/venv.log" 2>&1 || return 1
    log=$tools/$1.log
    shift
    echo "# installing $*"
    "$tools/python/bin/pip" install -q "$@" >"$log" 2>&1
}
node() { # FOLDER PACKAGE
    [ -d "$tools/node_modules/$1" ] && return 0
    debian npm nodejs npm || return 1
    echo "# installing $2"
    (cd "$tools" && npm install --no-audit --no-fund --loglevel=error "$2") >"$tools/npm.log" 2>&1
}
say() { # NAME STATUS
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok - $1"
    else
        failed=$((failed + 1))
        echo "not ok - $1"
        sed 's/^/# /' "$work/$1.log" | head -20
    fi
}
# NAME FROM TO: what `build` writes to $work/NAME must say what the reports say, and build must be silent.
check() {
    log=$work/$1.log
    if build >"$log" 2>&1 && ! grep -iE 'warn|error|deprecat' "$log" >/dev/null; then
        perl tests/site/compare.pl "$work/reports" "$site" "$2" "$3" >>"$log" 2>&1
        say "$1" $?
    else
        say "$1" 1
    fi
}
example() { sh "examples/site/$1/build.sh" "$work/reports" "$work/$1" 2>&1 | grep -v -e '^[^ ]*/reports/.*: warning: ' -e ' written, '; }
wanted() { case " ${GENERATORS:-hugo jekyll eleventy mkdocs pelican vitepress docusaurus sphinx pages} " in *" $1 "*) ;; *) return 1 ;; esac; }
skip() { skipped="$skipped $1"; }

perl -MFile::Find -MDigest::SHA -e 1 2>/dev/null || install perl || { echo "perl is needed" >&2; exit 2; }
perl tests/site/reports.pl "$work/reports"
cp examples/reports/*.txt "$work/reports"

if wanted hugo; then
    site=$work/hugo/public
    build() { example hugo; [ -e "$site/index.html" ]; }
    if debian hugo; then check hugo '<h1>' '</main>'; else skip hugo; fi
fi
if wanted jekyll; then
    site=$work/jekyll/_site
    build() { example jekyll; [ -e "$site/index.html" ]; }
    if debian jekyll; then check jekyll '<h1>' '</main>'; else skip jekyll; fi
fi
if wanted eleventy; then
    site=$work/eleventy/_site
    build() {
        mkdir -p "$work/eleventy"
        ln -sfn "$tools/node_modules" "$work/eleventy/node_modules"
        PATH=$tools/node_modules/.bin:$PATH
        cp -R examples/site/eleventy/. "$work/eleventy"
        "$FAIRLEAF" site -q --for eleventy "$work/reports" -o "$work/eleventy" && (cd "$work/eleventy" && eleventy --quiet)
    }
    if node @11ty/eleventy @11ty/eleventy@3; then check eleventy '<h1>' '</main>'; else skip eleventy; fi
fi
if wanted mkdocs; then
    site=$work/mkdocs/site
    build() { (PATH=$tools/python/bin:$PATH && export PATH && example mkdocs); [ -e "$site/index.html" ]; }
    if python mkdocs 'mkdocs<2'; then
        check mkdocs 'role="main">' '(?:<p><a href="index\.ledger\.json">|</div>\s*</div>\s*</div>\s*<footer)'
    else skip mkdocs; fi
fi
if wanted pelican; then
    site=$work/pelican/output
    build() { (PATH=$tools/python/bin:$PATH && export PATH && example pelican | grep -v 'Docutils has no localization\|instead\.' ); [ -e "$site/index.html" ]; }
    if python pelican 'pelican<5' markdown; then
        check pelican '<(?:main|section[^>]*)>\s*(?=<)' '(?:<footer|<p><a href="[^"]*ledger)'
    else skip pelican; fi
fi
if wanted vitepress; then
    site=$work/vitepress/.vitepress/dist
    build() {
        mkdir -p "$work/vitepress/.vitepress"
        ln -sfn "$tools/node_modules" "$work/vitepress/node_modules"
        echo 'export default { title: "reports", lang: "zh" };' >"$work/vitepress/.vitepress/config.mjs"
        "$FAIRLEAF" site -q --for vitepress "$work/reports" -o "$work/vitepress" &&
            (cd "$work/vitepress" && node_modules/.bin/vitepress build . )
    }
    if node vitepress vitepress@1; then check vitepress 'class="vp-doc[^>]*>' '</main>'; else skip vitepress; fi
fi
if wanted docusaurus; then
    site=$work/docusaurus/built
    build() {
        mkdir -p "$site"
        ln -sfn "$tools/node_modules" "$work/docusaurus/node_modules"
        "$FAIRLEAF" site -q --for docusaurus "$work/reports" -o "$work/docusaurus" &&
            cp tests/site/mdx.mjs "$work/docusaurus/mdx.mjs" && command node "$work/docusaurus/mdx.mjs" "$work/docusaurus/docs/reports" "$site"
    }
    if node @mdx-js/mdx @mdx-js/mdx && node react react@18 && node react-dom react-dom@18 &&
        node remark-gfm remark-gfm; then
        check docusaurus '<main>' '</main>'
    else skip docusaurus; fi
fi
if wanted sphinx; then
    site=$work/sphinx/_build
    build() { (PATH=$tools/python/bin:$PATH && export PATH && example sphinx); [ -e "$site/index.html" ]; }
    if python sphinx-build sphinx myst-parser; then
        check sphinx 'class="body" role="main">' '(?:<p><a href="index\.ledger\.json">|<div class="clearer">)'
    else skip sphinx; fi
fi
# The archive itself, as checkers see it.
if wanted pages; then
    debian tidy || skip tidy
    debian xmllint libxml2-utils || skip xmllint
    if debian java default-jre-headless && node vnu-jar vnu-jar; then
        VNU=$tools/node_modules/vnu-jar/build/dist/vnu.jar
        export VNU
    else skip vnu; fi
    for test in pages site; do
        perl "tests/$test.t" >"$work/$test.log" 2>&1 && ! grep '^not ok' "$work/$test.log" >/dev/null
        say "$test" $?
    done
fi
[ -z "$skipped" ] || echo "skipped, since it could not be installed (build/site-tools/*.log say why):$skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
