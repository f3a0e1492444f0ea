/* The message pane: what is shown, scrolling, picking, finding, saving. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gui/model/save.h"
#include "gui/model/stream.h"
#include "tests/unit/unit.h"

static struct log *log_;
static struct stream *stream;

static void
add_from(uint64_t client, enum feed_direction direction, const char *text)
{
	struct feed_message m = { .event = FEED_MESSAGE,
	    .direction = direction, .client = client, .lab = LAB_WAIT,
	    .message_bytes = (uint32_t)strlen(text), .name = "alice",
	    .peer = "127.0.0.1:1", .note = "", .bytes = text,
	    .bytes_len = strlen(text) };

	CU_ASSERT_TRUE_FATAL(log_add(log_, &m));
}

/* A heading and two lines. */
static void
add(void)
{
	add_from(1, FEED_RECEIVED, "one\r\ntwo\r\n");
}

static void
begin(size_t kept, unsigned page)
{
	log_ = log_new(kept, 1000000);
	stream = stream_new(log_);
	stream_set_page(stream, page);
}

static void
end(void)
{
	stream_free(stream);
	log_free(log_);
}

static void
follows_the_end(void)
{
	int i;

	begin(1000, 5);
	for (i = 0; i < 4; i++)
		add();
	CU_ASSERT_TRUE(stream_update(stream));
	CU_ASSERT_FALSE(stream_update(stream));
	CU_ASSERT_EQUAL(stream_end(stream) - stream_first(stream), 12);
	CU_ASSERT_EQUAL(stream_top(stream), 7);
	CU_ASSERT_TRUE(stream_follows(stream));
	end();
}

static void
scrolling_up_stops_and_the_end_resumes(void)
{
	int i;

	begin(1000, 5);
	for (i = 0; i < 4; i++)
		add();
	stream_update(stream);
	stream_scroll_by(stream, -1);
	CU_ASSERT_FALSE(stream_follows(stream));
	add();
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_top(stream), 6);
	stream_scroll_by(stream, 100);
	CU_ASSERT_TRUE(stream_follows(stream));
	CU_ASSERT_EQUAL(stream_top(stream), 10);
	add();
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_top(stream), 13);
	stream_scroll_by(stream, -1000);
	CU_ASSERT_EQUAL(stream_top(stream), 0);
	end();
}

/* Old messages go; what one looks at stays where it is. */
static void
the_view_does_not_jump(void)
{
	struct stream_place before, after;
	int i;

	begin(10, 5);
	for (i = 0; i < 10; i++)
		add();
	stream_update(stream);
	stream_scroll_to(stream, 22);
	before = stream_place(stream, stream_top(stream));
	for (i = 0; i < 5; i++)
		add();
	stream_update(stream);
	after = stream_place(stream, stream_top(stream));
	CU_ASSERT_EQUAL(stream_top(stream), 22);
	CU_ASSERT_PTR_EQUAL(before.entry, after.entry);
	CU_ASSERT_EQUAL(before.line, after.line);
	for (i = 0; i < 5; i++)
		add();
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_top(stream), stream_first(stream));
	CU_ASSERT_EQUAL(stream_place(stream, stream_top(stream)).entry->id,
	    11);
	end();
}

static void
paused_nothing_comes_or_goes(void)
{
	const struct log_entry *first;
	int i;

	begin(10, 5);
	for (i = 0; i < 10; i++)
		add();
	stream_update(stream);
	stream_scroll_to(stream, 0);
	first = stream_place(stream, 0).entry;
	stream_set_paused(stream, true);
	for (i = 0; i < 30; i++)
		add();
	CU_ASSERT_FALSE(stream_update(stream));
	CU_ASSERT_EQUAL(stream_shown(stream), 10);
	CU_ASSERT_PTR_EQUAL(stream_place(stream, 0).entry, first);
	CU_ASSERT_EQUAL(memcmp(first->bytes, "one", 3), 0);
	stream_scroll_by(stream, 3);
	CU_ASSERT_EQUAL(stream_top(stream), 3);
	stream_set_paused(stream, false);
	CU_ASSERT_EQUAL(stream_shown(stream), 10);
	CU_ASSERT_EQUAL(stream_place(stream, stream_first(stream)).entry->id,
	    31);
	end();
}

