/*
 * The date of an HTTP message (RFC 9110 section 5.6.7).
 *
 * Pure; any thread; no locale needed; no X.
 */
#ifndef WIRE_HTTP_DATE_H
#define WIRE_HTTP_DATE_H

#include <stddef.h>
#include <stdint.h>

enum http_date {
	HTTP_DATE_GOOD,		/* "Sun, 06 Nov 1994 08:49:37 GMT" */
	HTTP_DATE_WEEKDAY,	/* the same, but that is another day */
	HTTP_DATE_OBSOLETE,	/* as RFC 850 or asctime have it */
	HTTP_DATE_MALFORMED	/* none of them */
};

/* *seconds since 1970 for those that are GOOD or WEEKDAY. */
enum http_date http_date_read(const char *text, size_t len,
    int64_t *seconds);

#endif
