/* What a strict reader says of a server's answers. */
#include "gui/model/verdict.h"

#include "tests/unit/unit.h"

#define OK_HELLO "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"

static struct verdict_answers answers;

static void
ask(const char *request)
{
	verdict_answers_sent(&answers, request, strlen(request));
}

static void
hear(const char *bytes)
{
	verdict_answers_received(&answers, bytes, strlen(bytes));
}

static bool
says(enum verdict_kind kind, const char *what)
{
	if (answers.verdict.kind == kind &&
	    strstr(answers.verdict.what, what) != NULL)
		return true;
	printf("%d: %s ", answers.verdict.kind, answers.verdict.what);
	return false;
}

static void
a_right_answer(void)
{
	ask("GET / HTTP/1.1\r\n\r\n");
	CU_ASSERT_EQUAL(answers.verdict.kind, VERDICT_NONE);
	hear(OK_HELLO);
	CU_ASSERT(says(VERDICT_RIGHT, "a complete answer of 43 bytes: 200 OK"));
	CU_ASSERT_STRING_EQUAL(answers.verdict.more, "");
	verdict_answers_free(&answers);
}

static void
in_single_bytes(void)
{
	static const char answer[] = OK_HELLO;
	size_t i;

	ask("GET / HTTP/1.1\r\n\r\n");
	for (i = 0; i + 2 < sizeof(answer); i++) {
		verdict_answers_received(&answers, answer + i, 1);
		CU_ASSERT_EQUAL(answers.verdict.kind, VERDICT_OPEN);
	}
	CU_ASSERT(says(VERDICT_OPEN, "not complete"));
	verdict_answers_received(&answers, answer + i, 1);
	CU_ASSERT(says(VERDICT_RIGHT, "43 bytes"));
	verdict_answers_free(&answers);
}

/* Where, what, by which rule, and what instead. */
static void
says_what_is_wrong(void)
{
	ask("GET / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello");
	CU_ASSERT(says(VERDICT_WRONG, "line 1, column 16, byte 16 of the "
	    "message: a line ends in a bare LF"));
	CU_ASSERT_STRING_EQUAL(answers.verdict.more,
	    "RFC 9112 section 2.2; instead: end every line with \"\\r\\n\"");
	hear(OK_HELLO);
	CU_ASSERT(says(VERDICT_WRONG, "line 1, column 16, byte 16 of"));
	verdict_answers_free(&answers);
}

static void
two_status_lines(void)
{
	ask("GET / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.1 200 OK\r\nHTTP/1.1 200 OK\r\n\r\n");
	CU_ASSERT(says(VERDICT_WRONG, "line 2, column 5, byte 22 of"));
	verdict_answers_free(&answers);
}

static void
a_length_that_is_too_small(void)
{
	ask("GET / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhello");
	CU_ASSERT(says(VERDICT_WRONG, "Content-Length too small"));
	verdict_answers_free(&answers);
}

static void
a_length_that_is_too_large(void)
{
	ask("GET / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
	CU_ASSERT(says(VERDICT_OPEN, "not complete: byte 44 of the message"));
	verdict_answers_ended(&answers);
	CU_ASSERT(says(VERDICT_WRONG, "byte 44 of the message"));
	verdict_answers_free(&answers);
}

static void
no_length_at_all(void)
{
	ask("GET / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.0 200 OK\r\n\r\nhello");
	CU_ASSERT(says(VERDICT_OPEN, "ends when the server closes"));
	verdict_answers_ended(&answers);
	CU_ASSERT(says(VERDICT_RIGHT, "24 bytes"));
	verdict_answers_ended(&answers);
	CU_ASSERT(says(VERDICT_RIGHT, "24 bytes"));
	verdict_answers_free(&answers);
}

static void
an_interim_answer(void)
{
	ask("POST / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.1 100 Continue\r\n\r\n");
	CU_ASSERT(says(VERDICT_OPEN, "100 Continue"));
	hear(OK_HELLO);
	CU_ASSERT(says(VERDICT_RIGHT, "a complete answer"));
	verdict_answers_free(&answers);
}

static void
head_has_no_body(void)
{
	ask("HEAD / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
	CU_ASSERT(says(VERDICT_RIGHT, "a complete answer"));
	verdict_answers_free(&answers);
}

static void
the_servers_own_words(void)
{
	ask("GET / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
	CU_ASSERT(says(VERDICT_RIGHT, "40 bytes: 500 Oops"));
	ask("GET / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.1 500 \r\nContent-Length: 0\r\n\r\n");
	CU_ASSERT(says(VERDICT_RIGHT, "500 Internal Server Error"));
	verdict_answers_free(&answers);
}

static void
several_answers(void)
{
	ask("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n");
	hear(OK_HELLO OK_HELLO);
	CU_ASSERT(says(VERDICT_RIGHT, "2 complete answers"));
	verdict_answers_free(&answers);
}

static void
no_answer(void)
{
	ask("GET / HTTP/1.1\r\n\r\n");
	verdict_answers_ended(&answers);
	CU_ASSERT(says(VERDICT_WRONG, "without an answer"));
	verdict_answers_free(&answers);
	verdict_answers_ended(&answers);
	CU_ASSERT_EQUAL(answers.verdict.kind, VERDICT_NONE);
	verdict_answers_free(&answers);
}

static void
the_last_verdict_stands_until_the_next(void)
{
	ask("GET / HTTP/1.1\r\n\r\n");
	hear("nonsense\n");
	CU_ASSERT_FALSE(answers.verdict.past);
	ask("GET / HTTP/1.1\r\n\r\n");
	CU_ASSERT_EQUAL(answers.verdict.kind, VERDICT_WRONG);
	CU_ASSERT_TRUE(answers.verdict.past);
	hear(OK_HELLO);
	CU_ASSERT(says(VERDICT_RIGHT, "a complete answer"));
	CU_ASSERT_FALSE(answers.verdict.past);
	verdict_answers_free(&answers);
}

/* A server that says more than any answer may is not listened to for ever. */
static void
what_never_ends_is_not_kept(void)
{
	static char bytes[65536];
	unsigned i;

	memset(bytes, 'x', sizeof(bytes));
	ask("GET / HTTP/1.1\r\n\r\n");
	hear("HTTP/1.1 200 OK\r\n\r\n");
	for (i = 0; i < 200; i++)
		verdict_answers_received(&answers, bytes, sizeof(bytes));
	CU_ASSERT_EQUAL(answers.verdict.kind, VERDICT_WRONG);
	CU_ASSERT(answers.size <= 8 * 1024 * 1024);
	verdict_answers_free(&answers);
}

UNIT_MAIN("model_client_verdict", TEST(a_right_answer),
    TEST(in_single_bytes), TEST(says_what_is_wrong), TEST(two_status_lines),
    TEST(a_length_that_is_too_small), TEST(a_length_that_is_too_large),
    TEST(no_length_at_all), TEST(an_interim_answer), TEST(head_has_no_body),
    TEST(the_servers_own_words), TEST(several_answers), TEST(no_answer),
    TEST(the_last_verdict_stands_until_the_next),
    TEST(what_never_ends_is_not_kept))
