/* How tail writes messages, events and losses, and status its JSON. */
#include "tests/unit/unit.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/when.h"
#include "ctl/status.h"
#include "ctl/tail.h"
#include "watch/watcher.h"

#define MORNING	(INT64_C(1795248000) * NS_PER_S + 120 * NS_PER_MS)

static struct feed_message
message(const void *bytes, size_t len)
{
	return (struct feed_message){ .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .wall_ns = MORNING, .client = 7,
	    .pid = 4123, .lab = LAB_WAIT, .message_bytes = (uint32_t)len,
	    .name = "alice", .peer = "127.0.0.1:40112", .note = "",
	    .bytes = bytes, .bytes_len = len };
}

/* What a form writes, without the time, which depends on the zone. */
static char *
text_of(const struct feed_message *said)
{
	struct output output = { .text = NULL };

	tail_text.message(&output, said);
	output_add(&output, "", 1);
	CU_ASSERT_TRUE(output.len > 13);
	memmove(output.text, output.text + 13, output.len - 13);
	return output.text;
}

static void
text_is(const struct feed_message *said, const char *expected)
{
	char *text = text_of(said);

	CU_ASSERT_STRING_EQUAL(text, expected);
	if (strcmp(text, expected) != 0)
		printf("\n    %s\n", text);
	free(text);
}

/* Nothing that a terminal would obey. */
static void
ascii(const char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((bytes[i] < ' ' && bytes[i] != '\n') || bytes[i] > '~')
			break;
	CU_ASSERT_EQUAL(i, len);
}

static json_t *
json_of(const struct feed_message *said)
{
	struct output output = { .text = NULL };
	json_error_t error;
	json_t *object;

	tail_json.message(&output, said);
	CU_ASSERT_TRUE_FATAL(output.len > 0);
	/* An object a line, and nothing else. */
	CU_ASSERT_PTR_EQUAL(memchr(output.text, '\n', output.len),
	    output.text + output.len - 1);
	ascii(output.text, output.len - 1);
	object = json_loadb(output.text, output.len, JSON_ALLOW_NUL, &error);
	CU_ASSERT_PTR_NOT_NULL_FATAL(object);
	output_free(&output);
	return object;
}

static void
people_see_line_ends_and_bytes(void)
{
	static const char bytes[] =
	    "POST /wait HTTP/1.1\r\nHost: x\n\r\n\xc3\xa9\xff\x1b[2J\\";
	struct feed_message said = message(bytes, sizeof(bytes) - 1);

	text_is(&said, "from alice, 39 bytes (wait)\n"
	    "    POST /wait HTTP/1.1\\r\\n\n"
	    "    Host: x\\n\n"
	    "    \\r\\n\n"
	    "    \xc3\xa9\\xFF\\x1B[2J\\\\\n");
	said.direction = FEED_SENT;
	said.status = 400;
	said.fault = true;
	said.truncated = true;
	said.bytes_len = 1;
	text_is(&said, "to alice, 39 bytes (wait), status 400, malformed, "
	    "only the first 1 shown\n    P\n");
}

static void
people_see_events(void)
{
	struct feed_message said = message("", 0);

	said.direction = FEED_NEITHER;
	said.event = FEED_CONNECTED;
	text_is(&said, "alice connected from 127.0.0.1:40112 (wait, process "
	    "4123)\n");
	said.event = FEED_REGISTERED;
	said.note = "guest-4123";
	text_is(&said, "alice registered (was guest-4123)\n");
	said.event = FEED_DISCONNECTED;
	said.note = "crashed: signal 11";
	text_is(&said, "alice disconnected: crashed: signal 11\n");
	/* Any process of the user can write into a FIFO. */
	said.name = "a\x1b]0;x\x07";
	said.note = "\n\x9b" "2J";
	text_is(&said, "a\\x1B]0;x\\x07 disconnected: \\x0A\\x9B2J\n");
}

