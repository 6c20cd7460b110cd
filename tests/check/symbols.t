#!/usr/bin/perl
# What the library may not do, read from its symbols: print, end the program, read the environment, change the locale, ask
# the clock, keep state; and what it may show: fairleaf_* alone.
use strict;
use warnings;

my $out = $ENV{OUT} || 'build/release';
my $mode = $ENV{MODE} || 'release';
my $count = 0;

sub check {
    my ($about, @faults) = @_;
    $count++;
    print @faults ? 'not ok' : 'ok', " $count - $about\n";
    print "# $_\n" for @faults;
}

my @forbidden = (
    [ 'prints nothing', qr/^(v?f?printf|v?dprintf|puts|putchar|fputs|fputc|putc|perror|std(out|err)|fwrite|write|syslog)$/ ],
    [ 'never ends the program', qr/^(exit|_exit|_Exit|quick_exit|abort|raise|kill)$/ ],
    [ 'does not read the environment', qr/^(secure_)?getenv$|^environ$/ ],
    # archive.o: for its own thread while libarchive reads a name
    [ 'does not touch the locale', qr/^(setlocale|uselocale|newlocale|localeconv|nl_langinfo)$/, 'archive.o' ],
    [ 'does not ask the clock or chance', qr/^(time|clock|clock_gettime|gettimeofday|localtime|gmtime|rand|random|getrandom)$/ ],
    [ 'opens no file, starts no process, talks to no network',
      qr/^(f?open|opendir|stat|fork|exec[lv]p?e?|system|popen|socket|connect)(64)?$/ ],
    [ 'opens libraries through one door', qr/^dlopen$/, 'shared.o' ],
);

# What each object needs: object, symbol. Fortified names (__printf_chk) count as the plain ones.
my (@needs, $object);
open my $nm, '-|', 'nm', '--undefined-only', "$out/libfairleaf.a" or die "nm: $!\n";
while (<$nm>) {
    if (/^(\S+\.o):$/) { $object = $1 }
    elsif (/^\s*U (\S+)$/) { push @needs, [ $object, $1 ] }
}
close $nm;
for my $rule (@forbidden) {
    my ($about, $pattern, $door) = @$rule;
    my @faults;
    for my $need (@needs) {
        (my $plain = $need->[1]) =~ s/^__(\w+)_chk$/$1/;
        $plain =~ s/^__isoc99_//;
        push @faults, "$need->[0]: $need->[1]" if $plain =~ $pattern && $need->[0] ne ($door // '');
    }
    check("the library $about", @faults);
}
check('the symbols were read', @needs > 100 ? () : 'nm said too little');

# Variables that can change: sections .data and .bss, read from the objects. Sanitizers add their own.
if ($mode eq 'release') {
    my @state;
    open $nm, '-|', 'nm', '--format=sysv', '--defined-only', "$out/libfairleaf.a" or die "nm: $!\n";
    while (<$nm>) {
        if (/^Symbols from \S*\[(\S+)\]/) { $object = $1; next }
        my ($name, $section) = (split /\s*\|\s*/)[0, 6];
        push @state, "$object: $name" if defined $section && $section =~ /^\.(data|bss)\s*$/;
    }
    close $nm;
    check('the library keeps no state', @state);
}

# The linker takes the program's function where the library has one of the same name, without a word.
my %where;
for my $file ("$out/libfairleaf.a", glob "$out/{batch,cli,report,site}/*.o") {
    for (split /\n/, `nm --defined-only --extern-only --format=posix $file 2>/dev/null`) {
        push @{ $where{$1} }, $file if /^(fl_\w+) [TDBR] /;
    }
}
check('no name is defined twice', grep { @{ $where{$_} } > 1 } sort keys %where);

my @exports = split /\n/, `nm -D --defined-only --format=posix $out/libfairleaf.so.0`;
check('it exports fairleaf_* alone', grep { !/^fairleaf_/ && !/^(__|_init|_fini|_edata|_end)/ } @exports);
open my $header, '<', 'include/fairleaf.h' or die "include/fairleaf.h: $!\n";
my %declared = map { $_ => 1 } map { /\b(fairleaf_\w+)\(/ ? $1 : () } grep { !m{^\s*(\*|/\*)} } <$header>;
my %exported = map { /^(fairleaf_\w+)/ ? ($1 => 1) : () } @exports;
check('every function of the header is there', grep { !$exported{$_} } sort keys %declared);
check('every function that is there is in the header', grep { !$declared{$_} } sort keys %exported);
print "1..$count\n";
