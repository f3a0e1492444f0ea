/* Which servers this user runs: those that do, and where they listen. */
#include "tests/unit/fake_server.h"

#include "watch/running.h"

static struct fake fake;
static struct running running;

/* The fake server among those there are; NULL: it is not. */
static const struct running_server *
look(void)
{
	unsigned i;

	running_look(&running);
	for (i = 0; i < running.count; i++)
		if (strcmp(running.servers[i].instance,
		    fake.instance.name) == 0)
			return &running.servers[i];
	return NULL;
}

static void
a_server_that_runs(void)
{
	const struct running_server *server;

	fake_start(&fake, 4);
	server = look();
	CU_ASSERT_PTR_NOT_NULL_FATAL(server);
	CU_ASSERT_EQUAL_FATAL(server->listening_count, 1);
	CU_ASSERT_EQUAL(server->listening[0].lab, LAB_WAIT);
	CU_ASSERT_STRING_EQUAL(server->listening[0].address,
	    "127.0.0.1:12080");
	fake_end(&fake);
	CU_ASSERT_PTR_NULL(look());
	fake_clear(&fake);
}

static void
one_that_was_killed_is_none(void)
{
	fake_start(&fake, 4);
	CU_ASSERT_PTR_NOT_NULL(look());
	fake_kill(&fake);
	CU_ASSERT_PTR_NULL(look());
	fake_clear(&fake);
}

static void
places_fit_labs(void)
{
	const struct listening tcp = { LAB_ECHO, "127.0.0.1:7" };
	const struct listening udp = { LAB_ECHO, "127.0.0.1:7/udp" };
	const struct listening clock = { LAB_CLOCK, "[::1]:12003/udp" };

	CU_ASSERT_TRUE(running_fits(&tcp, LAB_ECHO, false));
	CU_ASSERT_FALSE(running_fits(&tcp, LAB_ECHO, true));
	CU_ASSERT_FALSE(running_fits(&tcp, LAB_CALC, false));
	CU_ASSERT_TRUE(running_fits(&udp, LAB_ECHO, true));
	CU_ASSERT_TRUE(running_fits(&clock, LAB_CLOCK, false));
}

UNIT_MAIN("watch_running", TEST(a_server_that_runs),
    TEST(one_that_was_killed_is_none), TEST(places_fit_labs))
