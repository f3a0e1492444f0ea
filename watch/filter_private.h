/* Between the watch/filter*.c files only. */
#ifndef WATCH_FILTER_PRIVATE_H
#define WATCH_FILTER_PRIVATE_H

#include "watch/filter.h"

/* filter_term.comparison; those behind UNEQUAL are for numbers. */
enum filter_comparison {
	FILTER_HAS, FILTER_EQUAL, FILTER_UNEQUAL, FILTER_LESS,
	FILTER_AT_MOST, FILTER_MORE, FILTER_AT_LEAST
};

#endif
