/* Dates as HTTP has them, and as others do. */
#include "tests/unit/unit.h"

#include "wire/http_date.h"

static enum http_date
read_as(const char *text, int64_t *seconds)
{
	size_t len = strlen(text);
	char *page = unit_guard_copy(text, len);
	enum http_date kind = http_date_read(page, len, seconds);

	unit_guard_free(page, len);
	return kind;
}

static void
knows_its_form(void)
{
	int64_t seconds;

	CU_ASSERT_EQUAL(read_as("Sun, 06 Nov 1994 08:49:37 GMT", &seconds),
	    HTTP_DATE_GOOD);
	CU_ASSERT_EQUAL(seconds, 784111777);
	CU_ASSERT_EQUAL(read_as("Thu, 29 Feb 2024 23:59:60 GMT", &seconds),
	    HTTP_DATE_GOOD);
	CU_ASSERT_EQUAL(read_as("Mon, 06 Nov 1994 08:49:37 GMT", &seconds),
	    HTTP_DATE_WEEKDAY);
	CU_ASSERT_EQUAL(read_as("Sunday, 06-Nov-94 08:49:37 GMT", &seconds),
	    HTTP_DATE_OBSOLETE);
	CU_ASSERT_EQUAL(read_as("Sun Nov  6 08:49:37 1994", &seconds),
	    HTTP_DATE_OBSOLETE);
	CU_ASSERT_EQUAL(read_as("Sun Nov 16 08:49:37 1994", &seconds),
	    HTTP_DATE_OBSOLETE);
}

static void
knows_what_is_none(void)
{
	static const char *const texts[] = {
		"", "now", "2026-11-28", "2026-11-28T17:45:34Z",
		"28/11/2026 17:45:34", "1795887934",
		"Sun, 06 Nov 1994 08:49:37 CET",
		"Sun, 06 Nov 1994 08:49:37 +0100",
		"Sun, 06 Nov 1994 08:49:37", "Sun, 6 Nov 1994 08:49:37 GMT",
		"Sun, 06 nov 1994 08:49:37 GMT",
		"Son, 06 Nov 1994 08:49:37 GMT",
		"Sun, 06 Now 1994 08:49:37 GMT",
		"Sun, 31 Feb 1994 08:49:37 GMT",
		"Sun, 06 Nov 1994 24:49:37 GMT",
		"Sun, 06 Nov 1994 08:60:37 GMT",
		"Sun, 06 Nov 1994 08:49:61 GMT",
		"Sun, 00 Nov 1994 08:49:37 GMT", "Sun Now  6 08:49:37 1994",
		" Sun, 06 Nov 1994 08:49:37 GMT", NULL
	};
	int64_t seconds;
	size_t i;

	for (i = 0; texts[i] != NULL; i++) {
		CU_ASSERT_EQUAL(read_as(texts[i], &seconds),
		    HTTP_DATE_MALFORMED);
		if (read_as(texts[i], &seconds) != HTTP_DATE_MALFORMED)
			printf("\n    %s\n", texts[i]);
	}
}

UNIT_MAIN("http date",
    TEST(knows_its_form), TEST(knows_what_is_none))
