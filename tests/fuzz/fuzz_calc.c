/*
 * wire/calc.c under any bytes.  Must hold: an answer is finite and reads
 * back as the same double; a refusal points into the text and has words; the
 * outputs are terminated in their bounds.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wire/calc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char number[CALC_NUMBER_SIZE], words[CALC_TEXT_SIZE];
	const char *text = (const char *)data;
	struct calc calc;
	size_t len;

	if (calc_evaluate(text, size, &calc) == CALC_OK) {
		if (!isfinite(calc.value))
			abort();
		len = calc_format(number, calc.value);
		if (len >= sizeof(number) || strlen(number) != len ||
		    calc_strtod(number) != calc.value)
			abort();
		return 0;
	}
	len = calc_explain(words, &calc, text, size);
	if (calc.at > size || len >= sizeof(words) || strlen(words) != len ||
	    strncmp(words, "error", 5) != 0)
		abort();
	return 0;
}
