/*
 * Clocks and the written forms of time.
 *
 * Any process; no X.  Durations and deadlines are CLOCK_MONOTONIC, which all
 * processes of a machine share; wall time is only for showing.
 */
#ifndef BASE_WHEN_H
#define BASE_WHEN_H

#include <stddef.h>
#include <stdint.h>

#define NS_PER_MS	INT64_C(1000000)
#define NS_PER_S	INT64_C(1000000000)

/* Now, in nanoseconds: of a clock that is never set; since 1970. */
int64_t when_mono_ns(void);
int64_t when_wall_ns(void);

/* Milliseconds from now until a monotonic deadline, rounded up, never
 * negative; for poll(2). */
int when_left_ms(int64_t deadline_ns);

/* The nearer of two deadlines, of which either may be 0 for none. */
int64_t when_sooner(int64_t a_ns, int64_t b_ns);

/* "Sat, 21 Nov 2026 08:00:00 GMT", IMF-fixdate of RFC 9110 section 5.6.7. */
#define WHEN_IMF_SIZE	30
void when_imf(char out[WHEN_IMF_SIZE], int64_t wall_ns);

/* "2026-11-21T08:00:53.120Z", RFC 3339, milliseconds, UTC. */
#define WHEN_RFC3339_SIZE 32
void when_rfc3339(char out[WHEN_RFC3339_SIZE], int64_t wall_ns);

/* "08:00:53.120", local time, for event lines. */
#define WHEN_CLOCK_SIZE	16
void when_clock(char out[WHEN_CLOCK_SIZE], int64_t wall_ns);

/* "0:05", "12:40", "1:02:03", "3d 04:05": how long, for tables. */
#define WHEN_LONG_SIZE	24
void when_duration(char out[WHEN_LONG_SIZE], int64_t ns);

#endif
