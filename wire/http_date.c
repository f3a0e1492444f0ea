/* The date of an HTTP message. */
#include "wire/http_date.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char weekdays[] = "SunMonTueWedThuFriSat";

/* 0 stands for a digit, a for a letter; others for themselves. */
static bool
looks_like(const char *text, size_t len, const char *form)
{
	size_t i;

	if (len != strlen(form))
		return false;
	for (i = 0; i < len; i++) {
		bool digit = text[i] >= '0' && text[i] <= '9';
		char low = (char)(text[i] | 0x20);

		if (form[i] == '0' ? !digit : form[i] == 'a' ?
		    low < 'a' || low > 'z' : text[i] != form[i])
			return false;
	}
	return true;
}

static int
number(const char *digits, size_t count)
{
	int value = 0;

	while (count-- > 0)
		value = 10 * value + (*digits++ - '0');
	return value;
}

/* Which of the words of three letters it is; -1: none. */
static int
word_index(const char *words, const char *word)
{
	int i;

	for (i = 0; words[3 * i] != '\0'; i++)
		if (memcmp(words + 3 * i, word, 3) == 0)
			return i;
	return -1;
}

/* "06 Nov 1994 08:49:37" is a date that there is. */
static bool
fixed_read(const char *text, struct tm *when, int64_t *seconds)
{
	struct tm given;

	memset(when, 0, sizeof(*when));
	when->tm_mday = number(text, 2);
	when->tm_mon = word_index(months, text + 3);
	when->tm_year = number(text + 7, 4) - 1900;
	when->tm_hour = number(text + 12, 2);
	when->tm_min = number(text + 15, 2);
	when->tm_sec = number(text + 18, 2);
	if (when->tm_mon == -1 || when->tm_hour > 23 || when->tm_min > 59 ||
	    when->tm_sec > 60)
		return false;
	/* A leap second is still in its day. */
	if (when->tm_sec == 60)
		when->tm_sec = 59;
	given = *when;
	*seconds = timegm(when);
	return given.tm_mday == when->tm_mday;
}

static bool
is_obsolete(const char *text, size_t len)
{
	size_t day = 0;

	if (looks_like(text, len, "aaa aaa 00 00:00:00 0000") ||
	    looks_like(text, len, "aaa aaa  0 00:00:00 0000"))
		return word_index(months, text + 4) != -1;
	while (day < len && text[day] != ',')
		day++;
	return day >= 6 && looks_like(text + day, len - day,
	    ", 00-aaa-00 00:00:00 GMT");
}

enum http_date
http_date_read(const char *text, size_t len, int64_t *seconds)
{
	struct tm when;

	*seconds = 0;
	if (is_obsolete(text, len))
		return HTTP_DATE_OBSOLETE;
	if (!looks_like(text, len, "aaa, 00 aaa 0000 00:00:00 GMT") ||
	    word_index(weekdays, text) == -1 ||
	    !fixed_read(text + 5, &when, seconds))
		return HTTP_DATE_MALFORMED;
	return word_index(weekdays, text) == when.tm_wday ? HTTP_DATE_GOOD :
	    HTTP_DATE_WEEKDAY;
}
