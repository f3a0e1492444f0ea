/* Messages saved as a capture come back from it, with their verdicts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gui/model/log_verdict.h"
#include "gui/model/save.h"
#include "gui/model/save_capture.h"
#include "tests/unit/unit.h"
#include "watch/capture_file.h"
#include "wire/verdict_record.h"

static struct log *log_;
static struct stream *stream;

static void
add(enum feed_event event, uint64_t number, const char *text)
{
	struct feed_message m = { .event = event, .wall_ns = 1000000 + (int64_t)
	    number, .direction = event == FEED_MESSAGE ? FEED_RECEIVED :
	    FEED_NEITHER, .client = 7, .pid = 4123, .message = 2,
	    .lab = LAB_CALC, .message_bytes = strlen(text), .name = "alice",
	    .peer = "127.0.0.1:40112", .note = event == FEED_MESSAGE ? "" :
	    "closed by client", .bytes = text, .bytes_len = strlen(text),
	    .facts = { .number = number, .stream = 17, .read = 3 } };

	CU_ASSERT_TRUE_FATAL(log_add(log_, &m));
}

static void
tell_fault(uint64_t number)
{
	struct judge_verdict verdict = { .rule = RULE_CALC_FORM,
	    .result = RULE_NOT_OK, .severity = RULE_MUST, .lab = LAB_CALC,
	    .client = 7, .message = 2, .direction = FEED_RECEIVED,
	    .wall_ns = 5, .line = 1, .column = 2, .at = 1, .len = 1,
	    .quote_len = 3, .quote = "1+\n", .said = "no expression" };
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message of = { .event = FEED_MESSAGE, .name = "alice",
	    .peer = "", .facts = { .number = number } }, record;
	struct judge_verdict read;

	verdict_record_make(&record, bytes, &verdict, &of);
	CU_ASSERT_EQUAL(log_add_verdict(log_, &record, &read),
	    LOG_VERDICT_TAKEN);
}

static void
tell_ok(uint64_t number)
{
	struct judge_verdict verdict = { .rule = RULE_LINES_END_HABIT,
	    .result = RULE_OK, .lab = LAB_CALC, .message = 3,
	    .said = "lines.end.habit, lines.pad.nul" };
	unsigned char bytes[VERDICT_RECORD_SIZE];
	struct feed_message of = { .event = FEED_MESSAGE, .name = "alice",
	    .peer = "", .facts = { .number = number } }, record;
	struct judge_verdict read;

	verdict_record_make(&record, bytes, &verdict, &of);
	CU_ASSERT_EQUAL(log_add_verdict(log_, &record, &read),
	    LOG_VERDICT_TAKEN);
}

static void
begin(void)
{
	log_ = log_new(100, 1000000);
	stream = stream_new(log_);
	add(FEED_MESSAGE, 11, "1+\n");
	CU_ASSERT(log_add_gap(log_, 3, 77));
	CU_ASSERT(log_add_server(log_, FEED_CONNECTED, false, "found", 78));
	add(FEED_MESSAGE, 15, "2+2\n");
	add(FEED_DISCONNECTED, 16, "");
	tell_fault(11);
	tell_ok(15);
	(void)stream_update(stream);
}

static void
save(const char *path, bool picked_only)
{
	static const struct listening at = { LAB_CALC, "127.0.0.1:12003" };
	struct save_plan plan = { .capture = true,
	    .picked_only = picked_only, .listening = &at,
	    .listening_count = 1 };
	struct save_result result;

	CU_ASSERT_EQUAL(save_messages(stream, &plan, path, &result), 0);
	CU_ASSERT(result.bytes > 100);
	CU_ASSERT_EQUAL(result.missing, 0);
}

static void
look_at(const struct feed_message *message, unsigned i)
{
	static const enum feed_event events[] = { FEED_MESSAGE, FEED_VERDICT,
	    FEED_LOST, FEED_MESSAGE, FEED_VERDICT, FEED_DISCONNECTED };
	struct judge_verdict verdict;
	uint64_t number;

	CU_ASSERT_FATAL(i < 6);
	CU_ASSERT_EQUAL(message->event, events[i]);
	if (i == 0) {
		CU_ASSERT_STRING_EQUAL(message->name, "alice");
		CU_ASSERT_EQUAL(message->facts.number, 11);
		CU_ASSERT_EQUAL(message->facts.stream, 17);
		CU_ASSERT_EQUAL(message->bytes_len, 3);
	} else if (i == 1) {
		CU_ASSERT(verdict_record_read(message, &verdict, &number));
		CU_ASSERT_EQUAL(number, 11);
		CU_ASSERT_EQUAL(verdict.rule, RULE_CALC_FORM);
		CU_ASSERT_STRING_EQUAL(verdict.said, "no expression");
	} else if (i == 2) {
		CU_ASSERT_EQUAL(message->message_bytes, 3);
	} else if (i == 4) {
		CU_ASSERT(verdict_record_read(message, &verdict, &number));
		CU_ASSERT_EQUAL(number, 15);
		CU_ASSERT_EQUAL(verdict.rule, RULE_LINES_END_HABIT);
		CU_ASSERT_STRING_EQUAL(verdict.said,
		    "lines.end.habit, lines.pad.nul");
	}
}

static void
comes_back(void)
{
	char path[] = "/tmp/bw-save-XXXXXX";
	char fault[CAPTURE_FAULT_SIZE];
	struct capture_file *file;
	struct feed_message message;
	unsigned i;

	(void)close(mkstemp(path));
	begin();
	save(path, false);
	file = capture_file_open(path, fault);
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	for (i = 0; capture_file_next(file, &message); i++)
		look_at(&message, i);
	CU_ASSERT_EQUAL(i, 6);
	CU_ASSERT_EQUAL(capture_file_facts(file)->lost, 3);
	CU_ASSERT_FALSE(capture_file_facts(file)->cut);
	capture_file_free(file);
	(void)unlink(path);
	stream_free(stream);
	log_free(log_);
}

static void
only_what_is_picked(void)
{
	char path[] = "/tmp/bw-save-XXXXXX";
	char fault[CAPTURE_FAULT_SIZE];
	struct capture_file *file;
	struct feed_message message;

	(void)close(mkstemp(path));
	begin();
	/* The last line of the second message. */
	stream_pick(stream, stream_end(stream) - 2, false);
	save(path, true);
	file = capture_file_open(path, fault);
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	CU_ASSERT(capture_file_next(file, &message));
	CU_ASSERT_EQUAL(message.facts.number, 15);
	CU_ASSERT(capture_file_next(file, &message));
	CU_ASSERT_EQUAL(message.event, FEED_VERDICT);
	CU_ASSERT_FALSE(capture_file_next(file, &message));
	capture_file_free(file);
	(void)unlink(path);
	stream_free(stream);
	log_free(log_);
}

