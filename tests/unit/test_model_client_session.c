/* What a conversation's events mean for the window. */
#include "gui/model/session.h"

#include "base/when.h"
#include "tests/unit/unit.h"

static char said[4096];

/* One letter a kind. */
static char
letter(enum transcript_kind kind)
{
	static const char letters[] = {
		[TRANSCRIPT_NOTE] = 'n', [TRANSCRIPT_OURS] = 'o',
		[TRANSCRIPT_ANSWER] = 'a', [TRANSCRIPT_PRIVATE] = 'p',
		[TRANSCRIPT_WARNING] = 'w', [TRANSCRIPT_ERROR] = 'e',
	};

	return letters[kind];
}

static void
say(void *context, enum transcript_kind kind, const char *word,
    const char *const *args, int count)
{
	size_t used = strlen(said);

	(void)context;
	CU_ASSERT_EQUAL(count, SESSION_ARGS_MAX);
	snprintf(said + used, sizeof(said) - used, "%c:%s(%s,%s) ",
	    letter(kind), word, args[0], args[1]);
}

static void
say_text(void *context, enum transcript_kind kind, const char *text,
    size_t len)
{
	size_t used = strlen(said);

	(void)context;
	snprintf(said + used, sizeof(said) - used, "%c:%.*s ", letter(kind),
	    (int)len, text);
}

static struct session session;
static struct log *messages;

static void
begin(void)
{
	struct session_sink sink = { NULL, say, say_text, NULL };
	struct conversation_plan plan;

	messages = log_new(100, 100000);
	session_init(&session, messages, &sink);
	conversation_plan_init(&plan, LAB_WAIT);
	snprintf(plan.name, sizeof(plan.name), "alice");
	session_begin(&session, &plan);
	said[0] = '\0';
}

static void
happen(enum conversation_event_kind kind, const char *text,
    enum conversation_state state, int64_t now_ns)
{
	struct conversation_event event = { .kind = kind, .text = text };

	session_event(&session, &event, state, now_ns, 5);
}

static void
carry(enum conversation_event_kind kind, const char *bytes, const char *text)
{
	struct conversation_event event = { .kind = kind, .text = text,
	    .bytes = bytes, .bytes_len = strlen(bytes) };

	session_event(&session, &event, CONVERSATION_CONNECTED, 1, 5);
}

static void
tells_how_it_goes(void)
{
	begin();
	CU_ASSERT_FALSE(session_live(&session));
	happen(CONVERSATION_ON_LOOKUP, "localhost",
	    CONVERSATION_LOOKING_UP, 1);
	happen(CONVERSATION_ON_CONNECTING, "127.0.0.1:1",
	    CONVERSATION_CONNECTING, 1);
	CU_ASSERT_TRUE(session_live(&session));
	happen(CONVERSATION_ON_CONNECTED, "127.0.0.1:1",
	    CONVERSATION_CONNECTED, 1);
	happen(CONVERSATION_ON_REGISTERED, "alice",
	    CONVERSATION_CONNECTED, 1);
	CU_ASSERT_STRING_EQUAL(said, "n:lookup(localhost,) "
	    "n:connected(127.0.0.1:1,) n:registered(alice,) ");
	CU_ASSERT_STRING_EQUAL(session.address, "127.0.0.1:1");
	CU_ASSERT_TRUE(session.registered);
	happen(CONVERSATION_ON_FINISHED, "", CONVERSATION_FINISHED, 2);
	CU_ASSERT_FALSE(session_live(&session));
	log_free(messages);
}

/* Trying is not being connected, and what was never connected does not
 * disconnect. */
static void
is_not_connected_while_it_tries(void)
{
	begin();
	happen(CONVERSATION_ON_CONNECTING, "127.0.0.1:1",
	    CONVERSATION_CONNECTING, 1);
	CU_ASSERT_TRUE(session_live(&session));
	CU_ASSERT_FALSE(session_stands(&session));
	happen(CONVERSATION_ON_FINISHED, "", CONVERSATION_FINISHED, 2);
	CU_ASSERT_EQUAL(session_state(&session), CONVERSATION_NEW);
	CU_ASSERT_STRING_EQUAL(said, "n:stopped(127.0.0.1:1,) ");
	said[0] = '\0';
	happen(CONVERSATION_ON_CONNECTED, "127.0.0.1:1",
	    CONVERSATION_CONNECTED, 1);
	CU_ASSERT_TRUE(session_stands(&session));
	happen(CONVERSATION_ON_FINISHED, "", CONVERSATION_FINISHED, 2);
	CU_ASSERT_FALSE(session_stands(&session));
	CU_ASSERT_EQUAL(session_state(&session), CONVERSATION_FINISHED);
	CU_ASSERT_STRING_EQUAL(said, "n:connected(127.0.0.1:1,) "
	    "n:finished(127.0.0.1:1,) ");
	log_free(messages);
}

