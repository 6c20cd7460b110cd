#!/bin/sh
# One line a report with what it says about itself: path, title, date, author; tabs between, ready for a spreadsheet.
# usage: metadata.sh REPORT...
set -eu
: "${FAIRLEAF:=fairleaf}"
printf 'path\ttitle\tdate\tauthor\n'
for report in "$@"; do
    "$FAIRLEAF" explain --json "$report" | perl -MJSON::PP -e '
        binmode STDOUT, ":utf8";
        local $/;
        my $ledger = decode_json(<STDIN>);
        my @value = map { $ledger->{metadata}{$_}{value} // "" } qw(title date author);
        print join("\t", $ledger->{source}{path}, map { ref $_ ? join ", ", @$_ : $_ } @value), "\n"'
done
