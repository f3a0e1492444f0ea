/* The version, in one place: programs, manual pages and packages. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define BAREWIRE_VERSION "0.3.0"

#endif
