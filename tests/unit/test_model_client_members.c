/* Who is in the chat, by what the server says. */
#include "gui/model/members.h"
#include "tests/unit/unit.h"

static struct members members;

static enum members_news
take(const char *line)
{
	size_t len = strlen(line);
	char *copy = unit_guard_copy(line, len);
	enum members_news news = members_take(&members, copy, len);

	unit_guard_free(copy, len);
	return news;
}

static bool
are(const char *names)
{
	char text[256] = "";
	size_t i;

	for (i = 0; i < members.count; i++) {
		strcat(text, i == 0 ? "" : " ");
		strcat(text, members.names[i]);
	}
	if (strcmp(text, names) != 0)
		printf("[%s] ", text);
	return strcmp(text, names) == 0;
}

static void
takes_a_list(void)
{
	members_init(&members);
	CU_ASSERT_EQUAL(take("3 members: carol, alice, bob"),
	    MEMBERS_CHANGED);
	CU_ASSERT_TRUE(are("alice bob carol"));
	CU_ASSERT_EQUAL(members.announced, 3);
	CU_ASSERT_EQUAL(take("1 member: alice"), MEMBERS_CHANGED);
	CU_ASSERT_TRUE(are("alice"));
	members_free(&members);
}

static void
a_list_may_be_cut(void)
{
	members_init(&members);
	CU_ASSERT_EQUAL(take("200 members: a, b and 198 more"),
	    MEMBERS_CHANGED);
	CU_ASSERT_TRUE(are("a b"));
	CU_ASSERT_EQUAL(members.announced, 200);
	members_free(&members);
}

static void
follows_who_comes_and_goes(void)
{
	members_init(&members);
	(void)take("1 member: bob");
	CU_ASSERT_EQUAL(take("alice joined (2 members)"), MEMBERS_CHANGED);
	CU_ASSERT_TRUE(are("alice bob"));
	CU_ASSERT_EQUAL(take("bob left (1 member)"), MEMBERS_CHANGED);
	CU_ASSERT_TRUE(are("alice"));
	members_free(&members);
}

static void
notices_what_it_missed(void)
{
	members_init(&members);
	CU_ASSERT_EQUAL(take("You missed 3 messages"), MEMBERS_SAME);
	CU_ASSERT_EQUAL(take("alice joined (4 members)"), MEMBERS_WRONG);
	CU_ASSERT_EQUAL(members.announced, 4);
	CU_ASSERT_EQUAL(take("You missed 3 messages"), MEMBERS_WRONG);
	CU_ASSERT_EQUAL(take("zoe left (3 members)"), MEMBERS_WRONG);
	members_free(&members);
}

static void
is_not_fooled_by_what_is_said(void)
{
	members_init(&members);
	(void)take("1 member: bob");
	CU_ASSERT_EQUAL(take("alice: bob left (0 members)"), MEMBERS_SAME);
	CU_ASSERT_EQUAL(take("bob: 2 members: x, y"), MEMBERS_SAME);
	CU_ASSERT_EQUAL(take("2 members"), MEMBERS_SAME);
	CU_ASSERT_EQUAL(take("the cat joined (2 members)"), MEMBERS_SAME);
	CU_ASSERT_EQUAL(take("alice joined (many members)"), MEMBERS_SAME);
	CU_ASSERT_EQUAL(take("alice joined"), MEMBERS_SAME);
	CU_ASSERT_EQUAL(take(""), MEMBERS_SAME);
	CU_ASSERT_TRUE(are("bob"));
	members_free(&members);
}

static void
knows_what_is_private(void)
{
	CU_ASSERT_TRUE(members_private("bob (private): hi", 17));
	CU_ASSERT_TRUE(members_private("to bob (private): hi", 20));
	CU_ASSERT_FALSE(members_private("bob: hi", 7));
	CU_ASSERT_FALSE(members_private("bob: x (private): hi", 20));
	CU_ASSERT_FALSE(members_private(" (private): hi", 14));
	CU_ASSERT_FALSE(members_private("", 0));
}

static void
addressed(const char *typed, const char *expected)
{
	char *out = members_address("bob", typed);

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	CU_ASSERT_STRING_EQUAL(out, expected);
	free(out);
}

static void
keeps_what_was_typed(void)
{
	addressed("", "/msg bob ");
	addressed("half typed", "/msg bob half typed");
	addressed("  half  typed ", "/msg bob half  typed ");
	addressed("/msg al half typed", "/msg bob half typed");
	addressed("/msg  al   half", "/msg bob half");
	addressed("/msg al", "/msg bob ");
	addressed("/msg ", "/msg bob ");
	addressed("/msg", "/msg bob ");
	addressed("/msgs of today", "/msg bob /msgs of today");
}

UNIT_MAIN("model_client_members", TEST(takes_a_list),
    TEST(a_list_may_be_cut), TEST(follows_who_comes_and_goes),
    TEST(notices_what_it_missed), TEST(is_not_fooled_by_what_is_said),
    TEST(knows_what_is_private), TEST(keeps_what_was_typed))
