/* The clock lab's answers. */
#include "wire/clock_line.h"

#include <string.h>
#include <time.h>

#include "base/when.h"

static const char error_text[] =
    "error: ask with SEND_DATE or SEND_TIME";

/* Blanks and what else stands beside or between the words. */
static bool
clock_stray(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' ||
	    c == '_';
}

/* The request without what is behind its first NUL, which is padding. */
static size_t
clock_text_len(const char *request, size_t len)
{
	const char *end = len == 0 ? NULL : memchr(request, '\0', len);

	return end == NULL || end == request ? len : (size_t)(end - request);
}

static bool
clock_asks(const char *request, size_t len, const char *letters)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (clock_stray(request[i]))
			continue;
		if ((request[i] & ~0x20) != *letters)
			return false;
		letters++;
	}
	return *letters == '\0';
}

/* Nothing but blanks and padding. */
static bool
clock_empty(const char *request, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (request[i] != '\0' && !clock_stray(request[i]))
			return false;
	return true;
}

size_t
clock_line_answer(char out[CLOCK_LINE_SIZE], const char *request, size_t len,
    int64_t wall_ns, bool *known)
{
	time_t seconds = (time_t)(wall_ns / NS_PER_S);
	size_t text_len = clock_text_len(request, len), used = 0;
	bool empty = clock_empty(request, text_len);
	bool date = empty || clock_asks(request, text_len, "SENDDATE");
	bool of_day = empty || clock_asks(request, text_len, "SENDTIME");
	struct tm local;

	*known = (date || of_day) && localtime_r(&seconds, &local) != NULL;
	if (!*known) {
		memcpy(out, error_text, sizeof(error_text));
		return sizeof(error_text) - 1;
	}
	if (date)
		used = strftime(out, CLOCK_LINE_SIZE, empty ? "%Y-%m-%d " :
		    "%Y-%m-%d", &local);
	if (of_day)
		used += strftime(out + used, CLOCK_LINE_SIZE - used,
		    "%H:%M:%S", &local);
	return used;
}

bool
clock_line_error(const char *request, size_t len)
{
	return len >= 7 && memcmp(request, "error: ", 7) == 0;
}
