/* A child's row, its totals and its event lines. */
#include "tests/unit/server_fixture.h"

static struct served one, two;

static struct row_data
shown(const struct served *served)
{
	struct row_data row;

	CU_ASSERT_TRUE(row_read(&parent.table, served->inherit.row, &row));
	return row;
}

static void
a_connection_is_a_row_and_a_line(void)
{
	struct row_data row;
	char line[160];

	parent_make(4, 0);
	served_make(&one, LAB_CALC, 41);
	row = shown(&one);
	CU_ASSERT_EQUAL(row.client, 41);
	CU_ASSERT_EQUAL(row.pid, getpid());
	CU_ASSERT_EQUAL(row.lab, LAB_CALC);
	CU_ASSERT_EQUAL(row.state, STATE_CONNECTED);
	CU_ASSERT_EQUAL(row.flags, ROW_GUEST | ROW_TOLD);
	CU_ASSERT_STRING_EQUAL(row.peer, one.inherit.peer_text);
	CU_ASSERT_EQUAL(row.connected_mono_ns, one.inherit.accepted_mono_ns);
	(void)snprintf(line, sizeof(line),
	    "guest-%d connected from %s (calc, process %d)\n", (int)getpid(),
	    one.inherit.peer_text, (int)getpid());
	CU_ASSERT_STRING_EQUAL(parent_said(), line);
	served_end(&one);
	parent_end();
}

/* In one process both would be called the same. */
static void
a_guest_name_that_is_taken_gets_the_number(void)
{
	char name[NAME_SIZE];

	parent_make(4, 0);
	served_make(&one, LAB_WAIT, 41);
	served_make(&two, LAB_WAIT, 42);
	(void)snprintf(name, sizeof(name), "guest-%d.42", (int)getpid());
	CU_ASSERT_STRING_EQUAL(shown(&two).name, name);
	CU_ASSERT_FALSE(two.child.unclaimed);
	served_end(&one);
	served_end(&two);
	parent_end();
}

/* The lab's totals: messages and bytes in, then out; faults. */
static bool
counted(unsigned lab, uint64_t in, uint64_t bytes_in, uint64_t out,
    uint64_t bytes_out, uint64_t faults)
{
	const struct lab_total *total = &parent.table.header->labs[lab];

	return atomic_load(&total->messages_in) == in &&
	    atomic_load(&total->bytes_in) == bytes_in &&
	    atomic_load(&total->messages_out) == out &&
	    atomic_load(&total->bytes_out) == bytes_out &&
	    atomic_load(&total->faults) == faults;
}

static void
totals_are_the_sum_of_all_messages(void)
{
	struct child_message message = { .bytes = "hello\nworld", .len = 11 };
	struct row_data row;

	parent_make(4, 0);
	served_make(&one, LAB_ECHO, 1);
	served_make(&two, LAB_CALC, 2);
	child_received(&one.child, &message);
	message.beyond = 5000000000;
	child_received(&one.child, &message);
	message.beyond = 0;
	message.fault = true;
	child_received(&two.child, &message);
	message.fault = false;
	message.len = 7;
	message.status = 404;
	child_note_sent(&one.child, &message);
	message.status = 0;
	child_note_sent(&one.child, &message);
	row = shown(&one);
	CU_ASSERT_EQUAL(row.messages_in, 2);
	CU_ASSERT_EQUAL(row.bytes_in, 22 + 5000000000);
	CU_ASSERT_EQUAL(row.messages_out, 2);
	CU_ASSERT_EQUAL(row.bytes_out, 14);
	CU_ASSERT_EQUAL(row.faults, 0);
	CU_ASSERT_EQUAL(row.last_status, 404);
	CU_ASSERT_STRING_EQUAL(row.last_message, "hello");
	CU_ASSERT_EQUAL(shown(&two).faults, 1);
	CU_ASSERT_EQUAL(shown(&two).bytes_in, 11);
	CU_ASSERT_TRUE(counted(LAB_ECHO, 2, 22 + 5000000000, 2, 14, 0));
	CU_ASSERT_TRUE(counted(LAB_CALC, 1, 11, 0, 0, 1));
	served_end(&one);
	served_end(&two);
	parent_end();
}

static void
the_last_message_is_without_what_leads(void)
{
	struct child_message message = { .bytes = "\n\nhi", .len = 4,
	    .lead = 2 };
	char longest[ROW_LAST_SIZE + 1];

	parent_make(4, 0);
	served_make(&one, LAB_ECHO, 1);
	child_received(&one.child, &message);
	CU_ASSERT_STRING_EQUAL(shown(&one).last_message, "hi");
	CU_ASSERT_EQUAL(shown(&one).flags & ROW_LAST_CUT, 0);
	/* Nothing but what leads says nothing. */
	message.len = 2;
	child_received(&one.child, &message);
	CU_ASSERT_STRING_EQUAL(shown(&one).last_message, "hi");
	memset(longest, 'x', sizeof(longest));
	message = (struct child_message){ .bytes = longest,
	    .len = sizeof(longest) };
	child_received(&one.child, &message);
	CU_ASSERT_NOT_EQUAL(shown(&one).flags & ROW_LAST_CUT, 0);
	message.len = 3;
	child_received(&one.child, &message);
	CU_ASSERT_STRING_EQUAL(shown(&one).last_message, "xxx");
	CU_ASSERT_EQUAL(shown(&one).flags & ROW_LAST_CUT, 0);
	served_end(&one);
	parent_end();
}

