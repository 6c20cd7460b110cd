#!/bin/sh
# `make install` into an empty folder: what lies there works without the repository; `make uninstall` leaves nothing.
n=0
report() { # STATUS ABOUT
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
report_file=$(ls "$PWD"/examples/reports/000*.txt)
example=$PWD/examples/library/convert.c
unset MAKEFLAGS MFLAGS MAKELEVEL
to="MODE=$MODE DESTDIR=$folder PREFIX=/usr"

make -s $to install >"$folder/log" 2>&1
report $? "install"
for f in bin/fairleaf include/fairleaf.h lib/libfairleaf.a lib/libfairleaf.so lib/pkgconfig/fairleaf.pc \
    share/man/man1/fairleaf.1 share/man/man3/fairleaf.3 share/man/man5/fairleaf-decisions.5 \
    share/bash-completion/completions/fairleaf; do
    test -s "$folder/usr/$f"
    report $? "$f is there"
done
wanted=$(sed -n 's/^.define FAIRLEAF_VERSION "\(.*\)"/\1/p' include/fairleaf.h)
test "$("$folder/usr/bin/fairleaf" --version)" = "fairleaf $wanted"
report $? "the program runs and says its version"
grep -rq "$PWD" "$folder/usr/lib/pkgconfig" "$folder/usr/share" "$folder/usr/include"
test $? -eq 1
report $? "nothing names the folder in which it was built"

export PKG_CONFIG_PATH="$folder/usr/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$folder"
test "$(pkg-config --modversion fairleaf)" = "$wanted"
report $? "pkg-config knows the version"
if [ "$MODE" = release ]; then
    (cd "$folder" && ${CC:-cc} -o shared "$example" $(pkg-config --cflags --libs fairleaf)) >"$folder/log" 2>&1 &&
        LD_LIBRARY_PATH="$folder/usr/lib" "$folder/shared" <"$report_file" >"$folder/shared.md" &&
        "$folder/usr/bin/fairleaf" convert "$report_file" 2>/dev/null | cmp - "$folder/shared.md"
    report $? "the example builds against the shared library and writes what the program writes"
fi

make -s $to uninstall >"$folder/log" 2>&1 && test -z "$(find "$folder/usr" ! -type d)"
report $? "uninstall leaves nothing"
echo "1..$n"
