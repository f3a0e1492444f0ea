/* Numbers, without stdio: what a child runs for each connection stays small. */
#include "base/text.h"

#include <string.h>

size_t
text_number(char out[TEXT_NUMBER_SIZE], uint64_t number)
{
	char digits[TEXT_NUMBER_SIZE];
	size_t at = sizeof(digits), len;

	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) != 0);
	len = sizeof(digits) - at;
	memcpy(out, digits + at, len);
	out[len] = '\0';
	return len;
}
