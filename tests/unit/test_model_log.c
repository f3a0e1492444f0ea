/* The messages the monitor keeps, their lines, and the filter. */
#include <locale.h>
#include <stdlib.h>

#include "gui/model/lines.h"
#include "gui/model/match.h"
#include "watch/message_filter.h"

#include "tests/unit/unit.h"

static struct feed_message
message(const char *bytes, size_t len)
{
	struct feed_message m = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .client = 7, .pid = 4123,
	    .message = 1, .lab = LAB_WAIT, .message_bytes = (uint32_t)len,
	    .name = "alice", .peer = "127.0.0.1:40112", .note = "",
	    .bytes = bytes, .bytes_len = len };

	return m;
}

static struct log_entry *
add(struct log *log, const char *bytes, size_t len)
{
	struct feed_message m = message(bytes, len);

	CU_ASSERT_TRUE_FATAL(log_add(log, &m));
	return log_at(log, log_next(log) - 1);
}

#define ADD(log, literal) add(log, literal, sizeof(literal) - 1)

static void
keeps_the_newest(void)
{
	struct log *log = log_new(100, 1000000);
	int i;

	for (i = 0; i < 250; i++)
		ADD(log, "hello");
	CU_ASSERT_EQUAL(log_counts(log).seen, 250);
	CU_ASSERT_EQUAL(log_counts(log).kept, 100);
	CU_ASSERT_EQUAL(log_counts(log).let_go, 150);
	CU_ASSERT_EQUAL(log_first(log), 151);
	CU_ASSERT_EQUAL(log_next(log), 251);
	CU_ASSERT_PTR_NULL(log_at(log, 150));
	CU_ASSERT_PTR_NULL(log_at(log, 251));
	CU_ASSERT_EQUAL(log_at(log, 151)->id, 151);
	log_free(log);
}

static void
bytes_are_bounded(void)
{
	struct log *log = log_new(1000, 1000);
	char big[400];
	int i;

	memset(big, 'x', sizeof(big));
	for (i = 0; i < 10; i++)
		add(log, big, sizeof(big));
	CU_ASSERT_EQUAL(log_counts(log).kept, 2);
	CU_ASSERT_EQUAL(log_counts(log).let_go, 8);
	log_free(log);
}

static void
events_are_not_messages(void)
{
	struct log *log = log_new(10, 1000);
	struct feed_message m = message("", 0);
	int i;

	m.event = FEED_DISCONNECTED;
	m.note = "closed by client";
	for (i = 0; i < 100; i++)
		CU_ASSERT_TRUE(log_add(log, &m));
	CU_ASSERT_TRUE(log_add_gap(log, 3, 0));
	CU_ASSERT_EQUAL(log_counts(log).seen, 0);
	CU_ASSERT_EQUAL(log_counts(log).kept, 0);
	CU_ASSERT_EQUAL(log_counts(log).lost, 3);
	CU_ASSERT_EQUAL(log_next(log) - log_first(log), 19);
	CU_ASSERT_EQUAL(log_at(log, log_next(log) - 1)->kind, LOG_GAP);
	log_free(log);
}

static void
held_entries_outlive_the_log(void)
{
	struct log *log = log_new(1, 1000);
	struct log_entry *entry = log_hold(ADD(log, "first"));

	ADD(log, "second");
	CU_ASSERT_EQUAL(log_first(log), 2);
	CU_ASSERT_EQUAL(memcmp(entry->bytes, "first", 5), 0);
	log_free(log);
	CU_ASSERT_EQUAL(memcmp(entry->bytes, "first", 5), 0);
	log_release(entry);
}

