/* Requests by hand: text and bytes, presets, verdicts. */
#include "gui/model/raw.h"

#include "gui/model/verdict.h"
#include "tests/unit/unit.h"

static void
encodes_what_is_written(void)
{
	static const char text[] = "GET / HTTP/1.1\\r\\n\nHost: x\\n\n\\0\\x41"
	    "\\xff\\\\\\t";
	static const char bytes[] = "GET / HTTP/1.1\r\nHost: x\n\0A\xff\\\t";
	struct raw_fault fault;
	size_t len;
	char *out = raw_encode(text, &len, &fault);

	CU_ASSERT_PTR_NULL(fault.reason);
	CU_ASSERT_EQUAL(len, sizeof(bytes) - 1);
	CU_ASSERT_EQUAL(memcmp(out, bytes, len), 0);
	free(out);
}

static void
refuses_unknown_escapes(void)
{
	static const char *const texts[] = { "ab\\q", "ab\\", "ab\\x4",
	    "ab\\xg0" };
	struct raw_fault fault;
	size_t i, len;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		CU_ASSERT_PTR_NULL(raw_encode(texts[i], &len, &fault));
		CU_ASSERT_PTR_NOT_NULL(fault.reason);
		CU_ASSERT_EQUAL(fault.at, 2);
	}
}

static void
comes_back_as_it_was(void)
{
	unsigned char bytes[512], *copy;
	struct raw_fault fault;
	size_t i, len;
	char *text, *back;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i * 7 + i / 256);
	copy = unit_guard_copy(bytes, sizeof(bytes));
	text = raw_decode(copy, sizeof(bytes));
	back = raw_encode(text, &len, &fault);
	CU_ASSERT_EQUAL(len, sizeof(bytes));
	CU_ASSERT_EQUAL(memcmp(back, bytes, sizeof(bytes)), 0);
	free(text);
	free(back);
	unit_guard_free(copy, sizeof(bytes));
}

/* What is pasted: escapes that stand in it are meant. */
static void
takes_bytes_as_text(void)
{
	char *text = raw_from_bytes("A\\r\\n\n\xff\0\x1b\r\xe4\xbd\xa0", 13);

	CU_ASSERT_STRING_EQUAL(text,
	    "A\\r\\n\n\\xFF\\x00\\x1B\\r\xe4\xbd\xa0");
	free(text);
}

static void
decodes_a_line_a_line(void)
{
	char *text = raw_decode("A\r\nB\n\xc3\xa9\x1b", 8);

	CU_ASSERT_STRING_EQUAL(text, "A\\r\\n\nB\\n\n\xc3\xa9\\x1B");
	free(text);
}

static void
expands_presets(void)
{
	char out[64];

	raw_expand(out, sizeof(out), "Host: %h, %n, %d, %", "h:1", "al");
	CU_ASSERT_STRING_EQUAL(out, "Host: h:1, al, %d, %");
	raw_expand(out, sizeof(out), "%l: %n", "h:1", "\xc3\xa9");
	CU_ASSERT_STRING_EQUAL(out, "2: \xc3\xa9");
	raw_expand(out, 8, "Host: %h", "127.0.0.1", "al");
	CU_ASSERT_STRING_EQUAL(out, "Host: 1");
}

static void
judges_as_a_strict_server(void)
{
	static const char right[] = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
	struct verdict verdict;
	char two[128];

	verdict_requests(right, sizeof(right) - 1, &verdict);
	CU_ASSERT_EQUAL(verdict.kind, VERDICT_RIGHT);
	snprintf(two, sizeof(two), "%s%s", right, right);
	verdict_requests(two, strlen(two), &verdict);
	CU_ASSERT_EQUAL(verdict.kind, VERDICT_RIGHT);
	CU_ASSERT_PTR_NOT_NULL(strstr(verdict.what, "2 complete requests"));
	verdict_requests(right, sizeof(right) - 3, &verdict);
	CU_ASSERT_EQUAL(verdict.kind, VERDICT_WRONG);
	CU_ASSERT_PTR_NOT_NULL(strstr(verdict.what, "waits for more"));
	verdict_requests("", 0, &verdict);
	CU_ASSERT_EQUAL(verdict.kind, VERDICT_WRONG);
	verdict_requests("GET / HTTP/1.1\nHost: h\n\n", 24, &verdict);
	CU_ASSERT_EQUAL(verdict.kind, VERDICT_WRONG);
	CU_ASSERT_PTR_NOT_NULL(strstr(verdict.what,
	    "line 1, column 15, byte 15 "));
	CU_ASSERT_PTR_NOT_NULL(strstr(verdict.more, "RFC 9112"));
}