static void
shows_what_is_wanted(void)
{
	struct stream_want want = { .received = true, .sent = true };

	begin(100, 5);
	add_from(1, FEED_RECEIVED, "a\n");
	add_from(1, FEED_SENT, "b\n");
	add_from(2, FEED_RECEIVED, "c\n");
	log_add_gap(log_, 2, 0);
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_shown(stream), 4);
	CU_ASSERT_EQUAL(stream_end(stream) - stream_first(stream), 7);
	want.only_client = 2;
	stream_set_want(stream, &want);
	CU_ASSERT_EQUAL(stream_shown(stream), 2);
	want.only_client = 0;
	want.received = false;
	stream_set_want(stream, &want);
	CU_ASSERT_EQUAL(stream_shown(stream), 2);
	add_from(3, FEED_RECEIVED, "d\n");
	add_from(3, FEED_SENT, "e\n");
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_shown(stream), 3);
	end();
}

/* Other options lay the lines out anew, the same message stays on top. */
static void
options_keep_the_place(void)
{
	struct line_options options = { 100, true, true };
	struct stream_place place;
	int i;

	begin(100, 3);
	for (i = 0; i < 20; i++)
		add();
	stream_update(stream);
	stream_scroll_to(stream, 30);
	place = stream_place(stream, 30);
	stream_set_options(stream, &options);
	CU_ASSERT_EQUAL(stream_end(stream) - stream_first(stream), 40);
	CU_ASSERT_PTR_EQUAL(stream_place(stream, stream_top(stream)).entry,
	    place.entry);
	end();
}

/* Another filter: the line on top stays there; when its message is not wanted
 * any more, the next one that is takes its place. */
static void
a_filter_keeps_the_line(void)
{
	struct stream_want want = { .received = true, .sent = true };
	struct stream_place before, after;
	uint64_t client;

	begin(100, 4);
	for (client = 1; client <= 20; client++) {
		add_from(1, FEED_SENT, "other\n");
		add_from(client, FEED_RECEIVED, "one\r\ntwo\r\n");
	}
	stream_update(stream);
	/* Five lines each two: the second one of number 8's message. */
	stream_scroll_to(stream, 7 * 5 + 3);
	before = stream_place(stream, stream_top(stream));
	CU_ASSERT_EQUAL(before.entry->client, 8);
	CU_ASSERT_EQUAL(before.line, 1);
	want.sent = false;
	stream_set_want(stream, &want);
	after = stream_place(stream, stream_top(stream));
	CU_ASSERT_PTR_EQUAL(after.entry, before.entry);
	CU_ASSERT_EQUAL(after.line, 1);
	CU_ASSERT_EQUAL(stream_top(stream) - stream_first(stream), 7 * 3 + 1);
	CU_ASSERT_FALSE(stream_follows(stream));
	want.sent = true;
	stream_set_want(stream, &want);
	after = stream_place(stream, stream_top(stream));
	CU_ASSERT_PTR_EQUAL(after.entry, before.entry);
	CU_ASSERT_EQUAL(after.line, 1);
	want.received = false;
	stream_set_want(stream, &want);
	after = stream_place(stream, stream_top(stream));
	CU_ASSERT_EQUAL(after.entry->id, before.entry->id + 1);
	CU_ASSERT_EQUAL(after.line, 0);
	end();
}

