/* What is said of an address that did not answer as the lab should. */
#include "gui/model/advice.h"

#include "tests/unit/unit.h"

static struct running running;

static void
server(const char *instance, unsigned lab, const char *address)
{
	struct running_server *one = &running.servers[running.count];

	if (running.count == 0 ||
	    strcmp(running.servers[running.count - 1].instance, instance) != 0)
		running.count++;
	else
		one--;
	snprintf(one->instance, sizeof(one->instance), "%s", instance);
	one->listening[one->listening_count].lab = lab;
	snprintf(one->listening[one->listening_count].address,
	    LISTENING_SIZE, "%s", address);
	one->listening_count++;
}

static void
begin(void)
{
	memset(&running, 0, sizeof(running));
}

/* What is said; "" for nothing. */
static const char *
advice(unsigned lab, bool udp, const char *address, const char *reason)
{
	static char said[400];
	struct advice_call call = { lab, udp, address, reason,
	    strcmp(reason, "refused") == 0 };

	if (!advice_text(&running, &call, said, sizeof(said)))
		return "";
	return said;
}

static void
another_port_of_the_lab(void)
{
	begin();
	server("default", LAB_ORDER, "127.0.0.1:12000");
	server("default", LAB_WAIT, "0.0.0.0:12081");
	CU_ASSERT_STRING_EQUAL(advice(LAB_WAIT, false, "127.0.0.1:12080",
	    "refused"), "nothing listens at 127.0.0.1:12080; the server "
	    "\"default\" has wait at 127.0.0.1:12081");
	CU_ASSERT_STRING_EQUAL(advice(LAB_WAIT, false, "10.0.0.7:12080",
	    "refused"), "refused. On this machine the server \"default\" has "
	    "wait at 127.0.0.1:12081.");
	CU_ASSERT_STRING_EQUAL(advice(LAB_WAIT, false, "127.0.0.1:12080",
	    "too late"), "");
}

static void
another_lab_at_that_port(void)
{
	begin();
	server("a", LAB_CALC, "127.0.0.1:7000");
	server("b", LAB_CLOCK, "127.0.0.1:12003/udp");
	CU_ASSERT_STRING_EQUAL(advice(LAB_WAIT, false, "127.0.0.1:7000",
	    "no answer"), "no answer. At 127.0.0.1:7000 the server \"a\" has "
	    "calc, not wait.");
	CU_ASSERT_STRING_EQUAL(advice(LAB_CALC, false, "127.0.0.1:12003",
	    "refused"), "refused. At 127.0.0.1:12003 the server \"b\" has "
	    "clock, not calc.");
}

static void
the_usual_port(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(advice(LAB_WAIT, false, "127.0.0.1:12080",
	    "refused"), "");
	CU_ASSERT_STRING_EQUAL(advice(LAB_WAIT, false, "127.0.0.1:12000",
	    "refused"), "refused. Port 12000 is usually order; wait usually "
	    "has 12080.");
	CU_ASSERT_STRING_EQUAL(advice(LAB_ECHO, false, "[::1]:99",
	    "refused"), "refused. Does a server run there? echo usually has "
	    "port 12004.");
}

static void
datagrams_and_connections_apart(void)
{
	begin();
	server("a", LAB_ECHO, "127.0.0.1:7001");
	server("a", LAB_ECHO, "[::]:7002/udp");
	CU_ASSERT_STRING_EQUAL(advice(LAB_ECHO, true, "127.0.0.1:9",
	    "refused"), "nothing listens at 127.0.0.1:9; the server \"a\" has "
	    "echo at [::1]:7002");
	CU_ASSERT_STRING_EQUAL(advice(LAB_ECHO, false, "127.0.0.1:9",
	    "refused"), "nothing listens at 127.0.0.1:9; the server \"a\" has "
	    "echo at 127.0.0.1:7001");
	/* It listens there, and did not take this one. */
	CU_ASSERT_STRING_EQUAL(advice(LAB_ECHO, false, "127.0.0.1:7001",
	    "refused"), "");
}

static void
nonsense_is_no_advice(void)
{
	begin();
	server("a", LAB_WAIT, "nonsense");
	CU_ASSERT_STRING_EQUAL(advice(LAB_COUNT, false, "127.0.0.1:9",
	    "refused"), "");
	CU_ASSERT_STRING_EQUAL(advice(LAB_WAIT, false, "", "refused"), "");
}

UNIT_MAIN("model_advice",
	TEST(another_port_of_the_lab),
	TEST(another_lab_at_that_port),
	TEST(the_usual_port),
	TEST(datagrams_and_connections_apart),
	TEST(nonsense_is_no_advice))