static void
keeps_messages_as_they_were(void)
{
	const struct log_entry *entry;

	begin();
	carry(CONVERSATION_ON_SENT, "GET / HTTP/1.1\r\n\r\n", "");
	carry(CONVERSATION_ON_RECEIVED, "nonsense", "no status line");
	CU_ASSERT_EQUAL(session.sent, 1);
	CU_ASSERT_EQUAL(session.received, 1);
	CU_ASSERT_EQUAL(session.bytes_sent, 18);
	CU_ASSERT_EQUAL(session.bytes_received, 8);
	CU_ASSERT_EQUAL(log_next(messages) - log_first(messages), 2);
	entry = log_at(messages, log_first(messages));
	CU_ASSERT_EQUAL(entry->direction, FEED_SENT);
	CU_ASSERT_EQUAL(entry->len, 18);
	CU_ASSERT_FALSE(entry->fault);
	entry = log_at(messages, log_first(messages) + 1);
	CU_ASSERT_EQUAL(entry->direction, FEED_RECEIVED);
	CU_ASSERT_TRUE(entry->fault);
	CU_ASSERT_PTR_NOT_NULL(strstr(entry->note,
	    "line 1, column 1, byte 1 of the message: "));
	log_free(messages);
	verdict_answers_free(&session.heard);
}

/* Its size is the one it had, and it says that not all of it is here. */
static void
a_cut_message_has_its_size(void)
{
	struct conversation_event event = { .kind = CONVERSATION_ON_RECEIVED,
	    .text = "", .bytes = "LLLL", .bytes_len = 4, .missing = 196 };
	const struct log_entry *entry;

	begin();
	session.plan.lab = LAB_CALC;
	session_event(&session, &event, CONVERSATION_CONNECTED, 1, 5);
	CU_ASSERT_EQUAL(session.bytes_received, 200);
	entry = log_at(messages, log_first(messages));
	CU_ASSERT_EQUAL(entry->len, 4);
	CU_ASSERT_EQUAL(entry->message_bytes, 200);
	CU_ASSERT_TRUE(entry->truncated);
	carry(CONVERSATION_ON_RECEIVED, "L", "");
	CU_ASSERT_FALSE(log_at(messages, log_first(messages) + 1)->truncated);
	log_free(messages);
}

/* Every answer, also one that a lenient client takes as it is. */
static void
judges_answers(void)
{
	begin();
	carry(CONVERSATION_ON_SENT, "GET / HTTP/1.1\r\n\r\n", "");
	carry(CONVERSATION_ON_RECEIVED, "HTTP/1.1 200 OK\n\n", "");
	CU_ASSERT_PTR_NOT_NULL(strstr(log_at(messages,
	    log_first(messages) + 1)->note, "bare LF"));
	carry(CONVERSATION_ON_SENT, "GET / HTTP/1.1\r\n\r\n", "");
	carry(CONVERSATION_ON_RECEIVED, "HTTP/1.0 200 OK\r\n\r\n", "");
	CU_ASSERT_EQUAL(session.heard.verdict.kind, VERDICT_OPEN);
	happen(CONVERSATION_ON_CONNECTING, "127.0.0.1:1",
	    CONVERSATION_CONNECTING, 1);
	CU_ASSERT_EQUAL(session.heard.verdict.kind, VERDICT_RIGHT);
	carry(CONVERSATION_ON_SENT, "GET / HTTP/1.1\r\n\r\n", "");
	happen(CONVERSATION_ON_FINISHED, "", CONVERSATION_FINISHED, 1);
	CU_ASSERT_EQUAL(session.heard.verdict.kind, VERDICT_RIGHT);
	happen(CONVERSATION_ON_FINISHED, "the server closed",
	    CONVERSATION_FINISHED, 1);
	CU_ASSERT_EQUAL(session.heard.verdict.kind, VERDICT_WRONG);
	log_free(messages);
	verdict_answers_free(&session.heard);
}