/* A body that no length counts is the beginning of another request. */
static void
judges_what_follows(void)
{
	static const char form[] = "POST /wait HTTP/1.1\r\nHost: h\r\n\r\n%s";
	struct verdict verdict;
	char bytes[128];

	snprintf(bytes, sizeof(bytes), form, "7");
	verdict_requests(bytes, strlen(bytes), &verdict);
	CU_ASSERT_EQUAL(verdict.kind, VERDICT_WRONG);
	CU_ASSERT_STRING_EQUAL(verdict.what, "request 2: a server waits for "
	    "more: line 1, column 1, byte 1 of the message: \"7\" belongs to "
	    "no request: was the Content-Length before it missing or too "
	    "small?");
	snprintf(bytes, sizeof(bytes), form, "7 \r\n");
	verdict_requests(bytes, strlen(bytes), &verdict);
	CU_ASSERT_PTR_NOT_NULL(strstr(verdict.what,
	    ": \"7 \" belongs to no request"));
	CU_ASSERT_PTR_NOT_NULL(strstr(verdict.more, "Content-Length with"));
}

/* Return behind a body is no mistake, and never one without words. */
static void
no_verdict_is_empty(void)
{
	static const char *const before[] = { "",
	    "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
	    "POST /wait HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n7" };
	static const char *const after[] = { "", "\r\n", "\r\n\r\n", "\n", "\r",
	    " ", "\r\n ", "\r\n\r", "\r\nG", "\t" };
	struct verdict verdict;
	char bytes[128];
	size_t i, j;

	for (i = 0; i < 3; i++)
		for (j = 0; j < sizeof(after) / sizeof(after[0]); j++) {
			snprintf(bytes, sizeof(bytes), "%s%s", before[i],
			    after[j]);
			verdict_requests(bytes, strlen(bytes), &verdict);
			CU_ASSERT(verdict.kind != VERDICT_NONE);
			CU_ASSERT(verdict.what[0] != '\0');
			CU_ASSERT(strstr(verdict.what, "byte 0") == NULL);
			CU_ASSERT(verdict.what[strlen(verdict.what) - 1] !=
			    ' ');
			if (i != 0 && j < 3)
				CU_ASSERT_EQUAL(verdict.kind, VERDICT_RIGHT);
		}
	verdict_requests("GET / HTTP/1.1\r\nHost: h\r\n\r\n\r\n", 29,
	    &verdict);
	CU_ASSERT_STRING_EQUAL(verdict.what, "a complete request of 27 bytes");
	CU_ASSERT_PTR_NOT_NULL(strstr(verdict.more, "may be ignored"));
	verdict_requests("\r\n", 2, &verdict);
	CU_ASSERT_STRING_EQUAL(verdict.what, "there is no request");
	CU_ASSERT_PTR_NOT_NULL(strstr(verdict.more, "request line"));
}

/* The app-defaults file. */
static char *
defaults(void)
{
	const char *root = getenv("TEST_ROOT");
	char path[512];
	char *text = calloc(1, 100000);
	FILE *file;

	snprintf(path, sizeof(path), "%s/gui/client/XBarewire.ad",
	    root == NULL ? "." : root);
	file = fopen(path, "r");
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	CU_ASSERT_NOT_EQUAL(fread(text, 1, 99999, file), 0);
	fclose(file);
	return text;
}

/* A resource's value with Xt's escapes undone; "" when it is not there. */
static void
resource(const char *file, const char *name, char *out, size_t out_size)
{
	char line[128];
	const char *at;
	size_t used = 0;

	snprintf(line, sizeof(line), "\n%s: ", name);
	at = strstr(file, line);
	for (at = at == NULL ? "" : at + strlen(line); *at != '\0' &&
	    *at != '\n' && used + 1 < out_size; at++) {
		if (at[0] == '\\' && (at[1] == 'n' || at[1] == '\\'))
			out[used++] = *++at == 'n' ? '\n' : '\\';
		else
			out[used++] = *at;
	}
	out[used] = '\0';
}

static void
check_preset(const char *file, const char *name)
{
	char path[96], title[96], preset[1024], text[1024], *bytes;
	struct verdict verdict;
	struct raw_fault fault;
	size_t len;

	snprintf(path, sizeof(path), "XBarewire.text.preset.%s.title", name);
	resource(file, path, title, sizeof(title));
	CU_ASSERT_NOT_EQUAL(title[0], '\0');
	snprintf(path, sizeof(path), "XBarewire.text.preset.%s.request",
	    name);
	resource(file, path, preset, sizeof(preset));
	raw_expand(text, sizeof(text), preset, "127.0.0.1:12080", "bo");
	bytes = raw_encode(text, &len, &fault);
	CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
	verdict_requests(bytes, len, &verdict);
	if ((verdict.kind == VERDICT_WRONG) !=
	    (strncmp(title, "Wrong:", 6) == 0))
		printf("%s: %s ", name, verdict.what);
	CU_ASSERT_EQUAL(verdict.kind == VERDICT_WRONG,
	    strncmp(title, "Wrong:", 6) == 0);
	free(bytes);
}

