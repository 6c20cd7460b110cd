/* batch/build.h - which program this is: versions say it of releases, this of every state of the
 * sources. */
#ifndef FL_BATCH_BUILD_H
#define FL_BATCH_BUILD_H

/* The first 16 hexadecimal digits of the SHA-256 of all that the program is made of: sources,
 * packs, tables and templates. Written by the Makefile. */
extern const char fl_build[];

#endif