/* Its name may be another client's by now. */
static void
what_is_closing_stays_so(void)
{
	struct row_data row;

	parent_make(4, 0);
	served_make(&one, LAB_CHAT, 1);
	child_state(&one.child, STATE_CHATTING);
	CU_ASSERT_EQUAL(shown(&one).state, STATE_CHATTING);
	child_state(&one.child, STATE_CLOSING);
	row = shown(&one);
	child_state(&one.child, STATE_IDLE);
	CU_ASSERT_EQUAL(shown(&one).state, STATE_CLOSING);
	CU_ASSERT_EQUAL(shown(&one).since_mono_ns, row.since_mono_ns);
	served_end(&one);
	parent_end();
}

static void
a_name_is_registered_once(void)
{
	char line[96];

	parent_make(4, 0);
	served_make(&one, LAB_CHAT, 1);
	served_make(&two, LAB_CHAT, 2);
	(void)parent_said();
	CU_ASSERT_EQUAL(child_rename(&one.child, "alice"), TABLE_OK);
	(void)snprintf(line, sizeof(line),
	    "alice registered (was guest-%d)\n", (int)getpid());
	CU_ASSERT_STRING_EQUAL(parent_said(), line);
	CU_ASSERT_EQUAL(shown(&one).flags & ROW_GUEST, 0);
	CU_ASSERT_EQUAL(child_rename(&two.child, "alice"), TABLE_TAKEN);
	CU_ASSERT_STRING_EQUAL(parent_said(), "");
	CU_ASSERT_NOT_EQUAL(shown(&two).flags & ROW_GUEST, 0);
	child_state(&one.child, STATE_CLOSING);
	CU_ASSERT_EQUAL(child_rename(&two.child, "alice"), TABLE_OK);
	served_end(&one);
	served_end(&two);
	parent_end();
}

/* What is told is in the journal before the client can know of it, and the
 * row counts it. */
static void
what_could_not_be_sent_is_told(void)
{
	static char bytes[16 << 20];
	struct child_message message = { .bytes = bytes,
	    .len = sizeof(bytes) };
	static struct journal_record record;
	uint64_t unsent = 0, sent = 0;

	parent_make(4, 0);
	served_make(&one, LAB_CHAT, 1);
	(void)shutdown(one.child.socket, SHUT_WR);
	CU_ASSERT_EQUAL(child_send(&one.child, &message), END_RESET);
	while (journal_read(&parent_log, when_mono_ns(), &record) ==
	    JOURNAL_RECORD) {
		if (record.message.direction == FEED_SENT)
			sent = record.message.message_bytes;
		if (record.message.event == FEED_UNSENT)
			unsent = record.message.message_bytes;
	}
	CU_ASSERT_EQUAL(sent, sizeof(bytes));
	CU_ASSERT_EQUAL(unsent, sizeof(bytes));
	CU_ASSERT_EQUAL(shown(&one).bytes_out, sizeof(bytes));
	served_end(&one);
	parent_end();
}

/* Words of the parent's, that any child could write over. */
static void
mischief_is_one_clients(void)
{
	struct mischief mischief = { .kinds = MISCHIEF_BIT(MISCHIEF_SPLIT),
	    .seed = 7 };
	uint64_t words[MISCHIEF_WORDS];
	struct row_data row;

	parent_make(4, 0);
	served_make(&one, LAB_CALC, 41);
	CU_ASSERT_PTR_NULL(child_mischief(&one.child));
	mischief_pack(words, &mischief, 41);
	row_mischief_set(&parent.table, one.inherit.row, words);
	child_publish(&one.child);
	row = shown(&one);
	CU_ASSERT_EQUAL(memcmp(row.mischief, words, sizeof(words)), 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(child_mischief(&one.child));
	CU_ASSERT_EQUAL(child_mischief(&one.child)->kinds, mischief.kinds);
	words[0] ^= 2;
	row_mischief_set(&parent.table, one.inherit.row, words);
	CU_ASSERT_PTR_NULL(child_mischief(&one.child));
	mischief_pack(words, &mischief, 40);
	row_mischief_set(&parent.table, one.inherit.row, words);
	CU_ASSERT_PTR_NULL(child_mischief(&one.child));
	served_end(&one);
	parent_end();
}

UNIT_MAIN("server row", TEST(mischief_is_one_clients),
    TEST(a_connection_is_a_row_and_a_line),
    TEST(a_guest_name_that_is_taken_gets_the_number),
    TEST(totals_are_the_sum_of_all_messages),
    TEST(the_last_message_is_without_what_leads),
    TEST(what_is_closing_stays_so), TEST(a_name_is_registered_once),
    TEST(what_could_not_be_sent_is_told))
