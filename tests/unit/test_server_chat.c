/* The chat: what a line does, for a guest and for a member. */
#include "tests/unit/server_fixture.h"

#include "server/labs/chat.h"
#include "wire/chat_line.h"

struct member {
	struct served served;
	struct chat_talk talk;
};

static struct member alice, bob;

/* As far as chat_serve does it, up to the first line that counts. */
static enum client_end
enter(struct member *member, uint64_t client, const char *first)
{
	struct chat_talk *talk = &member->talk;

	served_make(&member->served, LAB_CHAT, client);
	memset(talk, 0, sizeof(*talk));
	talk->child = &member->served.child;
	lines_init(&talk->lines, talk->child, CHAT_LINE_MAX);
	(void)!write(member->served.client, first, strlen(first));
	/* Who gets no name is not waited for. */
	(void)shutdown(member->served.client, SHUT_WR);
	return chat_enter(talk);
}

static void
leave(struct member *member)
{
	served_end(&member->served);
}

static void
begin(void)
{
	parent_make(8, 0);
	CU_ASSERT_EQUAL_FATAL(enter(&alice, 1, "alice\n"), CHILD_OK);
	CU_ASSERT_EQUAL_FATAL(enter(&bob, 2, "bob\n"), CHILD_OK);
	CU_ASSERT_TRUE(alice.talk.joined);
	(void)parent_said();
}

static void
end(void)
{
	leave(&alice);
	leave(&bob);
	parent_end();
}

static enum client_end
take(struct member *member, const char *line)
{
	return chat_take(&member->talk, line, strlen(line), false);
}

/* What it is sent next, from the room as well. */
static const char *
hears(struct member *member)
{
	bool more;

	CU_ASSERT_EQUAL(chat_show(&member->talk, &more), CHILD_OK);
	CU_ASSERT_FALSE(more);
	return served_line(&member->served);
}

static const char *
answer(struct member *member, const char *line)
{
	CU_ASSERT_EQUAL(take(member, line), CHILD_OK);
	return served_line(&member->served);
}

static void
what_is_said_goes_to_all(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(hears(&alice), "bob joined (2 members)");
	CU_ASSERT_EQUAL(take(&bob, "hi all"), CHILD_OK);
	CU_ASSERT_TRUE(parent_said_line(parent_said(), "bob said: hi all\n"));
	CU_ASSERT_STRING_EQUAL(hears(&alice), "bob: hi all");
	CU_ASSERT_STRING_EQUAL(hears(&bob), "bob: hi all");
	/* Many clients put their own name before it. */
	CU_ASSERT_EQUAL(take(&bob, "bob: hello"), CHILD_OK);
	CU_ASSERT_STRING_EQUAL(hears(&alice), "bob: hello");
	CU_ASSERT_EQUAL(take(&bob, ""), CHILD_OK);
	CU_ASSERT_EQUAL(take(&bob, "a\x1b[31mb"), CHILD_OK);
	CU_ASSERT_PTR_NULL(strchr(hears(&alice), '\x1b'));
	end();
}

/* Another client's process has run wild: it wrote past its own checks. */
static void
what_lies_in_the_room_is_mended_before_it_is_passed_on(void)
{
	static const char text[] = "caf\xe9\x1b[2J\r\nalice: \xc2\x9b";

	begin();
	(void)hears(&alice);
	CU_ASSERT_EQUAL(room_say(&bob.talk.room, "bo\x07", text,
	    sizeof(text) - 1), ROOM_OK);
	CU_ASSERT_STRING_EQUAL(hears(&alice),
	    "bo\\x07: caf\\xE9\\x1B[2J  alice: \\xC2\\x9B");
	end();
}

static void
a_private_line_goes_to_one(void)
{
	begin();
	(void)hears(&alice);
	CU_ASSERT_STRING_EQUAL(answer(&bob, "/msg alice psst"),
	    "to alice (private): psst");
	CU_ASSERT_TRUE(parent_said_line(parent_said(),
	    "bob said to alice: psst\n"));
	CU_ASSERT_STRING_EQUAL(hears(&alice), "bob (private): psst");
	CU_ASSERT_STRING_EQUAL(answer(&alice, "@bob back"),
	    "to bob (private): back");
	CU_ASSERT_STRING_EQUAL(hears(&bob), "alice (private): back");
	CU_ASSERT_STRING_EQUAL(answer(&bob, "/msg carol hi"),
	    "error: nobody is called carol: /list says who is here");
	CU_ASSERT_STRING_EQUAL(answer(&bob, "/msg a\tb hi"),
	    "error: nobody is called a: /list says who is here");
	CU_ASSERT_STRING_EQUAL(answer(&bob, "/msg alice"),
	    "error: there is no text for alice: /msg NAME TEXT");
	CU_ASSERT_STRING_EQUAL(answer(&bob, "/msg"), "error: /msg needs a "
	    "name and a text: /msg NAME TEXT");
	/* Nobody else hears of it. */
	CU_ASSERT_EQUAL(take(&alice, "end"), CHILD_OK);
	CU_ASSERT_STRING_EQUAL(hears(&alice), "alice: end");
	end();
}

