#!/bin/sh
# Lists what was left out of the reports named: file, line, rule, text. Nothing disappears quietly.
# usage: removed.sh REPORT...
set -eu
: "${FAIRLEAF:=fairleaf}"
for report in "$@"; do
    "$FAIRLEAF" explain --json "$report" | perl -MJSON::PP -e '
        binmode STDOUT, ":utf8";
        local $/;
        my $ledger = decode_json(<STDIN>);
        for (grep { $_->{action} eq "remove" && length $_->{before} > 8 } @{ $ledger->{edits} }) {
            (my $text = $_->{before}) =~ s/\s+/ /g;
            printf "%s:%d: %s [%s]\n", $ledger->{source}{path}, $_->{span}{line}, $text, $_->{rule};
        }'
done