/* The last round's, behind which nothing more happens. */
static void
an_answer_that_ends_by_close_is_complete(void)
{
	begin();
	carry(CONVERSATION_ON_SENT, "GET / HTTP/1.1\r\n\r\n", "");
	carry(CONVERSATION_ON_RECEIVED, "HTTP/1.0 200 OK\r\n\r\nwaited",
	    "");
	CU_ASSERT_TRUE(session_partly(&session));
	carry(CONVERSATION_ON_ANSWER, "waited", "");
	CU_ASSERT_FALSE(session_partly(&session));
	CU_ASSERT_EQUAL(session.heard.verdict.kind, VERDICT_RIGHT);
	happen(CONVERSATION_ON_FINISHED, "", CONVERSATION_FINISHED, 2);
	CU_ASSERT_STRING_EQUAL(session.heard.verdict.what,
	    "a complete answer of 25 bytes: 200 OK");
	log_free(messages);
	verdict_answers_free(&session.heard);
}

static void
other_labs_speak_no_http(void)
{
	begin();
	session.plan.lab = LAB_CHAT;
	carry(CONVERSATION_ON_SENT, "alice\n", "");
	carry(CONVERSATION_ON_RECEIVED, "hello alice\n", "");
	CU_ASSERT_EQUAL(session.heard.verdict.kind, VERDICT_NONE);
	CU_ASSERT_FALSE(log_at(messages, log_first(messages) + 1)->fault);
	log_free(messages);
}

static void
counts_a_pause_down(void)
{
	struct conversation_event pause = { .kind = CONVERSATION_ON_PAUSE,
	    .text = "", .seconds = 7, .until_ns = 107 * NS_PER_S };

	begin();
	session_event(&session, &pause, CONVERSATION_WAITING, 100 * NS_PER_S,
	    5);
	CU_ASSERT_STRING_EQUAL(said, "o:pause(7,alice) ");
	CU_ASSERT_TRUE(session_pausing(&session));
	CU_ASSERT_EQUAL(session.pause_from_ns, 100 * NS_PER_S);
	CU_ASSERT_EQUAL(session_left_seconds(&session, 100 * NS_PER_S), 7);
	CU_ASSERT_EQUAL(session_left_seconds(&session, 100 * NS_PER_S + 1), 7);
	CU_ASSERT_EQUAL(session_left_seconds(&session, 101 * NS_PER_S), 6);
	CU_ASSERT_EQUAL(session_left_seconds(&session, 107 * NS_PER_S), 0);
	CU_ASSERT_EQUAL(session_left_seconds(&session, 120 * NS_PER_S), 0);
	CU_ASSERT_EQUAL(session_left_ns(&session, 108 * NS_PER_S), -NS_PER_S);
	carry(CONVERSATION_ON_ANSWER, "Server waited 7 seconds.", "");
	CU_ASSERT_FALSE(session_pausing(&session));
	CU_ASSERT_EQUAL(session.answers, 1);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "a:Server waited 7 seconds."));
	log_free(messages);
}

static void
an_empty_answer_is_said_to_be(void)
{
	begin();
	carry(CONVERSATION_ON_ANSWER, "", "");
	CU_ASSERT_STRING_EQUAL(said, "n:empty(,) ");
	CU_ASSERT_EQUAL(session.answers, 1);
	log_free(messages);
}

static void
an_end_ends_the_pause(void)
{
	struct conversation_event pause = { .kind = CONVERSATION_ON_PAUSE,
	    .text = "", .seconds = 7, .until_ns = 107 * NS_PER_S };

	begin();
	session_event(&session, &pause, CONVERSATION_WAITING, 100 * NS_PER_S,
	    5);
	said[0] = '\0';
	happen(CONVERSATION_ON_FAILED, "the server is gone",
	    CONVERSATION_FAILED, 101 * NS_PER_S);
	CU_ASSERT_FALSE(session_pausing(&session));
	CU_ASSERT_EQUAL(session.pause_until_ns, 0);
	CU_ASSERT_STRING_EQUAL(said, "e:the server is gone ");
	CU_ASSERT_STRING_EQUAL(session.problem, "the server is gone");
	log_free(messages);
}

static void
remote_words_are_escaped(void)
{
	begin();
	happen(CONVERSATION_ON_REGISTERED, "al\x1b[31mice",
	    CONVERSATION_CONNECTED, 1);
	CU_ASSERT_STRING_EQUAL(said, "n:registered(al\\x1B[31mice,) ");
	said[0] = '\0';
	/* These have been escaped before. */
	happen(CONVERSATION_ON_GREETING, "a \\x1B", CONVERSATION_CONNECTED, 1);
	happen(CONVERSATION_ON_WARNING, "b \\x1B", CONVERSATION_CONNECTED, 1);
	CU_ASSERT_STRING_EQUAL(said, "n:greeting(a \\x1B,) w:b \\x1B ");
	log_free(messages);
}