static void
picks_exact_bytes(void)
{
	unsigned char *bytes;
	size_t len;

	begin(100, 20);
	add_from(1, FEED_RECEIVED, "one\r\ntwo\r\nthree");
	add_from(1, FEED_SENT, "four\nfive\n");
	stream_update(stream);
	CU_ASSERT_PTR_NULL(stream_picked_bytes(stream, &len));
	stream_pick(stream, 2, false);
	bytes = stream_picked_bytes(stream, &len);
	CU_ASSERT_EQUAL(len, 5);
	CU_ASSERT_EQUAL(memcmp(bytes, "two\r\n", 5), 0);
	free(bytes);
	stream_pick(stream, 5, true);
	bytes = stream_picked_bytes(stream, &len);
	CU_ASSERT_EQUAL(len, 15);
	CU_ASSERT_EQUAL(memcmp(bytes, "two\r\nthreefour\n", 15), 0);
	free(bytes);
	/* The same picked upwards. */
	stream_pick(stream, 5, false);
	stream_pick(stream, 2, true);
	bytes = stream_picked_bytes(stream, &len);
	CU_ASSERT_EQUAL(len, 15);
	free(bytes);
	CU_ASSERT_TRUE(stream_picked(stream, stream_place(stream, 4)));
	CU_ASSERT_FALSE(stream_picked(stream, stream_place(stream, 1)));
	end();
}

static void
a_heading_means_its_message(void)
{
	unsigned char *bytes;
	size_t len;

	begin(100, 20);
	add();
	stream_update(stream);
	stream_pick(stream, 0, false);
	bytes = stream_picked_bytes(stream, &len);
	CU_ASSERT_EQUAL(len, 10);
	CU_ASSERT_TRUE(stream_picked(stream, stream_place(stream, 2)));
	free(bytes);
	end();
}

static void
finds_forwards_and_backwards(void)
{
	int i;

	begin(100, 4);
	for (i = 0; i < 5; i++)
		add();
	add_from(1, FEED_SENT, "needle here\nand Needle there\n");
	for (i = 0; i < 5; i++)
		add();
	stream_update(stream);
	stream_scroll_to(stream, 0);
	CU_ASSERT_TRUE(stream_find(stream, "needle", false));
	CU_ASSERT_FALSE(stream_follows(stream));
	CU_ASSERT_TRUE(stream_picked(stream, stream_place(stream, 16)));
	CU_ASSERT_TRUE(stream_find(stream, "needle", false));
	CU_ASSERT_TRUE(stream_picked(stream, stream_place(stream, 17)));
	/* Around the end to the first again. */
	CU_ASSERT_TRUE(stream_find(stream, "needle", false));
	CU_ASSERT_TRUE(stream_picked(stream, stream_place(stream, 16)));
	CU_ASSERT_TRUE(stream_find(stream, "needle", true));
	CU_ASSERT_TRUE(stream_picked(stream, stream_place(stream, 17)));
	CU_ASSERT_TRUE(stream_find(stream, "needle", true));
	CU_ASSERT_TRUE(stream_picked(stream, stream_place(stream, 16)));
	CU_ASSERT_FALSE(stream_find(stream, "nowhere", false));
	CU_ASSERT_FALSE(stream_find(stream, "nowhere", true));
	end();
}

static void
clearing_empties_the_view(void)
{
	begin(100, 4);
	add();
	stream_update(stream);
	stream_pick(stream, 1, false);
	log_clear(log_);
	CU_ASSERT_TRUE(stream_update(stream));
	CU_ASSERT_EQUAL(stream_shown(stream), 0);
	CU_ASSERT_PTR_NOT_NULL(stream_picked_entry(stream));
	add();
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_shown(stream), 1);
	end();
}

/* A hundred thousand through a view of a thousand: numbers stay right. */
static void
long_runs_stay_right(void)
{
	int i;

	begin(1000, 10);
	for (i = 0; i < 100000; i++) {
		add();
		if (i % 7 == 0)
			stream_update(stream);
	}
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_shown(stream), 1000);
	CU_ASSERT_EQUAL(stream_end(stream) - stream_first(stream), 3000);
	CU_ASSERT_EQUAL(stream_place(stream, stream_end(stream) - 1).entry->id,
	    100000);
	CU_ASSERT_EQUAL(stream_place(stream, stream_first(stream)).entry->id,
	    99001);
	end();
}

