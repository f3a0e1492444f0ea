/* shm/control.h: what is written is read, and nothing else. */
#include "tests/unit/unit.h"

#include "shm/control.h"
#include "shm/table.h"

static void
requests_come_back(void)
{
	char line[CONTROL_LINE_MAX];
	const char *fault;
	struct control_operand operand;
	unsigned command;

	for (command = 0; command < CONTROL_COMMAND_COUNT; command++) {
		if (command == CONTROL_KICK_ADDRESS)
			control_address_write(line, "[::1]");
		else if (command == CONTROL_MISCHIEF)
			control_mischief_write(line, 17, "split,seed=7");
		else if (command == CONTROL_REPORT)
			control_name_write(line, command, "alice@calc");
		else
			control_request_write(line, command, UINT64_MAX);
		CU_ASSERT_EQUAL(control_request_read(line, &operand, &fault),
		    command);
		CU_ASSERT_PTR_NULL(fault);
		CU_ASSERT_EQUAL(operand.client, command == CONTROL_KICK ?
		    UINT64_MAX : command == CONTROL_MISCHIEF ? 17 : 0);
		CU_ASSERT_EQUAL(operand.text != NULL &&
		    strcmp(operand.text, "split,seed=7") == 0,
		    command == CONTROL_MISCHIEF);
		CU_ASSERT_EQUAL(operand.address != NULL &&
		    strcmp(operand.address, "[::1]") == 0,
		    command == CONTROL_KICK_ADDRESS);
		CU_ASSERT_EQUAL(operand.name != NULL &&
		    strcmp(operand.name, "alice@calc") == 0,
		    command == CONTROL_REPORT);
	}
}

/* Older and newer programs meet: what goes over the socket stays. */
static void
words_stay(void)
{
	char line[CONTROL_LINE_MAX];

	control_request_write(line, CONTROL_KICK, 17);
	CU_ASSERT_STRING_EQUAL(line, "kick 17");
	control_address_write(line, "127.0.0.1");
	CU_ASSERT_STRING_EQUAL(line, "kick address 127.0.0.1");
	control_mischief_write(line, 17, "split,delay=300");
	CU_ASSERT_STRING_EQUAL(line, "mischief 17 split,delay=300");
	control_request_write(line, CONTROL_SHUTDOWN, 17);
	CU_ASSERT_STRING_EQUAL(line, "shutdown");
	control_request_write(line, CONTROL_SHUTDOWN_NOW, 0);
	CU_ASSERT_STRING_EQUAL(line, "shutdown now");
	control_request_write(line, CONTROL_TABLE, 0);
	CU_ASSERT_STRING_EQUAL(line, "table");
}

static void
is_refused(const char *line, const char *why)
{
	const char *fault = NULL;
	struct control_operand operand;

	CU_ASSERT_EQUAL(control_request_read(line, &operand, &fault),
	    CONTROL_COMMAND_COUNT);
	CU_ASSERT_PTR_NOT_NULL_FATAL(fault);
	CU_ASSERT_STRING_EQUAL(fault, why);
}

static void
others_are_refused(void)
{
	static const char *const none[] = { "", "kick", "kicks 1", "Kick 1",
	    "shutdown ", "shutdown now ", "shutdown later", "tables",
	    " table", "table 1" };
	static const char *const numbers[] = { "kick ", "kick x", "kick 1x",
	    "kick -1", "kick +1", "kick  1", "kick 18446744073709551616",
	    "kick address" };
	static const char *const addresses[] = { "kick address ",
	    "kick address  ::1", "kick address 127.0.0.1 1",
	    ("kick address 1234567890123456789012345678901234567890"
	    "1234567890123456789012345678901234567890") };
	static const char *const mischiefs[] = { "mischief ", "mischief x",
	    "mischief 17", "mischief x split", "mischief -1 split" };
	size_t i;

	for (i = 0; i < sizeof(mischiefs) / sizeof(mischiefs[0]); i++)
		is_refused(mischiefs[i], "mischief takes a client's number "
		    "and kinds");
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		is_refused(none[i], "this server knows no such request");
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		is_refused(numbers[i], "kick takes the number of a client");
	for (i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		is_refused(addresses[i], "kick address takes an address");
}

static void
fifos_have_slots(void)
{
	static const char *const none[] = { "", "feed", "feed.", "feed.8",
	    "feed.00", "feed.0 ", "feed.x", "bell.0", "feed.-1", "Feed.0" };
	char name[CONTROL_FIFO_NAME_SIZE];
	size_t i;
	int slot;

	for (slot = 0; slot < WATCH_SLOTS; slot++) {
		control_fifo_name(name, slot);
		CU_ASSERT_EQUAL(control_fifo_slot(name), slot);
	}
	CU_ASSERT_EQUAL(control_fifo_slot("feed.3"), 3);
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		CU_ASSERT_EQUAL(control_fifo_slot(none[i]), -1);
}

UNIT_MAIN("control", TEST(requests_come_back), TEST(words_stay),
    TEST(others_are_refused), TEST(fifos_have_slots))
