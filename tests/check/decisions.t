#!/usr/bin/perl
# Two hundred documents, put together from the cases and the example reports, with random decisions: a rejected change
# gives the source's text back at exactly its span, another text stands exactly there, and nothing else changes. The
# same of every case of a page with random rejections: all other changes are made as before.
# DOCUMENTS=N SEED=S tries others.
use strict;
use warnings;
use File::Find;
use File::Temp qw(tempdir);
use JSON::PP;

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $documents = $ENV{DOCUMENTS} || 200;
my $state = $ENV{SEED} || 7;
my $folder = tempdir(CLEANUP => 1);
my $count = 0;
sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for @faults[0 .. ($#faults > 9 ? 9 : $#faults)];
}
sub slurp { open my $in, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return scalar(<$in>) // '' }
sub spill { open my $out, '>:raw', $_[0] or die "$_[0]: $!\n"; print $out $_[1]; close $out or die }
sub random { $state = ($state * 1103515245 + 12345) & 0x7fffffff; return ($state >> 8) % $_[0] }
sub run { my $quoted = join ' ', map { my $w = $_; $w =~ s/'/'\\''/g; "'$w'" } @_; return scalar `$quoted 2>$folder/stderr` }
sub squeezed { my ($t) = @_; utf8::decode($t); $t =~ s/[\s\x{FEFF}]+//g; return $t }

my @parts;
find({ wanted => sub { push @parts, $File::Find::name if /\.in$/ }, no_chdir => 1 }, 'tests/cases');
my @pages = sort grep { m{/html/} } @parts;
@parts = grep { !m{/html/} } @parts;                    # their bytes are not their text, nor those of tables in HTML
@parts = grep { my $t = slurp($_); length $t < 20000 && $t !~ /<table\b/i && utf8::decode($t) } sort(@parts), sort glob 'examples/reports/*.txt';

sub document {                                          # some cases whole, of others some lines
    my $text = '';
    for (0 .. 1 + random(5)) {
        my $part = slurp($parts[random(scalar @parts)]);
        my @lines = split /^/, $part;
        if (random(3) == 0 && @lines > 2) {
            my $from = random(scalar @lines);
            my $to = $from + random(12);
            $part = join '', @lines[$from .. ($to < $#lines ? $to : $#lines)];
        }
        $text .= $part;
        $text .= random(4) ? "\n" : "\n\n" if $text !~ /\n\z/ || random(3) == 0;
    }
    return $text;
}

# What must come out: the edits with what was decided about each.
sub expected {
    my ($source, $edits, $decided) = @_;
    my ($at, $clean) = (0, '');
    for my $e (@$edits) {
        my ($from, $to) = @{ $e->{span}{byte} };
        my $after = $e->{after};
        my $d = $decided->{ $e->{id} };
        $after = $e->{before} if $d && $d->{do} eq 'reject';
        $after = $d->{text} . ($e->{before} =~ /(\r?\n)\z/ && $e->{action} eq 'remove' && length $d->{text} ? $1 : '')
            if $d && $d->{do} eq 'text';
        utf8::encode($after);
        $clean .= substr($source, $at, $from - $at) . $after;
        $at = $to;
    }
    return $clean . substr $source, $at;
}

my @texts = ('', 'x', "\x{6539}\x{6B63}", 'a "b" \\ c');
my ($all, $rejected, $other, $whole) = (0, 0, 0, 0);
for my $n (1 .. $documents) {
    my $path = "$folder/$n.txt";
    my $source = document();
    spill($path, $source);
    spill("$ENV{KEEP}/last.txt", $source) if $ENV{KEEP};
    my $before = eval { JSON::PP->new->utf8->decode(run($fairleaf, 'explain', '--json', $path)) } or do {
        check("document $n is read", slurp("$folder/stderr"));
        system "cp $path $ENV{KEEP}/crash.txt" if $ENV{KEEP};
        next;
    };
    my @edits = @{ $before->{edits} };
    $all += @edits;
    my (%decided, @lines);
    if (@edits && random(5) == 0) {                     # a whole rule
        my $rule = $edits[random(scalar @edits)]{rule};
        push @lines, "      - rule: $rule\n        do: reject\n";
        for (grep { $_->{rule} eq $rule } @edits) { $decided{ $_->{id} } = { do => 'reject' }; $whole++ }
    }
    my $share = 2 + random(6);
    for my $e (@edits) {
        next if random($share);
        my $d = $decided{ $e->{id} } = { do => ('reject', 'reject', 'reject', 'accept', 'text')[random(5)] };
        $d->{text} = $texts[random(scalar @texts)] if $d->{do} eq 'text';
        $rejected++ if $d->{do} eq 'reject';
        $other++ if $d->{do} eq 'text';
        my @place = ("        byte: [$e->{span}{byte}[0], $e->{span}{byte}[1]]\n", "        edit: $e->{id}\n");
        my $json = JSON::PP->new->allow_nonref;
        my $line = "      - rule: $e->{rule}\n" . $place[random(2)] . "        do: $d->{do}\n";
        $line .= '        text: ' . $json->encode($d->{text}) . "\n" if defined $d->{text};
        utf8::encode($line);
        push @lines, $line;
    }
    my $known = random(2) ? "  - source: $path\n" : "  - sha256: $before->{source}{sha256}\n";
    spill("$folder/decisions.yaml", "schema: fairleaf.decisions/1\ndocuments:\n$known    decisions:\n" .
        (@lines ? join('', @lines) : "      []\n"));
    my @with = ('--decisions', "$folder/decisions.yaml");
    my $after = eval { JSON::PP->new->utf8->decode(run($fairleaf, 'explain', '--json', @with, $path)) } or do {
        check("document $n with decisions", slurp("$folder/stderr"), slurp("$folder/decisions.yaml"));
        next;
    };
    my @faults;
    my ($wanted, $got) = (expected($source, \@edits, \%decided), expected($source, $after->{edits}, {}));
    if ($wanted ne $got) {
        my $i = 0;
        $i++ while $i < length $wanted && $i < length $got && substr($wanted, $i, 1) eq substr($got, $i, 1);
        push @faults, sprintf "clean text parts at byte %d: wanted '%s', got '%s'", $i, substr($wanted, $i, 60), substr($got, $i, 60);
    }
    push @faults, "$after->{balance}{unaccounted} unaccounted for" if $after->{balance}{unaccounted};
    my $text = run($fairleaf, 'convert', '-t', 'text', @with, $path);
    push @faults, 'the text that is written is another' if squeezed($text) ne squeezed($got);
    check("document $n: " . @edits . ' changes, ' . keys(%decided) . ' decided', @faults);
    if (@faults && $ENV{KEEP}) { system "cp $path $folder/decisions.yaml $ENV{KEEP}"; last }
}
# Of a page: the changes that are left, and how much text came back.
sub changes {
    my ($account, $without) = @_;
    return join "\n", map { "$_->{span}{byte}[0] $_->{span}{byte}[1] $_->{before} -> $_->{after}" }
        grep { $_->{before} ne $_->{after} && !$without->{ $_->{id} } } @{ $account->{edits} };
}

my $given_back = 0;
for my $page (@pages) {
    (my $base = $page) =~ s/\.in$//;
    my @args = -e "$base.args" ? split ' ', slurp("$base.args") : ();
    next if grep { $_ eq '--as-is' } @args;             # decisions are not looked at
    my $before = eval { JSON::PP->new->utf8->decode(run($fairleaf, 'explain', '--json', @args, $page)) } or next;
    my %rejected = map { $_->{id} => $_ } grep { !random(3) } @{ $before->{edits} };
    next unless %rejected;
    my ($text, $wanted) = ("schema: fairleaf.decisions/1\ndocuments:\n  - source: $page\n    decisions:\n", 0);
    for my $e (map { $rejected{$_} } sort { $a <=> $b } keys %rejected) {
        my @place = ("byte: [$e->{span}{byte}[0], $e->{span}{byte}[1]]", "edit: $e->{id}");
        $text .= "      - rule: $e->{rule}\n        $place[random(2)]\n        do: reject\n";
        $wanted += length($e->{before} =~ s/[\s\x{FEFF}]+//gr) - length($e->{after} =~ s/[\s\x{FEFF}]+//gr);
        $given_back++;
    }
    spill("$folder/decisions.yaml", $text);
    my @with = (@args, '--decisions', "$folder/decisions.yaml");
    my $after = eval { JSON::PP->new->utf8->decode(run($fairleaf, 'explain', '--json', @with, $page)) } or do {
        check("$page with decisions", slurp("$folder/stderr"));
        next;
    };
    my @faults;
    push @faults, 'the other changes are not as before' if changes($before, \%rejected) ne changes($after, {});
    my $grown = length(squeezed(run($fairleaf, 'convert', '-q', '-t', 'text', @with, $page))) -
        length(squeezed(run($fairleaf, 'convert', '-q', '-t', 'text', @args, $page)));
    push @faults, "$wanted characters were to come back, $grown did" if $grown != $wanted;
    check("$page: " . keys(%rejected) . ' rejected', @faults);
}
check("$given_back rejected on pages", $given_back > 20 ? () : 'too few to say anything');
check("$all changes: $rejected rejected one by one, $whole by rule, $other other texts",
    $documents < 200 || ($rejected > 300 && $other > 100 && $whole > 100) ? () : 'too few to say anything');
print "1..$count\n";
