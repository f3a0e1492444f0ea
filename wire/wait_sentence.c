/* The number and the name in the wait lab's answers. */
#include "wire/wait_sentence.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "wire/calc.h"

/* What may stand here. */
enum expected {
	EXPECT_NOTHING,
	EXPECT_NAME,		/* behind "client" */
	EXPECT_FOR,		/* the client or the name: behind "for", */
	EXPECT_FOR_NAME		/* and that behind the seconds */
};

/* A text that is being read, and what was found. */
struct reading {
	const char *at, *end;
	const char *name;
	size_t name_len;
	double seconds;
	bool named;		/* us */
	bool counted;		/* our seconds */
	enum expected expected;
	bool unit;		/* the last word was behind a number, */
	const char *unit_at;	/* or will be: where it stands */
	struct wait_sentence *sentence;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || (c & 0x80) != 0 || c == '_' ||
	    c == '-';
}

/* The word here; a dot belongs to it when more of it follows. */
static size_t
word_len(const struct reading *reading)
{
	const char *at = reading->at;

	while (at < reading->end && (is_word(*at) || (*at == '.' &&
	    at + 1 < reading->end && is_word(at[1]))))
		at++;
	return (size_t)(at - reading->at);
}

static bool
word_is(const char *word, size_t len, const char *text)
{
	return strlen(text) == len && strncasecmp(word, text, len) == 0;
}

/* What makes a number one of seconds, and how many of it are one. */
static double
unit_of(const char *word, size_t len)
{
	static const char *const units[] = { "s", "sec", "secs", "second",
	    "seconds" };
	static const char *const thousandths[] = { "ms", "msec", "millis",
	    "milliseconds" };
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (word_is(word, len, units[i]))
			return 1;
	for (i = 0; i < sizeof(thousandths) / sizeof(thousandths[0]); i++)
		if (word_is(word, len, thousandths[i]))
			return 1000;
	return 0;
}

/* At a digit: "7 seconds", "7.5s", "7000 ms". */
static void
read_number(struct reading *reading)
{
	const char *at = reading->at;
	char digits[WAIT_SENTENCE_SIZE];
	struct reading behind = *reading;
	double unit, apart;

	while (at < reading->end && (is_digit(*at) || (*at == '.' &&
	    at + 1 < reading->end && is_digit(at[1]))))
		at++;
	(void)text_escape(digits, sizeof(digits), reading->at,
	    (size_t)(at - reading->at));
	while (at < reading->end && (*at == ' ' || *at == '\t'))
		at++;
	behind.at = at;
	unit = unit_of(at, word_len(&behind));
	if (unit == 0)
		return;
	reading->unit_at = at == reading->at + strlen(digits) ? reading->at :
	    at;
	apart = calc_strtod(digits) / unit - reading->seconds;
	/* A server that measures says 7.0003. */
	if (apart == 0 || (strchr(digits, '.') != NULL && apart < 1 &&
	    apart > -1))
		reading->counted = true;
	else if (!reading->sentence->other_number)
		(void)snprintf(reading->sentence->number, WAIT_SENTENCE_SIZE,
		    "%s%s", digits, unit == 1 ? "" : " ms");
	reading->sentence->other_number = true;
}

/* Does the sentence end behind this place? */
static bool
ends(const struct reading *reading, const char *at)
{
	while (at < reading->end && strchr(" \t\"')]>", *at) != NULL)
		at++;
	return at >= reading->end || strchr(".!?,;\r\n<", *at) != NULL;
}

static void
found_other(struct reading *reading, size_t len)
{
	struct wait_sentence *sentence = reading->sentence;

	if (!sentence->other_name)
		(void)text_escape(sentence->name, sizeof(sentence->name),
		    reading->at, len);
	sentence->other_name = true;
}

/* "client", at its end: what may follow. */
static enum expected
behind_client(const struct reading *reading, size_t len)
{
	const char *at = reading->at + len;

	while (at < reading->end && *at == ' ')
		at++;
	if (at < reading->end && (*at == ':' || *at == '='))
		return EXPECT_NAME;
	return reading->expected >= EXPECT_FOR ? EXPECT_NAME :
	    EXPECT_NOTHING;
}

/* Nobody is called so. */
static bool
is_pronoun(const char *word, size_t len)
{
	static const char *const words[] = { "you", "me", "us", "it", "this",
	    "that", "now", "nothing", "everybody", "everyone", "all" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (word_is(word, len, words[i]))
			return true;
	return false;
}

static void
read_word(struct reading *reading, size_t len)
{
	bool last = ends(reading, reading->at + len);
	enum expected before = reading->expected;

	if (word_is(reading->at, len, "client")) {
		reading->expected = behind_client(reading, len);
		if (before >= EXPECT_FOR && last)
			found_other(reading, 0);
	} else if (word_is(reading->at, len, "for")) {
		reading->expected = reading->unit ? EXPECT_FOR_NAME :
		    EXPECT_FOR;
	} else if (!word_is(reading->at, len, "the") ||
	    before < EXPECT_FOR) {
		reading->expected = EXPECT_NOTHING;
		if (last && (before == EXPECT_NAME ||
		    (before == EXPECT_FOR_NAME &&
		    !is_pronoun(reading->at, len))))
			found_other(reading, len);
	}
	reading->unit = reading->at == reading->unit_at;
}

static void
read_on(struct reading *reading)
{
	size_t len = word_len(reading);

	if (len == reading->name_len && strncasecmp(reading->at,
	    reading->name, len) == 0)
		reading->named = true;
	if (is_digit(*reading->at))
		read_number(reading);
	read_word(reading, len);
	reading->at += len;
}

void
wait_sentence_read(struct wait_sentence *sentence, const char *text,
    size_t len, const char *name, long seconds)
{
	struct reading reading = { .at = text, .end = text + len,
	    .name = name, .name_len = strlen(name),
	    .seconds = (double)seconds, .sentence = sentence };

	memset(sentence, 0, sizeof(*sentence));
	/* A full stop behind it is the sentence's. */
	while (reading.name_len > 1 && name[reading.name_len - 1] == '.')
		reading.name_len--;
	while (reading.at < reading.end) {
		if (is_word(*reading.at))
			read_on(&reading);
		else
			reading.at++;
	}
	sentence->other_number &= !reading.counted;
	sentence->other_name &= !reading.named;
}
