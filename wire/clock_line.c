/* The clock lab's answers. */
#include "wire/clock_line.h"

#include <string.h>
#include <time.h>

#include "base/when.h"

static const char error_text[] =
    "error: ask with SEND_DATE or SEND_TIME";

static bool
clock_asks(const char *request, size_t len, const char *word)
{
	size_t word_len = strlen(word);

	if (len < word_len || memcmp(request, word, word_len) != 0)
		return false;
	for (; word_len < len; word_len++)
		if (request[word_len] != '\0' && request[word_len] != '\r' &&
		    request[word_len] != '\n' && request[word_len] != ' ')
			return false;
	return true;
}

size_t
clock_line_answer(char out[CLOCK_LINE_SIZE], const char *request, size_t len,
    int64_t wall_ns, bool *known)
{
	time_t seconds = (time_t)(wall_ns / NS_PER_S);
	bool date = clock_asks(request, len, "SEND_DATE");
	struct tm local;

	*known = (date || clock_asks(request, len, "SEND_TIME")) &&
	    localtime_r(&seconds, &local) != NULL;
	if (*known && date)
		return strftime(out, CLOCK_LINE_SIZE, "%Y-%m-%d", &local);
	if (*known)
		return strftime(out, CLOCK_LINE_SIZE, "%H:%M:%S", &local);
	memcpy(out, error_text, sizeof(error_text));
	return sizeof(error_text) - 1;
}

bool
clock_line_error(const char *request, size_t len)
{
	return len >= 7 && memcmp(request, "error: ", 7) == 0;
}
