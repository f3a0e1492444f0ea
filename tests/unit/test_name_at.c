/* base/name_at.c: NAME and NAME@LAB. */
#include "base/name_at.h"

#include <stdio.h>

#include "tests/unit/unit.h"

/* Parsed at a guard page, as the caller's text is not terminated. */
static const char *
parse(const char *text, struct name_at *at, char name[64])
{
	size_t len = strlen(text);
	char *copy = unit_guard_copy(text, len);
	const char *fault = name_at_parse(at, copy, len);

	CU_ASSERT_FATAL(at->len < 64);
	memcpy(name, at->name, at->len);
	name[at->len] = '\0';
	at->name = name;
	unit_guard_free(copy, len);
	return fault;
}

static void
means(const char *text, const char *name, unsigned lab)
{
	struct name_at at;
	char got[64];

	CU_ASSERT_PTR_NULL(parse(text, &at, got));
	CU_ASSERT_STRING_EQUAL(got, name);
	CU_ASSERT_EQUAL(at.lab, lab);
}

static void
a_name_alone_means_every_lab(void)
{
	means("alice", "alice", NAME_ANY_LAB);
	means("-rf", "-rf", NAME_ANY_LAB);
	means("\xc3\x89milie", "\xc3\x89milie", NAME_ANY_LAB);
	/* Nobody is called so; that is not the parser's to say. */
	means("alice chat", "alice chat", NAME_ANY_LAB);
	means("chat", "chat", NAME_ANY_LAB);
}

static void
a_lab_may_follow(void)
{
	char text[64];
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++) {
		(void)snprintf(text, sizeof(text), "alice@%s",
		    lab_info(lab)->name);
		means(text, "alice", lab);
	}
	means("alice@CHAT", "alice", LAB_CHAT);
	means("chat@calc", "chat", LAB_CALC);
	/* Two labs are not one: the first is part of a name nobody has. */
	means("alice@chat@calc", "alice@chat", LAB_CALC);
}

static void
refused(const char *text, const char *reason)
{
	struct name_at at;
	char got[64];
	const char *fault = parse(text, &at, got);

	CU_ASSERT_PTR_NOT_NULL_FATAL(fault);
	CU_ASSERT_STRING_EQUAL(fault, reason);
}

static void
what_is_missing_or_unknown_is_said(void)
{
	refused("", "a client's name is missing");
	refused("@chat", "a client's name is missing");
	refused("@", "a client's name is missing");
	refused("alice@", "a lab's name is missing after the @");
	refused("alice@cha", "what follows the @ is no lab");
	refused("alice@chatt", "what follows the @ is no lab");
	refused("alice@chat ", "what follows the @ is no lab");
	refused("alice@?", "what follows the @ is no lab");
}

/* The whole of it, or the two notations would be one. */
static void
no_client_can_be_called_so(void)
{
	CU_ASSERT_PTR_NOT_NULL(text_name_fault("alice@chat", 10));
	CU_ASSERT_PTR_NOT_NULL(text_name_fault("@", 1));
}

static bool
is(const char *text, const char *name, unsigned lab)
{
	struct name_at at;

	CU_ASSERT_PTR_NULL_FATAL(name_at_parse(&at, text, strlen(text)));
	return name_at_is(&at, name, lab);
}

static void
only_that_client_is_meant(void)
{
	CU_ASSERT_TRUE(is("alice", "alice", LAB_CHAT));
	CU_ASSERT_TRUE(is("alice", "alice", LAB_CALC));
	CU_ASSERT_TRUE(is("alice@chat", "alice", LAB_CHAT));
	CU_ASSERT_FALSE(is("alice@chat", "alice", LAB_CALC));
	CU_ASSERT_FALSE(is("alice@chat", "alice2", LAB_CHAT));
	CU_ASSERT_FALSE(is("alice@chat", "alic", LAB_CHAT));
	CU_ASSERT_FALSE(is("alice", "Alice", LAB_CHAT));
	/* A lab out of a torn copy. */
	CU_ASSERT_TRUE(is("alice", "alice", 255));
	CU_ASSERT_FALSE(is("alice@chat", "alice", LAB_COUNT));
}

static void
it_is_written_as_it_is_read(void)
{
	char out[NAME_AT_SIZE], hostile[NAME_SIZE];

	name_at_put(out, "alice", LAB_ORDER);
	CU_ASSERT_STRING_EQUAL(out, "alice@order");
	CU_ASSERT_TRUE(is(out, "alice", LAB_ORDER));
	name_at_put(out, "a\x1b[2J", LAB_ORDER);
	CU_ASSERT_STRING_EQUAL(out, "a\\x1B[2J@order");
	memset(hostile, '\xff', NAME_MAX_BYTES);
	hostile[NAME_MAX_BYTES] = '\0';
	name_at_put(out, hostile, 200);
	CU_ASSERT_EQUAL(strlen(out), 4 * NAME_MAX_BYTES + 2);
	CU_ASSERT_STRING_EQUAL(out + 4 * NAME_MAX_BYTES, "@?");
}

UNIT_MAIN("name_at", TEST(a_name_alone_means_every_lab),
    TEST(a_lab_may_follow), TEST(what_is_missing_or_unknown_is_said),
    TEST(no_client_can_be_called_so), TEST(only_that_client_is_meant),
    TEST(it_is_written_as_it_is_read))
