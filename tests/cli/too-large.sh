# More than the library takes is refused before it is read.
truncate -s 200M large.txt
"$FAIRLEAF" convert large.txt
echo $?
"$FAIRLEAF" convert - < large.txt
