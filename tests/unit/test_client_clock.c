/* barewire clock, with servers of the test's own. */
#include "tests/unit/client_datagrams.h"

#include <time.h>

/* A good answer to what was asked, the same all the time that a test takes,
 * of another moment when that is not 0. */
static const char *
answer_at(const char *question, long ahead_s)
{
	static char text[32];
	static time_t begun;
	struct tm when;
	time_t at;

	if (begun == 0)
		begun = time(NULL);
	at = begun + ahead_s;
	(void)strftime(text, sizeof(text), strcmp(question, "SEND_DATE") == 0
	    ? "%Y-%m-%d" : strcmp(question, "SEND_TIME") == 0 ? "%H:%M:%S" :
	    "?", localtime_r(&at, &when));
	return text;
}

static const char *
answer_to(const char *question)
{
	return answer_at(question, 0);
}

static void
post_answer(struct post *post)
{
	const char *answer = answer_to(post_receive(post));

	post_send(post, answer, strlen(answer));
}

static void
asks_every_one_to_two_seconds_until_the_count(void)
{
	struct session session;
	struct post post;
	int i;

	session_by_post(&session, &post, LAB_CLOCK, 3);
	for (i = 0; i < 3; i++) {
		post_answer(&post);
		CU_ASSERT(session_answer(&session, answer_to(post.got)));
		if (i == 2)
			break;
		session_pass(&session, 999 * NS_PER_MS);
		CU_ASSERT_EQUAL(session_number(&session,
		    CONVERSATION_ON_SENT), (unsigned)i + 1);
		session_pass(&session, 1001 * NS_PER_MS);
		CU_ASSERT_EQUAL(session_number(&session,
		    CONVERSATION_ON_SENT), (unsigned)i + 2);
	}
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 0);
	session_end(&session);
	close(post.fd);
}

static void
asks_for_both_at_random_times(void)
{
	struct conversation_wants wants;
	struct session session;
	struct post post;
	bool date = false, hour = false;
	int i;

	/* 2^-40 that it is never one of them. */
	session_by_post(&session, &post, LAB_CLOCK, 0);
	for (i = 0; i < 40; i++) {
		conversation_wants(session.conversation, &wants);
		CU_ASSERT(wants.deadline_ns >= session.now_ns + NS_PER_S &&
		    wants.deadline_ns <= session.now_ns + 2 * NS_PER_S);
		post_answer(&post);
		date = date || strcmp(post.got, "SEND_DATE") == 0;
		hour = hour || strcmp(post.got, "SEND_TIME") == 0;
		session_turn(&session, PATIENCE_MS);
		session_pass(&session, 2 * NS_PER_S);
	}
	CU_ASSERT(date && hour);
	session_end(&session);
	close(post.fd);
}

static void
asks_the_same_again_when_a_datagram_was_lost(void)
{
	char question[256];
	struct session session;
	struct post post;
	int i;

	session_by_post(&session, &post, LAB_CLOCK, 1);
	snprintf(question, sizeof(question), "%s", post_receive(&post));
	for (i = 0; i < 4; i++) {
		session_pass(&session, 2 * NS_PER_S);
		CU_ASSERT_PTR_NOT_NULL(session_until(&session,
		    CONVERSATION_ON_WARNING));
		CU_ASSERT_STRING_EQUAL(post_receive(&post), question);
	}
	post_send(&post, answer_to(question), strlen(answer_to(question)));
	CU_ASSERT(session_answer(&session, answer_to(question)));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_end(&session);
	close(post.fd);
}

static void
gives_up_after_five_in_a_row(void)
{
	struct session session;
	struct post post;
	int i;

	session_by_post(&session, &post, LAB_CLOCK, 0);
	/* Four, one answered, four: not in a row. */
	for (i = 0; i < 9; i++) {
		if (i == 4) {
			while (strchr("ST", *post_receive(&post)) == NULL)
				continue;
			post_send(&post, answer_to(post.got),
			    strlen(answer_to(post.got)));
			session_turn(&session, PATIENCE_MS);
		}
		session_pass(&session, 2 * NS_PER_S);
	}
	CU_ASSERT(!conversation_over(session.conversation));
	session_pass(&session, 2 * NS_PER_S);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED,
	    "the server is gone: no answer to 5 datagrams in a row"));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_end(&session);
	close(post.fd);
}

