/* watch/capture_file.c, capture_view.c: files that grow, are cut, have others'
 * blocks in them; and what is wanted of them. */
#include "watch/capture_view.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/labs.h"
#include "tests/unit/unit.h"

static char path[256];
static int fd = -1;
static unsigned char block[PCAPNG_BLOCK_MAX];
static char fault[CAPTURE_FAULT_SIZE];
static const struct pcapng_about about = { .local = "127.0.0.1:12002" };

static void
put(const void *bytes, size_t len)
{
	CU_ASSERT_EQUAL_FATAL(write(fd, bytes, len), (ssize_t)len);
}

static void
begin(void)
{
	(void)snprintf(path, sizeof(path), "%s/capture_file_XXXXXX",
	    getenv("TMPDIR") == NULL ? "." : getenv("TMPDIR"));
	fd = mkostemp(path, O_APPEND);
	CU_ASSERT_FATAL(fd != -1);
	put(block, pcapng_begin(block, "barewired"));
}

static void
end(void)
{
	(void)unlink(path);
	(void)close(fd);
}

static void
record(enum feed_event event, uint64_t client, const char *name,
    const char *text)
{
	const struct feed_message message = { .event = event,
	    .client = client, .name = name, .peer = "127.0.0.1:4000",
	    .note = "", .lab = LAB_CHAT, .wall_ns = (int64_t)client * 1000,
	    .direction = FEED_RECEIVED, .bytes = text,
	    .bytes_len = strlen(text), .message_bytes = strlen(text) };

	put(block, pcapng_put(block, &message, &about));
}

static void
next_is(struct capture_file *file, const char *text)
{
	struct feed_message message;
	bool more = capture_file_next(file, &message);

	CU_ASSERT_EQUAL_FATAL(more, text != NULL);
	if (!more)
		return;
	CU_ASSERT_EQUAL_FATAL(message.bytes_len, strlen(text));
	CU_ASSERT_EQUAL(memcmp(message.bytes, text, strlen(text)), 0);
}

static void
a_file_that_grows_is_read_on(void)
{
	struct capture_file *file;
	off_t whole;

	begin();
	record(FEED_MESSAGE, 1, "alice", "one");
	file = capture_file_open(path, fault);
	CU_ASSERT_FATAL(file != NULL);
	next_is(file, "one");
	next_is(file, NULL);
	CU_ASSERT_FALSE(capture_file_facts(file)->cut);
	record(FEED_MESSAGE, 1, "alice", "two");
	next_is(file, "two");
	CU_ASSERT_STRING_EQUAL(capture_file_local(file), "127.0.0.1:12002");
	whole = lseek(fd, 0, SEEK_END);
	put("\6\0\0\0\x40\0\0\0 a block that is being", 30);
	next_is(file, NULL);
	CU_ASSERT(capture_file_facts(file)->cut);
	/* Its writer was killed; the next one has taken it back. */
	CU_ASSERT_EQUAL(ftruncate(fd, whole), 0);
	record(FEED_MESSAGE, 1, "alice", "three");
	next_is(file, "three");
	next_is(file, NULL);
	CU_ASSERT_FALSE(capture_file_facts(file)->cut);
	CU_ASSERT_EQUAL(capture_file_facts(file)->records, 3);
	capture_file_free(file);
	end();
}

static void
a_file_that_is_cut_ends_there(void)
{
	static char long_text[FEED_MESSAGE_MAX];
	struct capture_file *file;
	unsigned i, got = 0;
	struct feed_message message;

	memset(long_text, 'x', sizeof(long_text) - 1);
	begin();
	for (i = 0; i < 40; i++)
		record(FEED_MESSAGE, 1, "alice", long_text);
	file = capture_file_open(path, fault);
	CU_ASSERT_FATAL(file != NULL);
	CU_ASSERT(capture_file_next(file, &message));
	CU_ASSERT_EQUAL(ftruncate(fd, 1000001), 0);
	while (capture_file_next(file, &message))
		got++;
	CU_ASSERT(got >= 15 && got < 39);
	CU_ASSERT(capture_file_facts(file)->cut);
	capture_file_doubt(capture_file_facts(file), fault);
	CU_ASSERT(strstr(fault, "not whole") != NULL);
	CU_ASSERT_EQUAL(ftruncate(fd, 0), 0);
	capture_file_rewind(file);
	CU_ASSERT_FALSE(capture_file_next(file, &message));
	capture_file_free(file);
	end();
}

/* Longer than our buffer; and one that says it is longer than the file. */
static void
others_blocks_are_passed_over(void)
{
	static unsigned char other[600000];
	struct capture_file *file;

	begin();
	record(FEED_MESSAGE, 1, "alice", "one");
	memcpy(other, "\x99\0\0\0\xc0\x27\x09\0", 8);
	memcpy(other + sizeof(other) - 4, "\xc0\x27\x09\0", 4);
	put(other, sizeof(other));
	record(FEED_MESSAGE, 1, "alice", "two");
	put("\x99\0\0\0\xfc\xff\xff\xff----", 12);
	file = capture_file_open(path, fault);
	CU_ASSERT_FATAL(file != NULL);
	next_is(file, "one");
	next_is(file, "two");
	next_is(file, NULL);
	CU_ASSERT(capture_file_facts(file)->cut);
	capture_file_free(file);
	end();
}

static void
seen_is(const struct capture_wish *wish, const char *expected)
{
	struct capture_view *view = capture_view_open(path, wish, fault);
	struct feed_message message;
	char seen[512] = "";

	CU_ASSERT_FATAL(view != NULL);
	while (capture_view_next(view, &message))
		(void)snprintf(seen + strlen(seen), sizeof(seen) -
		    strlen(seen), "%.*s|", (int)message.bytes_len,
		    (const char *)message.bytes);
	CU_ASSERT_STRING_EQUAL(seen, expected);
	capture_view_free(view);
}

static void
one_clients_own_is_all_of_its_connections(void)
{
	struct capture_wish wish = { .no_private = true };

	begin();
	record(FEED_NOTE, 0, "", "server");
	record(FEED_MESSAGE, 1, "guest-1", "alice");
	record(FEED_MESSAGE, 2, "guest-2", "bob");
	record(FEED_REGISTERED, 1, "alice", "");
	record(FEED_MESSAGE, 1, "alice", "/msg bob x");
	record(FEED_MESSAGE, 2, "bob", "hello");
	record(FEED_REGISTERED, 9, "alice", "");
	record(FEED_MESSAGE, 9, "alice", "again");
	record(FEED_LOST, 0, "", "");
	seen_is(&wish, "server|alice|bob||/msg bob [1 byte, private]|hello||"
	    "again||");
	CU_ASSERT_PTR_NULL(name_at_parse(&wish.only, "alice@chat", 10));
	seen_is(&wish, "alice||/msg bob [1 byte, private]||again||");
	wish.no_private = false;
	seen_is(&wish, "alice||/msg bob x||again||");
	CU_ASSERT_PTR_NULL(name_at_parse(&wish.only, "alice@calc", 10));
	CU_ASSERT_PTR_NULL(capture_view_open(path, &wish, fault));
	CU_ASSERT_STRING_EQUAL(fault, "nobody of that name is in it");
	end();
}

UNIT_MAIN("capture_file", TEST(a_file_that_grows_is_read_on),
    TEST(a_file_that_is_cut_ends_there), TEST(others_blocks_are_passed_over),
    TEST(one_clients_own_is_all_of_its_connections))
