# A body packed with Brotli, where its library is installed.
PATH=$PATH:/sbin:/usr/sbin
ldconfig -p | grep -q libbrotlidec.so.1 || { echo 'skip: libbrotlidec is not installed'; exit; }
perl "$ROOT/tests/containers/make.pl" brotli.warc || exit
"$FAIRLEAF" convert -t text brotli.warc