static bool
fails_with(const char *reason, const char *words)
{
	said[0] = '\0';
	happen(CONVERSATION_ON_FAILED, reason, CONVERSATION_FAILED, 1);
	return strcmp(session.problem, reason) == 0 &&
	    strncmp(said, "e:", 2) == 0 &&
	    strncmp(said + 2, words, strlen(words)) == 0;
}

static void
a_failure_names_the_next_step(void)
{
	begin();
	CU_ASSERT_TRUE(fails_with("could not connect to 127.0.0.1:1: "
	    "connection refused", "could not connect to 127.0.0.1:1: "
	    "connection refused. Does a server run there? "));
	CU_ASSERT_TRUE(fails_with("could not connect to a:1: network is "
	    "unreachable", "could not connect to a:1: network is "
	    "unreachable. Check the host and the network."));
	CU_ASSERT_TRUE(fails_with("the server refused: connection refused or "
	    "so", "the server refused: connection refused or so "));
	happen(CONVERSATION_ON_LOOKUP, "a", CONVERSATION_LOOKING_UP, 1);
	CU_ASSERT_TRUE(fails_with("could not find the address of a: no",
	    "could not find the address of a: no. Check the host's name"));
	happen(CONVERSATION_ON_LOOKUP, "a", CONVERSATION_LOOKING_UP, 1);
	happen(CONVERSATION_ON_CONNECTING, "b", CONVERSATION_CONNECTING, 1);
	CU_ASSERT_TRUE(fails_with("too late", "too late "));
	log_free(messages);
}

static void
begins_anew(void)
{
	struct conversation_plan plan;

	begin();
	carry(CONVERSATION_ON_SENT, "a", "");
	happen(CONVERSATION_ON_FAILED, "why", CONVERSATION_FAILED, 1);
	conversation_plan_init(&plan, LAB_WAIT);
	session_begin(&session, &plan);
	CU_ASSERT_EQUAL(session.sent, 0);
	CU_ASSERT_STRING_EQUAL(session.problem, "");
	CU_ASSERT_EQUAL(session.connection, 2);
	CU_ASSERT_EQUAL(log_next(messages) - log_first(messages), 1);
	log_free(messages);
}

static void
counts_answers_by_hand(void)
{
	struct conversation_plan plan;

	begin();
	conversation_plan_init(&plan, LAB_WAIT);
	(void)snprintf(plan.name, sizeof(plan.name), "bob");
	session_begin_by_hand(&session, &plan);
	carry(CONVERSATION_ON_SENT, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "");
	CU_ASSERT_STRING_EQUAL(log_at(messages, log_first(messages))->name,
	    "");
	carry(CONVERSATION_ON_RECEIVED, "HTTP/1.1 100 Continue\r\n\r\nHT", "");
	CU_ASSERT_EQUAL(session.answers, 0);
	carry(CONVERSATION_ON_RECEIVED,
	    "TP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "");
	CU_ASSERT_EQUAL(session.answers, 1);
	/* An end by close completes the second. */
	carry(CONVERSATION_ON_SENT, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "");
	carry(CONVERSATION_ON_RECEIVED, "HTTP/1.1 200 OK\r\n\r\nabc", "");
	CU_ASSERT_EQUAL(session.answers, 1);
	happen(CONVERSATION_ON_FINISHED, "the server closed the connection",
	    CONVERSATION_FINISHED, 1);
	CU_ASSERT_EQUAL(session.answers, 2);
	log_free(messages);
}

UNIT_MAIN("model_client_session", TEST(tells_how_it_goes),
    TEST(is_not_connected_while_it_tries), TEST(keeps_messages_as_they_were),
    TEST(a_cut_message_has_its_size),
    TEST(judges_answers),
    TEST(an_answer_that_ends_by_close_is_complete),
    TEST(other_labs_speak_no_http),
    TEST(counts_a_pause_down),
    TEST(an_empty_answer_is_said_to_be), TEST(an_end_ends_the_pause),
    TEST(remote_words_are_escaped), TEST(a_failure_names_the_next_step),
    TEST(begins_anew),
    TEST(counts_answers_by_hand))