static void
long_lines_keep_their_characters(void)
{
	enum { CHARS = 5000 };
	char bytes[4 * CHARS + 1], *text, *at;
	struct feed_message said;
	size_t i, shift, seen;

	for (shift = 0; shift < 4; shift++) {
		memset(bytes, 'a', shift);
		for (i = 0; i < CHARS - 1; i++)
			memcpy(bytes + shift + 4 * i, "\xf0\x9f\x98\x80", 4);
		said = message(bytes, shift + 4 * (CHARS - 1));
		text = text_of(&said);
		CU_ASSERT_PTR_NULL(strchr(text, '\\'));
		seen = 0;
		for (at = text; (at = strstr(at, "\xf0\x9f\x98\x80")) != NULL;
		    at += 4)
			seen++;
		CU_ASSERT_EQUAL(seen, CHARS - 1);
		free(text);
	}
}

static const char *
member(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "(none)" : text;
}

static void
programs_get_the_bytes(void)
{
	static const char bytes[] = "7\r\n\0\xc3\xa9\xff\x80\x1b\\"
	    "\x7f\xc2\x9b";
	struct feed_message said = message(bytes, sizeof(bytes) - 1);
	json_t *object = json_of(&said);
	const json_t *text = json_object_get(object, "text");

	CU_ASSERT_EQUAL(json_object_size(object), 13);
	CU_ASSERT_STRING_EQUAL(member(object, "time"),
	    "2026-11-21T08:00:00.120Z");
	CU_ASSERT_STRING_EQUAL(member(object, "event"), "message");
	CU_ASSERT_STRING_EQUAL(member(object, "client"), "alice");
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(object, "pid")),
	    4123);
	CU_ASSERT_STRING_EQUAL(member(object, "lab"), "wait");
	CU_ASSERT_STRING_EQUAL(member(object, "peer"), "127.0.0.1:40112");
	CU_ASSERT_STRING_EQUAL(member(object, "direction"), "received");
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(object, "bytes")),
	    13);
	CU_ASSERT_EQUAL(json_string_length(text), 19);
	CU_ASSERT_EQUAL(memcmp(json_string_value(text),
	    "7\r\n\0\xc3\xa9\\xFF\\x80\x1b\\\x7f\xc2\x9b", 19), 0);
	CU_ASSERT_TRUE(json_is_false(json_object_get(object, "truncated")));
	CU_ASSERT_TRUE(json_is_null(json_object_get(object, "reason")));
	json_decref(object);
}

static void
programs_get_events_with_nulls(void)
{
	struct feed_message said = message("", 0);
	json_t *object;

	said.event = FEED_DISCONNECTED;
	said.direction = FEED_NEITHER;
	said.note = "closed by client";
	object = json_of(&said);
	CU_ASSERT_EQUAL(json_object_size(object), 13);
	CU_ASSERT_STRING_EQUAL(member(object, "event"), "disconnected");
	CU_ASSERT_STRING_EQUAL(member(object, "reason"), "closed by client");
	CU_ASSERT_TRUE(json_is_null(json_object_get(object, "direction")));
	CU_ASSERT_TRUE(json_is_null(json_object_get(object, "bytes")));
	CU_ASSERT_TRUE(json_is_null(json_object_get(object, "text")));
	CU_ASSERT_TRUE(json_is_null(json_object_get(object, "truncated")));
	json_decref(object);
	said.event = FEED_REGISTERED;
	said.note = "guest-4123";
	said.name = "bad\xff";
	object = json_of(&said);
	CU_ASSERT_STRING_EQUAL(member(object, "reason"), "was guest-4123");
	CU_ASSERT_STRING_EQUAL(member(object, "client"), "bad\\xFF");
	json_decref(object);
}