static void
saves_exact_bytes(void)
{
	struct save_plan plan = { .headings = false };
	char path[] = "/tmp/bw-save-XXXXXX", read_back[64];
	struct save_result result;
	FILE *file;

	close(mkstemp(path));
	begin(100, 4);
	add();
	add_from(1, FEED_SENT, "three");
	stream_update(stream);
	CU_ASSERT_EQUAL(save_messages(stream, &plan, path, &result), 0);
	CU_ASSERT_EQUAL(result.bytes, 15);
	file = fopen(path, "r");
	CU_ASSERT_EQUAL(fread(read_back, 1, sizeof(read_back), file), 15);
	CU_ASSERT_EQUAL(memcmp(read_back, "one\r\ntwo\r\nthree", 15), 0);
	fclose(file);
	plan.picked_only = true;
	stream_pick(stream, 1, false);
	CU_ASSERT_EQUAL(save_messages(stream, &plan, path, &result), 0);
	CU_ASSERT_EQUAL(result.bytes, 5);
	CU_ASSERT_EQUAL(result.missing, 0);
	CU_ASSERT_EQUAL(save_messages(stream, &plan, "/dev/full", &result),
	    ENOSPC);
	unlink(path);
	end();
}

/* As on a full disk: writing ends after some bytes. */
static void
a_file_that_cannot_be_replaced_stays(void)
{
	struct save_plan plan = { .headings = false };
	char dir[] = "/tmp/bw-save-XXXXXX", path[64], read_back[64];
	const struct rlimit little = { 4, RLIM_INFINITY };
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	struct save_result result;
	FILE *file;

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/saved", dir);
	file = fopen(path, "w");
	fputs("old", file);
	fclose(file);
	begin(100, 4);
	add();
	stream_update(stream);
	signal(SIGXFSZ, SIG_IGN);
	CU_ASSERT_EQUAL(setrlimit(RLIMIT_FSIZE, &little), 0);
	CU_ASSERT_EQUAL(save_messages(stream, &plan, path, &result), EFBIG);
	CU_ASSERT_EQUAL(setrlimit(RLIMIT_FSIZE, &all), 0);
	file = fopen(path, "r");
	CU_ASSERT_EQUAL(fread(read_back, 1, sizeof(read_back), file), 3);
	CU_ASSERT_EQUAL(memcmp(read_back, "old", 3), 0);
	fclose(file);
	unlink(path);
	/* Nothing else is left there. */
	CU_ASSERT_EQUAL(rmdir(dir), 0);
	end();
}

/* What is somebody's link stays one. */
static void
saves_into_what_a_link_names(void)
{
	struct save_plan plan = { .headings = false };
	char dir[] = "/tmp/bw-save-XXXXXX", path[64], link[64];
	struct save_result result;
	struct stat status;

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/saved", dir);
	snprintf(link, sizeof(link), "%s/link", dir);
	CU_ASSERT_EQUAL(symlink("saved", link), 0);
	begin(100, 4);
	add();
	stream_update(stream);
	CU_ASSERT_EQUAL(save_messages(stream, &plan, link, &result), 0);
	CU_ASSERT_EQUAL(lstat(link, &status), 0);
	CU_ASSERT_TRUE(S_ISLNK(status.st_mode));
	CU_ASSERT_EQUAL(stat(path, &status), 0);
	CU_ASSERT_EQUAL(status.st_size, 10);
	unlink(link);
	unlink(path);
	CU_ASSERT_EQUAL(rmdir(dir), 0);
	end();
}

