#!/usr/bin/perl
# What is written as JSON keeps to the schemas of docs/, for every case of tests/cases and the report of tests/documents.
# Needs Python's jsonschema; skipped without.
use strict;
use warnings;
use File::Find;
use File::Temp qw(tempdir);

my $fairleaf = $ENV{FAIRLEAF} or die "FAIRLEAF is not set\n";
my $folder = tempdir('fairleaf-XXXXXX', TMPDIR => 1, CLEANUP => 1);
if (system("python3 -c 'import jsonschema' 2>'$folder/errors'") != 0) {
    print "ok 1 - JSON keeps to its schemas # SKIP python3-jsonschema is not installed\n1..1\n";
    exit;
}
open my $program, '>', "$folder/check.py" or die;
print $program <<'PYTHON';
import json, sys
from jsonschema import Draft202012Validator
checker = Draft202012Validator(json.load(open(sys.argv[1], encoding="utf-8")))
for path in sys.argv[2:]:
    text = open(path, encoding="utf-8").read()
    for part in text.splitlines() if path.endswith("l") else [text]:
        for error in checker.iter_errors(json.loads(part)):
            print(path, error.json_path, error.message[:200])
PYTHON
close $program;

my @in;
find({ wanted => sub { push @in, $File::Find::name if /\.in$/ }, no_chdir => 1 }, 'tests/cases');
my %file = ('document' => ['tests/documents/report.json'],
    'record' => ['tests/documents/report.jsonl', 'tests/documents/report.document.jsonl']);
my $n = 0;
for my $in (sort @in) {
    $n++;
    for (['json', 'document'], ['jsonl', 'record']) {
        my ($format, $schema) = @$_;
        next if system("'$fairleaf' convert -q -t $format '$in' -o '$folder/$n.$format' 2>/dev/null") != 0;
        push @{ $file{$schema} }, "$folder/$n.$format";
    }
}
open my $lines, '>', "$folder/questions" or die;
print $lines qq({"id":1,"text":"# A\\n\\ntext"}\n{"id":2,"bytes_b64":"AAAA"}\nno JSON\n);
close $lines;
system("'$fairleaf' convert --jsonl '$folder/questions' > '$folder/answers.jsonl'");
push @{ $file{record} }, "$folder/answers.jsonl";

my $count = 0;
for my $schema (sort keys %file) {
    my @said = `python3 '$folder/check.py' docs/$schema.schema.json @{$file{$schema}} 2>&1`;
    $count++;
    print @said ? 'not ok' : 'ok', " $count - ", scalar @{ $file{$schema} }, " files keep to docs/$schema.schema.json\n";
    print "# $_" for @said[0 .. ($#said < 9 ? $#said : 9)];
}
print "1..$count\n";