static void
head_and_binary_are_found(void)
{
	struct log *log = log_new(10, 10000);
	struct log_entry *entry;

	entry = ADD(log, "GET / HTTP/1.1\r\nHost: a\r\n\r\nbody");
	CU_ASSERT_EQUAL(entry->head_len, 27);
	CU_ASSERT_EQUAL(entry->binary, 0);
	entry = ADD(log, "GET / HTTP/1.1\nHost: a\n\nbody");
	CU_ASSERT_EQUAL(entry->head_len, 24);
	entry = ADD(log, "GET / HTTP/1.1\r\n\r\n\x89PNG\0\0\0\1");
	CU_ASSERT_EQUAL(entry->binary, LOG_BODY_BINARY);
	entry = ADD(log, "one odd \xff byte in a long line of plain text");
	CU_ASSERT_EQUAL(entry->binary, 0);
	CU_ASSERT_EQUAL(entry->head_len, 0);
	/* One odd byte in eight is text, padding not counted. */
	entry = ADD(log, "a\xff" "bcdefg");
	CU_ASSERT_EQUAL(entry->binary, 0);
	entry = ADD(log, "a\xff" "bcdef");
	CU_ASSERT_EQUAL(entry->binary, LOG_BODY_BINARY);
	entry = ADD(log, "a\xff" "bcdef\0\0\0\0\0\0\0\0");
	CU_ASSERT_EQUAL(entry->binary, LOG_BODY_BINARY);
	entry = ADD(log, "\r\n\t\r\n\t\r\n\t");
	CU_ASSERT_EQUAL(entry->binary, 0);
	log_free(log);
}

/* All lines of an entry, each ended by '|'. */
static const char *
shown(const struct log_entry *entry, struct line_options options)
{
	static char out[4096];
	static struct line line;
	uint32_t at = 0;

	out[0] = '\0';
	while (lines_next(entry, &options, &at, &line)) {
		strcat(out, line.text);
		strcat(out, "|");
	}
	return out;
}

static void
line_ends_are_visible(void)
{
	struct log *log = log_new(10, 10000);
	struct line_options ends = { 80, true, false };
	struct line_options none = { 80, false, false };
	struct log_entry *entry = ADD(log, "a\r\nb\nc\rd");
	static struct line line;
	uint32_t at = 0;

	CU_ASSERT_STRING_EQUAL(shown(entry, ends), "a\\r\\n|b\\n|c\\rd|");
	CU_ASSERT_STRING_EQUAL(shown(entry, none), "a|b|c\\rd|");
	CU_ASSERT_EQUAL(lines_count(entry, &ends), 3);
	CU_ASSERT_TRUE(lines_next(entry, &ends, &at, &line));
	CU_ASSERT_EQUAL(line.part_count, 2);
	CU_ASSERT_EQUAL(line.parts[1].style, LINE_END);
	CU_ASSERT_EQUAL(line.raw_len, 3);
	CU_ASSERT_TRUE(lines_next(entry, &ends, &at, &line));
	CU_ASSERT_EQUAL(line.parts[1].style, LINE_BARE);
	CU_ASSERT_EQUAL(line.raw_at, 3);
	log_free(log);
}

/* The style of the last part of line n. */
static enum line_style
end_style(const struct log_entry *entry, uint32_t n)
{
	struct line_options options = { 80, true, false };
	uint32_t at = lines_seek(entry, &options, n);
	static struct line line;

	CU_ASSERT_TRUE(lines_next(entry, &options, &at, &line));
	return line.parts[line.part_count - 1].style;
}

static void
bare_is_wrong_in_an_http_head_only(void)
{
	struct log *log = log_new(10, 10000);
	static const char text[] = "6 * 9\nq\r";
	struct feed_message m = message(text, sizeof(text) - 1);
	struct log_entry *entry = ADD(log, "\nGET / HTTP/1.1\n\nbody\n\r");

	CU_ASSERT_EQUAL(entry->head_len, 17);
	CU_ASSERT_EQUAL(end_style(entry, 0), LINE_BARE);
	CU_ASSERT_EQUAL(end_style(entry, 1), LINE_BARE);
	CU_ASSERT_EQUAL(end_style(entry, 2), LINE_BARE);
	CU_ASSERT_EQUAL(end_style(entry, 3), LINE_END);
	CU_ASSERT_EQUAL(end_style(entry, 4), LINE_ESCAPE);
	entry = ADD(log, "GET / HTTP/1.1\nno blank line");
	CU_ASSERT_EQUAL(end_style(entry, 0), LINE_BARE);
	m.lab = LAB_CALC;
	CU_ASSERT_TRUE(log_add(log, &m));
	entry = log_at(log, log_next(log) - 1);
	CU_ASSERT_EQUAL(end_style(entry, 0), LINE_END);
	CU_ASSERT_EQUAL(end_style(entry, 1), LINE_ESCAPE);
	log_free(log);
}