static void
losses_are_said(void)
{
	struct output output = { .text = NULL };
	json_t *object;

	tail_text.gap(&output, 3);
	tail_text.gap(&output, 1);
	CU_ASSERT_EQUAL(output.len, 31);
	CU_ASSERT_EQUAL(memcmp(output.text,
	    "3 messages lost\n1 message lost\n", 31), 0);
	output.len = 0;
	tail_json.gap(&output, 3);
	object = json_loadb(output.text, output.len, 0, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(object);
	CU_ASSERT_EQUAL(json_object_size(object), 13);
	CU_ASSERT_STRING_EQUAL(member(object, "event"), "lost");
	CU_ASSERT_STRING_EQUAL(member(object, "reason"), "3 messages lost");
	CU_ASSERT_TRUE(json_is_null(json_object_get(object, "bytes")));
	CU_ASSERT_TRUE(json_is_null(json_object_get(object, "client")));
	json_decref(object);
	output_free(&output);
}

static const char *const server_members[] = { "instance", "pid", "version",
	"started", "addresses", "accepted", "active", "peak", "refused",
	"crashed", "messages_in", "messages_out", "bytes_in", "bytes_out",
	"feed_dropped", "log_dropped", "lock_recoveries", NULL };
static const char *const client_members[] = { "name", "lab", "state", "pid",
	"peer", "connected", "state_since", "messages_in", "messages_out",
	"bytes_in", "bytes_out", "seconds_left", "last_message", "ended",
	NULL };

static void
has_members(json_t *object, const char *const *names)
{
	size_t i;

	for (i = 0; names[i] != NULL; i++)
		CU_ASSERT_PTR_NOT_NULL(json_object_get(object, names[i]));
}

/* Of a server with a client that waits and one that was kicked. */
static json_t *
status_of_two(void)
{
	struct listening listening = { LAB_WAIT, "127.0.0.1:12080" };
	struct row_data rows[2] = { { .client = 1, .state = STATE_WAITING,
	    .pause_until_ns = 2500 * NS_PER_MS, .name = "alice" },
	    { .client = 2, .state = STATE_ENDED, .end = END_KICKED,
	    .name = "\xff\x7f\xc3\xa9" } };
	bool stale[2] = { false, false };
	struct watch_view view = { .state = WATCH_RUNNING, .rows = rows,
	    .stale = stale, .row_count = 2, .now_mono_ns = NS_PER_S,
	    .started_wall_ns = MORNING, .listening = &listening,
	    .listening_count = 1, .instance = "x" };
	static const struct filter everybody;
	char *text;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	json_t *root;

	view.totals.messages_in = UINT64_C(5000000000);
	CU_ASSERT_TRUE(status_json(&view, &everybody, file));
	fclose(file);
	ascii(text, size);
	root = json_loads(text, 0, NULL);
	free(text);
	return root;
}

static void
status_has_every_member(void)
{
	json_t *root = status_of_two(), *part;

	CU_ASSERT_PTR_NOT_NULL_FATAL(root);
	part = json_object_get(root, "server");
	has_members(part, server_members);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_array_get(
	    json_object_get(part, "addresses"), 0)), "127.0.0.1:12080");
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(part,
	    "messages_in")), INT64_C(5000000000));
	part = json_array_get(json_object_get(root, "clients"), 0);
	has_members(part, client_members);
	CU_ASSERT_EQUAL(json_object_size(part), sizeof(client_members) /
	    sizeof(client_members[0]) - 1);
	CU_ASSERT_EQUAL(json_real_value(json_object_get(part,
	    "seconds_left")), 1.5);
	CU_ASSERT_TRUE(json_is_null(json_object_get(part, "ended")));
	CU_ASSERT_TRUE(json_is_null(json_object_get(part, "last_message")));
	part = json_array_get(json_object_get(root, "clients"), 1);
	CU_ASSERT_STRING_EQUAL(member(part, "ended"), "kicked");
	CU_ASSERT_STRING_EQUAL(member(part, "name"), "\\xFF\x7f\xc3\xa9");
	CU_ASSERT_TRUE(json_is_null(json_object_get(part, "seconds_left")));
	json_decref(root);
}

UNIT_MAIN("ctl_tail",
    TEST(people_see_line_ends_and_bytes),
    TEST(people_see_events),
    TEST(long_lines_keep_their_characters),
    TEST(programs_get_the_bytes),
    TEST(programs_get_events_with_nulls),
    TEST(losses_are_said),
    TEST(status_has_every_member))