/* Does that stand in the file? */
static bool
holds(const char *path, const char *words)
{
	static char bytes[65536];
	FILE *file = fopen(path, "re");
	size_t len = fread(bytes, 1, sizeof(bytes), file);

	(void)fclose(file);
	return memmem(bytes, len, words, strlen(words)) != NULL;
}

static void
private_lines_stay_here(void)
{
	char path[] = "/tmp/bw-save-XXXXXX";
	struct save_plan plan = { .capture = true };
	struct save_result result;
	struct feed_message m = { .event = FEED_MESSAGE, .client = 7,
	    .direction = FEED_RECEIVED, .lab = LAB_CHAT, .name = "alice",
	    .peer = "127.0.0.1:1", .note = "", .facts = { .number = 20 } };

	(void)close(mkstemp(path));
	begin();
	m.bytes = "/msg bob hush\n";
	m.bytes_len = m.message_bytes = strlen(m.bytes);
	CU_ASSERT(log_add(log_, &m));
	(void)stream_update(stream);
	CU_ASSERT_EQUAL(save_messages(stream, &plan, path, &result), 0);
	CU_ASSERT(holds(path, "hush"));
	plan.no_private = true;
	CU_ASSERT_EQUAL(save_messages(stream, &plan, path, &result), 0);
	CU_ASSERT_FALSE(holds(path, "hush"));
	CU_ASSERT(holds(path, "private]"));
	CU_ASSERT(holds(path, "2+2"));
	(void)unlink(path);
	stream_free(stream);
	log_free(log_);
}

static void
is_known_by_its_name(void)
{
	CU_ASSERT(save_capture_named("/a/b.pcapng"));
	CU_ASSERT(save_capture_named("B.PcapNG"));
	CU_ASSERT_FALSE(save_capture_named(".pcapng"));
	CU_ASSERT_FALSE(save_capture_named("b.pcapng.txt"));
	CU_ASSERT_FALSE(save_capture_named(""));
}

UNIT_MAIN("model_save_capture", TEST(comes_back), TEST(only_what_is_picked),
    TEST(private_lines_stay_here), TEST(is_known_by_its_name))