static void
controls_are_escaped(void)
{
	struct log *log = log_new(10, 10000);
	struct line_options options = { 80, true, false };
	struct log_entry *entry = ADD(log,
	    "plain text \x1b[31m and \xe2\x80\xae then \xff and \t end \0.");

	CU_ASSERT_STRING_EQUAL(shown(entry, options), "plain text \\x1B[31m "
	    "and \\xE2\\x80\\xAE then \\xFF and \\t end \\x00.|");
	log_free(log);
}

/* A padded buffer is text, and its padding one thing. */
static void
padding_is_counted(void)
{
	static const char padded[80] = "zoe";
	struct log *log = log_new(10, 10000);
	struct line_options options = { 80, true, false };
	struct log_entry *entry = add(log, padded, sizeof(padded));

	CU_ASSERT_EQUAL(entry->binary, 0);
	CU_ASSERT_STRING_EQUAL(shown(entry, options), "zoe\\x00 x77|");
	CU_ASSERT_EQUAL(lines_count(entry, &options), 1);
	entry = ADD(log, "a\0\0\0\0\0bcd, efg, hij\r\n\0");
	CU_ASSERT_STRING_EQUAL(shown(entry, options),
	    "a\\x00 x5 bcd, efg, hij\\r\\n|\\x00|");
	/* Folded before it, not within. */
	options.columns = 20;
	entry = ADD(log, "0123456789abcdef\0\0\0\0\0\0\0\0\0\0");
	CU_ASSERT_STRING_EQUAL(shown(entry, options),
	    "0123456789abcdef|\\x00 x10|");
	log_free(log);
}

static void
long_lines_fold(void)
{
	struct log *log = log_new(10, 10000);
	struct line_options options = { 20, true, false };
	struct log_entry *entry = ADD(log,
	    "0123456789012345678901234567890123456789\r\nend");

	CU_ASSERT_STRING_EQUAL(shown(entry, options),
	    "01234567890123456789|01234567890123456789\\r\\n|end|");
	CU_ASSERT_EQUAL(lines_count(entry, &options), 3);
	CU_ASSERT_EQUAL(lines_seek(entry, &options, 1), 20);
	CU_ASSERT_EQUAL(lines_seek(entry, &options, 2), 42);
	CU_ASSERT_EQUAL(lines_seek(entry, &options, 9), 45);
	CU_ASSERT_EQUAL(lines_of_byte(entry, &options, 0), 0);
	CU_ASSERT_EQUAL(lines_of_byte(entry, &options, 19), 0);
	CU_ASSERT_EQUAL(lines_of_byte(entry, &options, 20), 1);
	CU_ASSERT_EQUAL(lines_of_byte(entry, &options, 44), 2);
	log_free(log);
}

static void
wide_characters_count_two(void)
{
	struct log *log = log_new(10, 10000);
	struct line_options options = { 20, true, false };
	struct log_entry *entry = ADD(log,
	    "\xe4\xbd\xa0\xe4\xbd\xa0\xe4\xbd\xa0"
	    "\xe4\xbd\xa0\xe4\xbd\xa0\xe4\xbd\xa0\xe4\xbd\xa0\xe4\xbd\xa0"
	    "\xe4\xbd\xa0\xe4\xbd\xa0\xe4\xbd\xa0");

	CU_ASSERT_PTR_NOT_NULL(setlocale(LC_CTYPE, "C.UTF-8"));
	CU_ASSERT_EQUAL(lines_count(entry, &options), 2);
	log_free(log);
}

static void
binary_is_hex(void)
{
	struct log *log = log_new(10, 10000);
	struct line_options options = { 80, true, false };
	struct log_entry *entry = ADD(log, "\0\1\2ABC");

	CU_ASSERT_STRING_EQUAL(shown(entry, options), "000000  00 01 02 41 42 "
	    "43                                 ...ABC|");
	options.hex = true;
	entry = ADD(log, "0123456789abcdefg");
	CU_ASSERT_EQUAL(lines_count(entry, &options), 2);
	CU_ASSERT_EQUAL(lines_seek(entry, &options, 1), 16);
	log_free(log);
}

