/*
 * What our client reads out of other people's answers: dates, times, results,
 * sentences, numbers.  The first byte says of which lab, the second is a
 * number that was asked for.
 *
 * Must hold: it comes to an end, within the answer; what is said of it is one
 * of the verdicts, in terminated and printable words.
 */
#include <time.h>

#include "base/text.h"
#include "base/when.h"
#include "wire/calc_verdict.h"
#include "wire/clock_answer.h"
#include "wire/http_date.h"
#include "wire/order_result.h"
#include "wire/wait_sentence.h"
#include "tests/fuzz/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

/* Sun Nov 29 2026, 12:00:00 UTC. */
#define NOW_NS	(INT64_C(1795953600) * NS_PER_S)
#define DAY_S	86400

static void
printable(const char *text, size_t size)
{
	size_t len = strnlen(text, size), at, n;
	unsigned code_point = 0;

	must(len < size);
	for (at = 0; at < len; at += n) {
		n = text_utf8(text + at, len - at, &code_point);
		must(n != 0 && text_printable(code_point));
	}
}

static void
clock_check(const char *text, size_t len)
{
	long ahead_s = 0;

	must(clock_answer_date(text, len, NOW_NS) <= CLOCK_NOTHING);
	if (clock_answer_time(text, len, NOW_NS, &ahead_s) == CLOCK_DIFFERS)
		must(ahead_s >= -DAY_S / 2 && ahead_s <= DAY_S / 2);
}

static void
order_check(const char *text, size_t len)
{
	struct order_names others;
	enum order_result result = order_result(text, len, "alice", &others);

	must(result <= ORDER_NAMELESS);
	must(order_result(text, len, "alice", NULL) == result);
	if (result == ORDER_OTHERS) {
		printable(others.names[0], sizeof(others.names[0]));
		printable(others.names[1], sizeof(others.names[1]));
	}
	(void)order_result_begins(text, len, "alice");
}

static void
wait_check(const char *text, size_t len, long seconds)
{
	struct wait_sentence sentence;

	wait_sentence_read(&sentence, text, len, "alice", seconds);
	if (sentence.other_number)
		printable(sentence.number, sizeof(sentence.number));
	if (sentence.other_name)
		printable(sentence.name, sizeof(sentence.name));
}

static void
date_check(const char *text, size_t len)
{
	int64_t seconds = 0;

	must(http_date_read(text, len, &seconds) <= HTTP_DATE_MALFORMED);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data + 2;

	if (size < 2)
		return 0;
	(void)setenv("TZ", "UTC", 0);
	size -= 2;
	switch (data[0] % 5) {
	case 0:
		clock_check(text, size);
		break;
	case 1:
		order_check(text, size);
		break;
	case 2:
		wait_check(text, size, data[1]);
		break;
	case 3:
		must(calc_verdict(text, size, data[1] / 3.0) <=
		    CALC_NO_NUMBER);
		break;
	default:
		date_check(text, size);
		break;
	}
	return 0;
}

/* What tests/fuzz/driver.c starts from. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static const char *const seeds[] = {
		"0.2026-11-29 12:00:00 UTC", "0.Sun Nov 29 12:00:00 2026",
		"0.5:45 PM", "0.1795953600", "1.X: alice received before Y: "
		    "bob\n", "1.bob was first, alice second",
		"1.X received before Y", "2.Server waited 46 seconds for "
		    "client alice.", "3.4 / 3 = 1.3333334", "3.1,33",
		"4.Sun, 06 Nov 1994 08:49:37 GMT",
		"4.Sunday, 06-Nov-94 08:49:37 GMT",
		"4.Sun Nov  6 08:49:37 1994",
	};
	size_t len;

	if (number >= sizeof(seeds) / sizeof(seeds[0]))
		return 0;
	len = strlen(seeds[number]);
	must(len <= out_size);
	memcpy(out, seeds[number], len);
	/* '0' is 48, and 48 % 5 is 3: a number as it is switched on. */
	out[0] = (uint8_t)(seeds[number][0] - '0');
	return len;
}
