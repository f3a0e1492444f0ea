/* The number and the name in the wait lab's answers, in any words. */
#include "tests/unit/unit.h"

#include "wire/wait_sentence.h"

/* "", "5", "bob", "5 bob": what is not ours in it; "?" for an empty place. */
static const char *
wrong(const char *text, const char *name, long seconds)
{
	static char out[2 * WAIT_SENTENCE_SIZE];
	struct wait_sentence sentence;

	wait_sentence_read(&sentence, text, strlen(text), name, seconds);
	snprintf(out, sizeof(out), "%s%s%s",
	    sentence.other_number ? sentence.number : "",
	    sentence.other_number && sentence.other_name ? " " : "",
	    !sentence.other_name ? "" :
	    sentence.name[0] == '\0' ? "?" : sentence.name);
	return out;
}

static void
what_was_told_is_right_in_any_words(void)
{
	static const char *const texts[] = {
		"Server waited 7 seconds for client alice.\n",
		"Server waited 7 seconds for client Alice", "",
		"waited 7s for alice", "7 sec. for alice!", "Done.",
		"Server waited 7.0 seconds for client alice",
		"Slept 7.0003 seconds", "7000 ms for alice",
		"I (bob) waited 7 seconds for client: alice",
		"Server waited for 7 seconds.", "Waited for 7.",
		"Thank you for waiting.", "Waited 7 seconds for you.",
		"Waited 7 seconds for your request.",
		"The client waited.", "Dear client, thanks.", "5",
		"It is 17:45:34, and 7 seconds are over for client alice",
		"{\"client\": \"alice\", \"waited\": \"7 s\"}",
		"Server waited 7 seconds for the client alice.",
		"Server waited 7 seconds for client alice of room 5.",
		"alice: 5 seconds? no, 7 seconds",
		"<p>waited 7 seconds for client alice</p>", NULL
	};
	size_t i;

	for (i = 0; texts[i] != NULL; i++) {
		CU_ASSERT_STRING_EQUAL(wrong(texts[i], "alice", 7), "");
		if (wrong(texts[i], "alice", 7)[0] != '\0')
			printf("\n    %s: %s\n", texts[i],
			    wrong(texts[i], "alice", 7));
	}
	CU_ASSERT_STRING_EQUAL(wrong("waited 7 seconds for client tim-47.",
	    "tim-47", 7), "");
	CU_ASSERT_STRING_EQUAL(wrong("waited 7 seconds for client a.b.",
	    "a.b.", 7), "");
	CU_ASSERT_STRING_EQUAL(wrong("waited 1 second for client 4711.",
	    "4711", 1), "");
	CU_ASSERT_STRING_EQUAL(wrong("waited 7 seconds for client Zo\xc3\xab.",
	    "Zo\xc3\xab", 7), "");
}

static void
what_was_not_told_is_found(void)
{
	static const char sentence[] =
	    "Server waited 5 seconds for client guest-4711.\n";

	CU_ASSERT_STRING_EQUAL(wrong(sentence, "alice", 7), "5 guest-4711");
	CU_ASSERT_STRING_EQUAL(wrong(sentence, "alice", 5), "guest-4711");
	CU_ASSERT_STRING_EQUAL(wrong(sentence, "guest-4711", 7), "5");
	CU_ASSERT_STRING_EQUAL(wrong("waited 7s for bob", "alice", 7), "bob");
	CU_ASSERT_STRING_EQUAL(wrong("client: bob, 6 seconds", "alice", 7),
	    "6 bob");
	CU_ASSERT_STRING_EQUAL(wrong("7 ms for alice", "alice", 7), "7 ms");
	CU_ASSERT_STRING_EQUAL(wrong("8.5 seconds", "alice", 7), "8.5");
	CU_ASSERT_STRING_EQUAL(wrong("waited 7 seconds for client alicia.",
	    "alice", 7), "alicia");
	CU_ASSERT_STRING_EQUAL(wrong("Server waited 7 seconds for client .",
	    "alice", 7), "?");
	CU_ASSERT_STRING_EQUAL(wrong("Server waited 7 seconds for client ",
	    "alice", 7), "?");
	CU_ASSERT_STRING_EQUAL(wrong("Server waited 7 seconds for client "
	    "b\xff.", "alice", 7), "b\\xFF");
	CU_ASSERT_STRING_EQUAL(wrong("Server waited 7 seconds for client "
	    "None.", "alice", 7), "None");
}

static void
any_text_is_read_within_its_bounds(void)
{
	static const char words[] = "7 seconds for client a.b 7.5ms: the ";
	char text[400];
	struct wait_sentence sentence;
	size_t len;
	int i;

	for (i = 0; i < 400; i++)
		text[i] = words[(i * 5 + i / 36) % 36];
	for (len = 0; len <= sizeof(text); len++) {
		char *page = unit_guard_copy(text, len);
		char *head = unit_guard_copy(words, len % 36);

		wait_sentence_read(&sentence, page, len, "alice", 7);
		wait_sentence_read(&sentence, head, len % 36, "alice", 7);
		unit_guard_free(page, len);
		unit_guard_free(head, len % 36);
	}
	memset(text, '9', sizeof(text));
	wait_sentence_read(&sentence, text, sizeof(text), "alice", 7);
}

UNIT_MAIN("wait sentence",
    TEST(what_was_told_is_right_in_any_words),
    TEST(what_was_not_told_is_found),
    TEST(any_text_is_read_within_its_bounds))
