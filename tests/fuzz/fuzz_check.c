/*
 * check/words.c, words_number.c and clock_text.c under any bytes.  Must hold:
 * what is found lies in the text, and the search for numbers comes to an end.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "check/clock_text.h"
#include "check/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
within(size_t at, size_t len, size_t size)
{
	if (at != WORDS_NONE && (at > size || len > size - at))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *trimmed = text;
	struct words_number number;
	struct clock_text clock;
	size_t at = 0, last = 0, len = size;

	while (words_number(text, size, &at, &number)) {
		within(number.at, number.len, size);
		if (at <= last)
			abort();
		last = at;
	}
	within(words_find(text, size, 0, "before"), 6, size);
	within(words_find_whole(text, size, 0, "X"), 1, size);
	for (at = 0; at <= size && at < 64; at++)
		(void)words_letter_before(text, at);
	words_trim(&trimmed, &len);
	if (trimmed < text || len > size ||
	    (size_t)(trimmed - text) > size - len ||
	    !words_same(text, size, trimmed, len))
		abort();
	clock_text_read(&clock, text, size, INT64_C(1795887934000000000));
	if (clock.form != CLOCK_TEXT_NONE)
		within(clock.at, clock.len, size);
	return 0;
}
