#!/usr/bin/perl
# The limits of docs/STYLE.md: 600 lines a file, 70 a function, 100 columns (a wide character counts two).
use strict;
use warnings;
use File::Find;

my (@files, @functions, @columns);
find({ no_chdir => 1, wanted => sub {
    return unless /\.[ch]$/;
    my $path = $File::Find::name;
    open my $in, '<:encoding(UTF-8)', $path or die "$path: $!\n";
    my ($start, $name);
    while (<$in>) {
        chomp;
        my $wide = () = /[\x{1100}-\x{115F}\x{2E80}-\x{A4CF}\x{AC00}-\x{D7A3}\x{F900}-\x{FAFF}\x{FE30}-\x{FE4F}\x{FF00}-\x{FF60}\x{FFE0}-\x{FFE6}\x{20000}-\x{3FFFF}]/g;
        push @columns, "$path:$.: " . (length($_) + $wide) . ' columns' if length($_) + $wide > 100;
        if (/^\{/) { $start = $. }
        elsif (/^\}/ && $start) { push @functions, "$path:$start: " . ($. - $start - 1) . ' lines' if $. - $start - 1 > 70; undef $start }
    }
    push @files, "$path: $. lines" if $. > 600;
} }, 'convert', 'include');
my $count = 0;
sub check { my ($about, @faults) = @_; $count++; print @faults ? "not ok" : "ok", " $count - $about\n"; print "# $_\n" for @faults }
check('files of at most 600 lines', @files);
check('functions of at most 70 lines', @functions);
check('lines of at most 100 columns', @columns);
print "1..$count\n";