/* In narrow panes every line still fits, and every byte is in one. */
static void
hex_fits(void)
{
	static const struct { unsigned columns, bytes; } cases[] = {
		{ LINE_COLUMNS_MAX, 16 }, { 96, 16 }, { 70, 16 }, { 69, 8 },
		{ 38, 8 }, { 37, 4 }, { 20, 4 },
	};
	struct log *log = log_new(10, 10000);
	struct log_entry *entry = ADD(log, "0123456789abcdefg\0\1");
	struct line_options options = { 80, true, true };
	struct line line;
	uint32_t at, lines;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		options.columns = cases[i].columns;
		CU_ASSERT_EQUAL(lines_seek(entry, &options, 1),
		    cases[i].bytes);
		for (at = lines = 0; lines_next(entry, &options, &at, &line);
		    lines++) {
			CU_ASSERT_TRUE(line.text_len <= options.columns + 4 ||
			    cases[i].bytes == 4);
			CU_ASSERT_EQUAL(line.raw_at, lines * cases[i].bytes);
			CU_ASSERT_EQUAL(lines_of_byte(entry, &options,
			    line.raw_at), lines);
		}
		CU_ASSERT_EQUAL(at, entry->len);
		CU_ASSERT_EQUAL(lines, lines_count(entry, &options));
	}
	options.columns = 40;
	CU_ASSERT_STRING_EQUAL(shown(entry, options),
	    "000000  30 31 32 33  34 35 36 37  01234567|"
	    "000008  38 39 61 62  63 64 65 66  89abcdef|"
	    "000010  67 00 01                  g..|");
	log_free(log);
}

static void
empty_has_no_lines(void)
{
	struct log *log = log_new(10, 10000);
	struct line_options options = { 80, true, false };

	CU_ASSERT_EQUAL(lines_count(add(log, "", 0), &options), 0);
	log_free(log);
}

static bool
matches(const struct log_entry *entry, const char *filter)
{
	struct filter match;
	const char *fault = message_filter_parse(&match, filter);

	CU_ASSERT_PTR_NULL(fault);
	return match_entry(&match, entry);
}

static void
filters_by_word(void)
{
	struct log *log = log_new(10, 10000);
	struct log_entry *entry = ADD(log,
	    "POST /wait HTTP/1.1\r\nContent-Length: 1\r\n\r\n7");

	CU_ASSERT_TRUE(matches(entry, ""));
	CU_ASSERT_TRUE(matches(entry, "content-length"));
	CU_ASSERT_TRUE(matches(entry, "ALICE"));
	CU_ASSERT_TRUE(matches(entry, "lab:wait dir:received name:ali"));
	CU_ASSERT_TRUE(matches(entry, "\"POST /wait\""));
	CU_ASSERT_FALSE(matches(entry, "\"POST  /wait\""));
	CU_ASSERT_TRUE(matches(entry, "lab:wa"));
	CU_ASSERT_FALSE(matches(entry, "lab:chat"));
	CU_ASSERT_TRUE(matches(entry, "!lab:chat"));
	CU_ASSERT_FALSE(matches(entry, "dir:sent"));
	CU_ASSERT_FALSE(matches(entry, "lab:wait bob"));
	CU_ASSERT_TRUE(matches(entry, "\"Host:x\" !\"Host:x\"") == false);
	CU_ASSERT_TRUE(matches(entry, "\"Content-Length:\" dir:rec bytes>9"));
	CU_ASSERT_TRUE(matches(entry, "Dir=received faults=0 name=alice"));
	CU_ASSERT_FALSE(matches(entry, "name=ali"));
	log_free(log);
}

/* Two labs may each have an alice. */
static void
filters_by_name_and_lab(void)
{
	struct log *log = log_new(10, 10000);
	struct log_entry *entry = ADD(log, "hello");

	CU_ASSERT_TRUE(matches(entry, "name:alice@wait"));
	CU_ASSERT_TRUE(matches(entry, "name:LIC@Wait"));
	CU_ASSERT_FALSE(matches(entry, "name:alice@chat"));
	CU_ASSERT_TRUE(matches(entry, "!name:alice@chat"));
	CU_ASSERT_FALSE(matches(entry, "name:bob@wait"));
	CU_ASSERT_TRUE(matches(entry, "alice@wait"));
	CU_ASSERT_FALSE(matches(entry, "alice@chat"));
	entry->kind = LOG_EVENT;
	entry->event = FEED_REGISTERED;
	CU_ASSERT_TRUE(matches(entry, "name:alice@wait"));
	CU_ASSERT_TRUE(matches(entry, "alice@wait"));
	CU_ASSERT_TRUE(matches(entry, "registered"));
	CU_ASSERT_FALSE(matches(entry, "alice@chat"));
	log_free(log);
}

