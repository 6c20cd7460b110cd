#!/usr/bin/perl
# fairleaf-pack(5) describes every key that the loader of packs takes, and every slot of numbering templates.
use strict;
use warnings;

sub slurp { open my $in, '<', $_[0] or die "$_[0]: $!\n"; local $/; return <$in> }
my $manual = slurp('docs/fairleaf-pack.5');
my $count = 0;
sub check { my ($about, @missing) = @_; $count++; print @missing ? 'not ok' : 'ok', " $count - $about\n"; print "# not in the manual: $_\n" for @missing }

my $load = slurp('convert/rules/load.c');
my @keys = map { /"([a-z_]+)"/g } $load =~ /keys\[\]\s*=\s*\{(.*?)\}/gs;
push @keys, $load =~ /FL_SPAN\("([a-z]+)"\)/g;
die "no keys in load.c\n" unless @keys > 20;
check('keys of packs, rules and enumerators', grep { $manual !~ /^\.(?:It )?Cm (?:.* )?\Q$_\E(?: |$)/m } @keys);

my @slots = slurp('convert/rules/numerals.c') =~ /\{ "([A-Za-z]+)", FL_SLOT_/g;
@slots = slurp('convert/rules/enumerators.h') =~ /\{([A-Za-z]+)\}/g unless @slots;
die "no slots\n" unless @slots > 10;
check('slots of templates', grep { $manual !~ /^\.It Li \{\Q$_\E\}/m } @slots);

my @zones = $load =~ /zones\[\] = \{ ([^}]*) \}/ ? $1 =~ /"([a-z]+)"/g : die "no zones\n";
check('zones', grep { $manual !~ /^\.Ql \Q$_\E/m } @zones);
print "1..$count\n";