static void
commands_are_answered(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(answer(&bob, "/list"),
	    "2 members: alice, bob");
	CU_ASSERT_STRING_EQUAL(answer(&bob, "/help"), chat_line_help);
	CU_ASSERT_STRING_EQUAL(answer(&bob, "/foo\x1b bar"), "error: there "
	    "is no command /foo\\x1B: /help says which there are");
	CU_ASSERT_EQUAL(take(&bob, "/quit"), END_SERVER);
	CU_ASSERT_STRING_EQUAL(served_line(&bob.served), "Bye");
	CU_ASSERT_EQUAL(take(&alice, "q"), END_SERVER);
	CU_ASSERT_STRING_EQUAL(served_line(&alice.served), "q");
	end();
}

static void
a_cut_line_is_said_and_told(void)
{
	static char longest[CHAT_LINE_MAX + 1];
	const char *line;

	begin();
	(void)hears(&alice);
	memset(longest, 'x', CHAT_LINE_MAX);
	CU_ASSERT_EQUAL(take(&bob, longest), CHILD_OK);
	line = hears(&alice);
	CU_ASSERT_EQUAL(strlen(line), strlen("bob: ") + CHAT_LINE_MAX);
	line = hears(&bob);
	CU_ASSERT_EQUAL(strlen(line), strlen("bob: ") + CHAT_LINE_MAX);
	CU_ASSERT_EQUAL(chat_take(&bob.talk, longest, CHAT_LINE_MAX, true),
	    CHILD_OK);
	CU_ASSERT_EQUAL(strlen(served_line(&bob.served)),
	    strlen("bob: ") + CHAT_LINE_MAX);
	CU_ASSERT_STRING_EQUAL(served_line(&bob.served), "error: your line "
	    "was longer than 976 bytes and was cut there");
	/* Four bytes for each that is not UTF-8. */
	longest[0] = '\xff';
	CU_ASSERT_EQUAL(take(&bob, longest), CHILD_OK);
	CU_ASSERT_EQUAL(strncmp(served_line(&bob.served), "bob: \\xFF", 9), 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(served_line(&bob.served),
	    "with four (\\xHH) for each that is not UTF-8, and was cut"));
	end();
}

static void
names_are_refused_with_a_reason(void)
{
	struct member late;

	begin();
	CU_ASSERT_EQUAL(enter(&late, 3, "alice\n"), END_REFUSED);
	CU_ASSERT_STRING_EQUAL(served_line(&late.served),
	    "error: \"alice\" cannot be your name: it is taken");
	CU_ASSERT_TRUE(parent_said_line(parent_said(),
	    "cannot be \"alice\": it is taken\n"));
	leave(&late);
	CU_ASSERT_EQUAL(enter(&late, 4, "a b\n"), END_REFUSED);
	CU_ASSERT_FALSE(late.talk.joined);
	leave(&late);
	CU_ASSERT_EQUAL(room_members(&bob.talk.room), 2);
	end();
}

/* Commands are served before there is a name; nothing is said. */
static void
a_guest_is_served_and_not_heard(void)
{
	struct member guest;

	begin();
	CU_ASSERT_EQUAL(enter(&guest, 3, "/list\n/msg bob hi\nexit\n"),
	    END_SERVER);
	CU_ASSERT_STRING_EQUAL(served_line(&guest.served),
	    "2 members: alice, bob");
	CU_ASSERT_STRING_EQUAL(served_line(&guest.served), "error: say your "
	    "name first: who is spoken to must know by whom");
	CU_ASSERT_STRING_EQUAL(served_line(&guest.served), "Bye");
	CU_ASSERT_FALSE(guest.talk.joined);
	leave(&guest);
	CU_ASSERT_EQUAL(enter(&guest, 4, "carol\n"), CHILD_OK);
	CU_ASSERT_STRING_EQUAL(guest.served.child.row.name, "carol");
	CU_ASSERT_EQUAL(guest.served.child.row.state, STATE_CHATTING);
	CU_ASSERT_EQUAL(room_members(&bob.talk.room), 3);
	leave(&guest);
	end();
}

UNIT_MAIN("server chat", TEST(what_is_said_goes_to_all),
    TEST(what_lies_in_the_room_is_mended_before_it_is_passed_on),
    TEST(a_private_line_goes_to_one), TEST(commands_are_answered),
    TEST(a_cut_line_is_said_and_told), TEST(names_are_refused_with_a_reason),
    TEST(a_guest_is_served_and_not_heard))