static void
filters_by_status(void)
{
	struct log *log = log_new(10, 10000);
	struct log_entry *entry = ADD(log, "HTTP/1.1 404 Not Found\r\n\r\n");

	/* What has no status is neither like another one nor unlike it. */
	CU_ASSERT_FALSE(matches(entry, "status>=400"));
	CU_ASSERT_FALSE(matches(entry, "status<400"));
	CU_ASSERT_FALSE(matches(entry, "status=0"));
	CU_ASSERT_FALSE(matches(entry, "status!=404"));
	CU_ASSERT_TRUE(matches(entry, "!status!=404"));
	entry->status = 404;
	CU_ASSERT_FALSE(matches(entry, "status!=404"));
	CU_ASSERT_TRUE(matches(entry, "status>=400"));
	CU_ASSERT_TRUE(matches(entry, "status=404 status!=500 status<=404"));
	CU_ASSERT_FALSE(matches(entry, "status<404"));
	CU_ASSERT_FALSE(matches(entry, "status>404"));
	CU_ASSERT_TRUE(matches(entry, "!status<404"));
	log_free(log);
}

static void
bad_filters_are_explained(void)
{
	struct filter match;

	CU_ASSERT_PTR_NOT_NULL(message_filter_parse(&match, "status>=abc"));
	CU_ASSERT_EQUAL(match.count, 0);
	CU_ASSERT_PTR_NOT_NULL(message_filter_parse(&match, "dir:up"));
	CU_ASSERT_PTR_NOT_NULL(message_filter_parse(&match, "name:"));
	CU_ASSERT_PTR_NOT_NULL(message_filter_parse(&match, "name:a@"));
	CU_ASSERT_PTR_NOT_NULL(message_filter_parse(&match, "name:a@lab"));
	CU_ASSERT_PTR_NOT_NULL(message_filter_parse(&match, "name:@chat"));
	CU_ASSERT_PTR_NOT_NULL(message_filter_parse(&match, "wait !lab:"));
	CU_ASSERT_PTR_NOT_NULL(message_filter_parse(&match,
	    "a b c d e f g h i j k l m n o p q"));
	CU_ASSERT_PTR_NULL(message_filter_parse(&match, "statuses"));
}

static void
losses_pass_every_filter(void)
{
	struct log *log = log_new(10, 10000);

	log_add_gap(log, 5, 0);
	CU_ASSERT_TRUE(matches(log_at(log, 1), "nothing like it"));
	log_free(log);
}

static void
finds_either_way(void)
{
	const unsigned char text[] = "one two ONE";

	CU_ASSERT_EQUAL(filter_find(text, 11, 0, "one"), 0);
	CU_ASSERT_EQUAL(filter_find(text, 11, 1, "one"), 8);
	CU_ASSERT_EQUAL(filter_find(text, 11, 9, "one"), -1);
	CU_ASSERT_EQUAL(filter_find(text, 11, 0, ""), -1);
	CU_ASSERT_EQUAL(filter_find_last(text, 11, 11, "one"), 8);
	CU_ASSERT_EQUAL(filter_find_last(text, 11, 8, "one"), 0);
	CU_ASSERT_EQUAL(filter_find_last(text, 11, 0, "one"), -1);
	CU_ASSERT_EQUAL(filter_find_last(text, 2, 2, "one"), -1);
}

UNIT_MAIN("model_log", TEST(keeps_the_newest), TEST(bytes_are_bounded),
    TEST(events_are_not_messages), TEST(held_entries_outlive_the_log),
    TEST(head_and_binary_are_found), TEST(line_ends_are_visible),
    TEST(bare_is_wrong_in_an_http_head_only),
    TEST(controls_are_escaped), TEST(long_lines_fold),
    TEST(wide_characters_count_two), TEST(binary_is_hex),
    TEST(padding_is_counted), TEST(hex_fits),
    TEST(empty_has_no_lines), TEST(filters_by_word),
    TEST(filters_by_name_and_lab), TEST(filters_by_status),
    TEST(bad_filters_are_explained), TEST(losses_pass_every_filter),
    TEST(finds_either_way))