/* Of one message the feed kept two bytes of five. */
static void
says_what_is_missing(void)
{
	struct save_plan plan = { .headings = true };
	struct save_result result;
	struct feed_message cut = { .event = FEED_MESSAGE,
	    .direction = FEED_RECEIVED, .client = 1, .lab = LAB_ECHO,
	    .truncated = true, .message_bytes = 5, .name = "a", .peer = "",
	    .note = "", .bytes = "x\n", .bytes_len = 2 };

	begin(100, 9);
	add();
	CU_ASSERT_TRUE(log_add(log_, &cut));
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_picked_missing(stream), 0);
	stream_pick(stream, 0, false);
	CU_ASSERT_EQUAL(stream_picked_missing(stream), 0);
	stream_pick(stream, 3, false);
	CU_ASSERT_EQUAL(stream_picked_missing(stream), 3);
	stream_pick(stream, 4, false);
	CU_ASSERT_EQUAL(stream_picked_missing(stream), 3);
	stream_pick(stream, 1, true);
	CU_ASSERT_EQUAL(stream_picked_missing(stream), 3);
	CU_ASSERT_EQUAL(save_messages(stream, &plan, "/dev/null", &result),
	    0);
	CU_ASSERT_EQUAL(result.missing, 3);
	end();
}

/* Which of how many was found last. */
static void
matches_are(const char *needle, uint64_t found, uint64_t all)
{
	struct stream_matches matches = stream_matches(stream, needle);

	CU_ASSERT_EQUAL(matches.found, found);
	CU_ASSERT_EQUAL(matches.all, all);
}

static void
counts_what_is_looked_for(void)
{
	begin(100, 9);
	add_from(1, FEED_SENT, "one aa, two aaa");
	add_from(1, FEED_RECEIVED, "AA\naa");
	log_add_gap(log_, 7, 0);
	stream_update(stream);
	matches_are("aa", 0, 5);
	matches_are("nowhere", 0, 0);
	stream_scroll_to(stream, 0);
	CU_ASSERT_TRUE(stream_find(stream, "aa", false));
	matches_are("aa", 1, 5);
	CU_ASSERT_TRUE(stream_find(stream, "aa", true));
	matches_are("aa", 5, 5);
	CU_ASSERT_TRUE(stream_find(stream, "aa", true));
	matches_are("aa", 4, 5);
	/* A row that is no message counts once. */
	CU_ASSERT_TRUE(stream_find(stream, "lost", false));
	matches_are("lost", 1, 1);
	/* A pick is no find. */
	stream_pick(stream, 1, false);
	matches_are("aa", 0, 5);
	end();
}

static void
counts_what_is_shown(void)
{
	struct stream_want want = { .received = true };

	begin(3, 9);
	add();
	add_from(1, FEED_SENT, "answer");
	log_add_gap(log_, 7, 0);
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_messages(stream), 2);
	CU_ASSERT_FALSE(stream_filtered(stream));
	stream_set_want(stream, &want);
	CU_ASSERT_EQUAL(stream_messages(stream), 1);
	CU_ASSERT_EQUAL(stream_shown(stream), 2);
	CU_ASSERT_TRUE(stream_filtered(stream));
	add(), add(), add();
	stream_update(stream);
	CU_ASSERT_EQUAL(stream_messages(stream), 3);
	end();
}

UNIT_MAIN("model_stream", TEST(follows_the_end),
    TEST(scrolling_up_stops_and_the_end_resumes),
    TEST(the_view_does_not_jump), TEST(paused_nothing_comes_or_goes),
    TEST(shows_what_is_wanted), TEST(options_keep_the_place),
    TEST(a_filter_keeps_the_line),
    TEST(picks_exact_bytes), TEST(a_heading_means_its_message),
    TEST(finds_forwards_and_backwards), TEST(clearing_empties_the_view),
    TEST(long_runs_stay_right), TEST(saves_exact_bytes),
    TEST(a_file_that_cannot_be_replaced_stays),
    TEST(saves_into_what_a_link_names),
    TEST(says_what_is_missing), TEST(counts_what_is_looked_for),
    TEST(counts_what_is_shown))
