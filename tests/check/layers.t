#!/usr/bin/perl
# Every #include under convert/ against the import rule in convert/LAYERS; no circles between rooms or between the modules of a room.
use strict;
use warnings;
use File::Find;

my (%room, %file, %door);
open my $rules, '<', 'convert/LAYERS' or die "convert/LAYERS: $!\n";
while (<$rules>) {
    next if /^\s*(#|$)/;
    if (/^room (\w+):\s*(.*)$/) { $room{$1} = { map { $_ => 1 } split ' ', $2 } }
    elsif (/^file (\S+):\s*(.*)$/) { $file{$1} = { map { $_ => 1 } split ' ', $2 } }
    elsif (/^door (\S+):\s*(.*)$/) { $door{$1} = [split ' ', $2] }
    else { die "convert/LAYERS:$.: not a rule: $_" }
}
my ($count, @wrong, %includes) = (0);
find({ no_chdir => 1, wanted => sub {
    return unless /\.(c|h|inc)$/;
    (my $path = $File::Find::name) =~ s{^convert/}{};
    my ($own) = $path =~ m{^(\w+)/};
    open my $in, '<', $File::Find::name or die "$File::Find::name: $!\n";
    while (<$in>) {
        next unless /^\s*#\s*include\s*([<"])([^>"]+)[>"]/;
        my ($kind, $target) = ($1, $2);
        my $at = "convert/$path:$.: $target";
        if ($kind eq '<') {
            my $allowed = $door{$target} or next;
            push @wrong, "$at: only through its door" unless grep { $path eq $_ || index($path, "$_/") == 0 } @$allowed;
            next;
        }
        next if $target =~ m{^data/.*\.inc$};           # a generated table belongs to the module that includes it
        push @{ $includes{$path} }, $target;
        my ($other) = $target =~ m{^(\w+)/};
        if (!defined $other) {
            push @wrong, "$at: only files beside fairleaf.c may include it" if defined $own;
            next;
        }
        my $may = defined $own ? ($room{$own} or die "$path: its room is not in convert/LAYERS\n")
                               : ($file{$path} or die "$path: not in convert/LAYERS\n");
        push @wrong, "$at: not allowed for " . ($own // $path) unless $may->{$other} || (defined $own && $own eq $other);
    }
} }, 'convert');
sub check { my ($about, @faults) = @_; $count++; print @faults ? "not ok" : "ok", " $count - $about\n"; print "# $_\n" for @faults }
check('includes keep to convert/LAYERS', @wrong);

my @circles;
my %state;
sub visit {
    my ($node, $next, @path) = @_;
    return if ($state{$node} // 0) == 2;
    if (($state{$node} // 0) == 1) { push @circles, join ' -> ', @path, $node; return }
    $state{$node} = 1;
    visit($_, $next, @path, $node) for $next->($node);
    $state{$node} = 2;
}
%state = ();
visit($_, sub { sort keys %{ $room{ $_[0] } || {} } }) for sort keys %room;
check('no circle between rooms', @circles);
@circles = ();
%state = ();
visit($_, sub { sort grep { /\.h$/ } @{ $includes{ $_[0] } || [] } }) for sort grep { /\.h$/ } keys %includes;
my %header_of;
for my $path (sort keys %includes) {                    # x.c and x.h are one module
    (my $module = $path) =~ s/\.(c|h|inc)$//;
    for my $target (@{ $includes{$path} }) { (my $other = $target) =~ s/\.(h|inc)$//; $header_of{$module}{$other} = 1 if $other ne $module }
}
%state = ();
visit($_, sub { sort keys %{ $header_of{ $_[0] } || {} } }) for sort keys %header_of;
check('no circle between modules', @circles);
print "1..$count\n";
