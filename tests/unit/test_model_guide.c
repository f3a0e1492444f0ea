/* A command a lab, with the server's real ports. */
#include "gui/model/guide.h"

#include "tests/unit/unit.h"

static void
a_command_a_lab(void)
{
	static const struct listening listening[] = {
		{ LAB_CLOCK, "0.0.0.0:7003/udp" },
		{ LAB_WAIT, "127.0.0.1:7000" }, { LAB_WAIT, "[::1]:7000" },
		{ LAB_ECHO, "127.0.0.1:7004/udp" },
		{ LAB_ECHO, "[::]:7004" },
	};
	struct watch_view view = { .listening = listening,
	    .listening_count = 5 };
	struct guide guide;

	guide_fill(&guide, &view);
	CU_ASSERT_EQUAL_FATAL(guide.count, 3);
	CU_ASSERT_STRING_EQUAL(guide.commands[0],
	    "barewire wait 127.0.0.1:7000");
	CU_ASSERT_STRING_EQUAL(guide.commands[1],
	    "barewire clock 127.0.0.1:7003");
	CU_ASSERT_STRING_EQUAL(guide.commands[2],
	    "barewire echo [::1]:7004");
}

static void
nothing_listens(void)
{
	struct watch_view view = { .listening_count = 0 };
	struct guide guide;

	guide_fill(&guide, &view);
	CU_ASSERT_EQUAL(guide.count, 0);
}

UNIT_MAIN("model_guide", TEST(a_command_a_lab), TEST(nothing_listens))
