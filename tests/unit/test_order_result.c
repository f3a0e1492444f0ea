/* What is an order lab's result, in other people's words. */
#include "tests/unit/unit.h"

#include "wire/order_result.h"

static enum order_result
judged(const char *text, const char *name)
{
	return order_result(text, strlen(text), name, NULL);
}

static bool
all_are(enum order_result result, const char *name, const char *const *texts)
{
	bool good = true;

	for (; *texts != NULL; texts++)
		if (judged(*texts, name) != result) {
			printf("\n    %s: \"%s\" is %d\n", name, *texts,
			    judged(*texts, name));
			good = false;
		}
	return good;
}

static void
two_names_in_an_order_are_a_result(void)
{
	static const char *const texts[] = {
		"X: alice received before Y: bob",
		"Y: bob received before X: alice",
		"X: Alice recieved before Y: Bob",
		"X:alice rcvd before Y:bob",
		"Client X: alice, Client Y: bob",
		"X : alice, Y : bob",
		"alice, bob",
		"['bob', 'alice']",
		"alice before bob",
		"bob's message got here before alice's",
		"alice's message was transmitted before bob's message.",
		"alice was first, bob second",
		"alice: first, bob: second",
		"First: bob\nSecond: alice",
		"1. alice, 2. bob",
		"first alice then bob",
		"{\"first\": \"alice\", \"second\": \"bob\"}",
		"X: alice\n received before Y: bob\n",
		"Client X connectedX: alice received before Y: bob",
		"Client X (alice) came before Client Y (bob) at 12:30:45",
		"Message from bob received before message from alice.",
		"X: alice received before Y: Bob de Vries",
		"\xe2\x80\x9c" "alice\xe2\x80\x9d was before "
		    "\xe2\x80\x9c" "bob\xe2\x80\x9d",
		"You (alice) were before bob",
		"alice before bo\xe9",
		NULL
	};

	CU_ASSERT(all_are(ORDER_OURS, "alice", texts));
}

static void
names_may_look_like_the_words_around_them(void)
{
	static const char *const x[] = {
		"X: X received before Y: bob", "X: bob before Y: x", NULL
	};
	static const char *const client[] = {
		"X: client received before Y: bob", NULL
	};
	static const char *const numbered[] = {
		"X: tim-4711 received before Y: tim-4712.",
		"Y: tim-4712 received before X: tim-4711.", NULL
	};
	static const char *const dotted[] = {
		"X: bob before Y: a.l.", NULL
	};

	CU_ASSERT(all_are(ORDER_OURS, "x", x));
	CU_ASSERT(all_are(ORDER_OURS, "client", client));
	CU_ASSERT(all_are(ORDER_OURS, "tim-4711", numbered));
	CU_ASSERT(all_are(ORDER_OURS, "a.l", dotted));
	CU_ASSERT_EQUAL(judged("X: tim-47 received before Y: bob",
	    "tim-4711"), ORDER_OTHERS);
}

static void
what_names_others_or_nobody_is_none(void)
{
	static const char *const others[] = {
		"X: Carol received before Y: Bob", "X : carol, Y : bob",
		"Client X: alicia before Client Y: bob", NULL
	};
	static const char *const nameless[] = {
		"X received before Y", "X: received before Y: ",
		"Client Y was first, Client X second", NULL
	};
	struct order_names names;

	CU_ASSERT(all_are(ORDER_OTHERS, "alice", others));
	CU_ASSERT(all_are(ORDER_NAMELESS, "alice", nameless));
	CU_ASSERT_EQUAL(order_result(others[0], strlen(others[0]), "alice",
	    &names), ORDER_OTHERS);
	CU_ASSERT_STRING_EQUAL(names.names[0], "Carol");
	CU_ASSERT_STRING_EQUAL(names.names[1], "Bob");
}

static void
two_names_in_no_order_are_no_result(void)
{
	static const char *const texts[] = {
		"X: alice Y: bob", "Client Y: bob Client X: alice",
		"X=alice Y=bob", "alice -> bob",
		"bob > alice", "alice | bob", NULL
	};
	struct order_names names;

	CU_ASSERT(all_are(ORDER_UNORDERED, "alice", texts));
	CU_ASSERT_EQUAL(order_result(texts[1], strlen(texts[1]), "alice",
	    &names), ORDER_UNORDERED);
	CU_ASSERT_STRING_EQUAL(names.names[0], "bob");
	CU_ASSERT_STRING_EQUAL(names.names[1], "alice");
}

static void
talk_is_none(void)
{
	static const char *const texts[] = {
		"ACK", "OK", "", "hello world", "alice", "X: alice",
		"Hello, alice", "Welcome alice, you are first",
		"alice, you are first", "alice registered first",
		"You are the first client, alice",
		"Waiting for another client before alice can start",
		"Message received from alice", "Client X connected",
		"alice, please wait before you send", "Clients: alice, bob",
		"Enter your name before the timeout", "ready, steady",
		"received before Y: bob", " received before X: alice",
		"alice arrived", "alice Bob", "X: alice arrived",
		"error: bob, alice", "{}", "...", ":,:", "before", NULL
	};

	CU_ASSERT(all_are(ORDER_NONE, "alice", texts));
}

static void
a_result_may_begin_with_one_name(void)
{
	static const char *const yes[] = {
		"X: alice", "Client Y : bob", "alice", "First: bob", NULL
	}, *const no[] = {
		"ACK", "Hello alice", "bob", "Client X connected",
		"X: alice received before Y: bob", "", NULL
	};
	size_t i;

	for (i = 0; yes[i] != NULL; i++)
		CU_ASSERT(order_result_begins(yes[i], strlen(yes[i]),
		    "alice"));
	for (i = 0; no[i] != NULL; i++)
		CU_ASSERT_FALSE(order_result_begins(no[i], strlen(no[i]),
		    "alice"));
}

/* As many words as there is no room for, at the end of readable memory. */
static void
any_text_is_judged_within_its_bounds(void)
{
	char text[600];
	size_t len;
	int i;

	for (i = 0; i < 600; i++)
		text[i] = "alice, X: before\xc3\xa9 "[(i * 7) % 19];
	for (len = 0; len <= sizeof(text); len++) {
		char *page = unit_guard_copy(text, len);

		(void)order_result(page, len, "alice", NULL);
		(void)order_result_begins(page, len, "alice");
		unit_guard_free(page, len);
	}
}

/* The other one may say what he likes. */
static void
messages_may_have_any_words(void)
{
	static const char *const ours[] = {
	    "X: here I am received before Y: bob",
	    "Y: bob received before X: hello from a client, please\n",
	    "X: 1 2 3 4 5 6 7, first received before Y: bob.", NULL };

	CU_ASSERT(all_are(ORDER_OURS, "bob", ours));
	CU_ASSERT_NOT_EQUAL(judged("X: here I am received before Y: bobby",
	    "bob"), ORDER_OURS);
	CU_ASSERT_NOT_EQUAL(judged("X: here I am received before X: bob",
	    "bob"), ORDER_OURS);
}

UNIT_MAIN("order result",
    TEST(two_names_in_an_order_are_a_result),
    TEST(messages_may_have_any_words),
    TEST(names_may_look_like_the_words_around_them),
    TEST(what_names_others_or_nobody_is_none),
    TEST(two_names_in_no_order_are_no_result),
    TEST(talk_is_none),
    TEST(a_result_may_begin_with_one_name),
    TEST(any_text_is_judged_within_its_bounds))