/* Those that are called wrong are, the others are right. */
static void
presets_are_what_they_say(void)
{
	char *file = defaults(), names[512], *name, *rest;
	unsigned count = 0;

	resource(file, "XBarewire.text.presets", names, sizeof(names));
	for (name = strtok_r(names, " ", &rest); name != NULL;
	    name = strtok_r(NULL, " ", &rest)) {
		check_preset(file, name);
		count++;
	}
	CU_ASSERT_TRUE(count >= 10);
	free(file);
}

static bool
takes(const char *before, const char *text, const char *after,
    const char *expected)
{
	char *taken = raw_take(before, text, strlen(text), after);
	bool same = taken != NULL && strcmp(taken, expected) == 0;

	free(taken);
	return same;
}

/* So many of the letter, then the end. */
static const char *
line_of(size_t count, char letter, const char *end)
{
	static char lines[4][2 * RAW_LINE_MAX + 64];
	static unsigned next;
	char *line = lines[next++ % 4];

	memset(line, letter, count);
	strcpy(line + count, end);
	return line;
}

static void
hidden_bytes_are_taken_as_escapes(void)
{
	CU_ASSERT_TRUE(takes("", "a\x1az\x7f\n", "", "a\\x1Az\\x7F\n"));
	CU_ASSERT_TRUE(takes("", "\\r\\n\nGET", "", "\\r\\n\nGET"));
}

static void
long_lines_are_folded(void)
{
	CU_ASSERT_TRUE(takes("", line_of(RAW_LINE_MAX, 'x', ""), "",
	    line_of(RAW_LINE_MAX, 'x', "")));
	CU_ASSERT_TRUE(takes("", line_of(RAW_LINE_MAX, 'x', "y"), "",
	    line_of(RAW_LINE_MAX, 'x', "\ny")));
	CU_ASSERT_TRUE(takes(line_of(RAW_LINE_MAX, 'x', ""), "y", "",
	    "\ny"));
	CU_ASSERT_TRUE(takes(line_of(RAW_LINE_MAX, 'x', "\nab"), "y", "\nz",
	    "y"));
	/* In the middle of a full line. */
	CU_ASSERT_TRUE(takes("ab", "y", line_of(RAW_LINE_MAX - 2, 'x', ""),
	    "y\n"));
	/* Two lines that shall become one. */
	CU_ASSERT_TRUE(takes(line_of(RAW_LINE_MAX - 9, 'x', ""), "",
	    line_of(RAW_LINE_MAX - 9, 'x', ""), "\n"));
	CU_ASSERT_TRUE(takes("ab", "", "cd", ""));
	/* Characters count, not bytes. */
	CU_ASSERT_TRUE(takes(line_of(RAW_LINE_MAX - 2, 'x', ""),
	    "\xe4\xbd\xa0\xe4\xbd\xa0", "",
	    "\xe4\xbd\xa0\xe4\xbd\xa0"));
}

static void
no_escape_is_folded(void)
{
	CU_ASSERT_TRUE(takes(line_of(RAW_LINE_MAX - 2, 'x', ""), "\\x1A!", "",
	    "\n\\x1A!"));
	/* It is being typed. */
	CU_ASSERT_TRUE(takes(line_of(RAW_LINE_MAX, 'x', "\\"), "n", "", "n"));
	CU_ASSERT_TRUE(takes(line_of(RAW_LINE_MAX - 1, 'x', "\\"), "x",
	    "abc", "x"));
	CU_ASSERT_TRUE(takes(line_of(RAW_LINE_MAX, 'x', "\\x1"), "A", "",
	    "A"));
	CU_ASSERT_TRUE(takes(line_of(RAW_LINE_MAX, 'x', "\\x1A"), "A", "",
	    "\nA"));
}

UNIT_MAIN("model_client_raw", TEST(encodes_what_is_written),
    TEST(refuses_unknown_escapes), TEST(comes_back_as_it_was),
    TEST(takes_bytes_as_text),
    TEST(decodes_a_line_a_line), TEST(expands_presets),
    TEST(judges_as_a_strict_server), TEST(judges_what_follows),
    TEST(no_verdict_is_empty),
    TEST(presets_are_what_they_say),
    TEST(hidden_bytes_are_taken_as_escapes), TEST(long_lines_are_folded),
    TEST(no_escape_is_folded))