static void
takes_padding_and_line_ends(void)
{
	char padded[64] = "";
	struct session session;
	struct post post;

	session_by_post(&session, &post, LAB_CLOCK, 0);
	snprintf(padded, sizeof(padded), "%s\r\n",
	    answer_to(post_receive(&post)));
	/* Behind a NUL everything is padding. */
	padded[40] = 'x';
	post_send(&post, padded, sizeof(padded));
	CU_ASSERT(session_answer(&session, answer_to(post.got)));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_WARNING), 0);
	session_end(&session);
	close(post.fd);
}

static void
says_what_is_no_answer_and_what_came_twice(void)
{
	struct session session;
	struct post post;
	char warning[300];

	session_by_post(&session, &post, LAB_CLOCK, 0);
	(void)post_receive(&post);
	post_send(&post, "error\x1b", 6);
	post_send(&post, "2026-11-21", 10);
	CU_ASSERT(session_answer(&session, "error\x1b"));
	snprintf(warning, sizeof(warning), "that is no answer to %s",
	    post.got);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING, warning));
	CU_ASSERT(session_says(&session, CONVERSATION_ON_WARNING,
	    "an answer came late, or twice: 2026-11-21"));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_RECEIVED),
	    2);
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 1);
	session_end(&session);
	close(post.fd);
}

/* Both questions, answered for the moment ten days and an hour ahead. */
static void
says_what_is_another_day_or_another_time(void)
{
	static const char today[] =
	    "that is not the date of today, which is 20";
	const struct session_event *event;
	struct session session;
	struct post post;
	bool date = false, hour = false;

	/* No summer begins meanwhile. */
	setenv("TZ", "UTC", 1);
	tzset();
	session_by_post(&session, &post, LAB_CLOCK, 0);
	while (!date || !hour) {
		const char *answer = answer_at(post_receive(&post),
		    10 * 86400 + 3600);

		post_send(&post, answer, strlen(answer));
		event = session_until(&session, CONVERSATION_ON_WARNING);
		CU_ASSERT_PTR_NOT_NULL_FATAL(event);
		if (strcmp(post.got, "SEND_DATE") == 0) {
			CU_ASSERT(strncmp(event->text, today,
			    strlen(today)) == 0);
			date = true;
		} else {
			CU_ASSERT_PTR_NOT_NULL(strstr(event->text,
			    " ahead of the clock here"));
			CU_ASSERT(strncmp(event->text, "that is 0:5", 11) ==
			    0 || strncmp(event->text, "that is 1:0", 11) ==
			    0);
			hour = true;
		}
		session.count = session.seen = 0;
		session_pass(&session, 2 * NS_PER_S);
	}
	session_end(&session);
	close(post.fd);
}

static void
a_server_that_has_answered_is_gone(void)
{
	struct session session;
	struct post post;
	char failure[320];

	session_by_post(&session, &post, LAB_CLOCK, 0);
	post_answer(&post);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_ANSWER));
	session_pass(&session, 2 * NS_PER_S);
	(void)post_receive(&post);
	close(post.fd);
	session_pass(&session, 2 * NS_PER_S);
	snprintf(failure, sizeof(failure), "the server is gone after %s: "
	    "connection refused", post.got);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, failure));
	session_end(&session);
}

static void
a_port_without_a_server_is_said(void)
{
	struct session session;
	struct post post;
	char failure[80];

	session_by_post(&session, &post, LAB_CLOCK, 0);
	(void)post_receive(&post);
	close(post.fd);
	session_pass(&session, 2 * NS_PER_S);
	snprintf(failure, sizeof(failure),
	    "no server at 127.0.0.1:%s: connection refused", post.port);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, failure));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_end(&session);
}

UNIT_MAIN("client clock",
    TEST(asks_every_one_to_two_seconds_until_the_count),
    TEST(asks_for_both_at_random_times),
    TEST(asks_the_same_again_when_a_datagram_was_lost),
    TEST(gives_up_after_five_in_a_row),
    TEST(takes_padding_and_line_ends),
    TEST(says_what_is_no_answer_and_what_came_twice),
    TEST(says_what_is_another_day_or_another_time),
    TEST(a_server_that_has_answered_is_gone),
    TEST(a_port_without_a_server_is_said))
