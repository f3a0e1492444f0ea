/* A pause of the wait lab's rounds, and its end; the server is this test. */
#include "client/conversation.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "base/when.h"
#include "tests/unit/unit.h"

#define DATE "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

static char told[1024];
static int listening, peer;
static struct conversation *conversation;
static struct conversation_plan plan;

static void
take(void *context, const struct conversation_event *event)
{
	size_t used = strlen(told);
	const char *word = "";

	(void)context;
	switch (event->kind) {
	case CONVERSATION_ON_REGISTERED: word = "registered "; break;
	case CONVERSATION_ON_PAUSE: word = "pause "; break;
	case CONVERSATION_ON_ANSWER: word = "answer "; break;
	case CONVERSATION_ON_WARNING: word = "warning "; break;
	case CONVERSATION_ON_FAILED: word = "failed "; break;
	case CONVERSATION_ON_FINISHED: word = "finished "; break;
	default: break;
	}
	snprintf(told + used, sizeof(told) - used, "%s", word);
}

/* What the client has to do until nothing happens for 50 ms. */
static void
go_on(void)
{
	struct conversation_wants wants;
	struct pollfd watched;
	int quiet = 0;

	while (quiet < 5 && !conversation_over(conversation)) {
		conversation_wants(conversation, &wants);
		watched = (struct pollfd){ wants.fd, wants.events, 0 };
		quiet = poll(&watched, 1, 10) == 0 ? quiet + 1 : 0;
		if (watched.revents != 0)
			conversation_ready(conversation, watched.revents,
			    when_mono_ns());
		conversation_tick(conversation, when_mono_ns());
	}
}

static void
answer(const char *status, const char *body)
{
	char text[256], got[2048];

	CU_ASSERT_TRUE(recv(peer, got, sizeof(got), MSG_DONTWAIT) > 0);
	snprintf(text, sizeof(text), "HTTP/1.1 %s\r\n" DATE
	    "Content-Length: %zu\r\n\r\n%s", status, strlen(body), body);
	CU_ASSERT_EQUAL(send(peer, text, strlen(text), 0),
	    (ssize_t)strlen(text));
	go_on();
}

static bool
asked(void)
{
	char byte;

	return recv(peer, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 1;
}

static void
begin(void)
{
	struct conversation_listener listener = { NULL, take };
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);

	told[0] = '\0';
	listening = socket(AF_INET, SOCK_STREAM, 0);
	CU_ASSERT_EQUAL_FATAL(bind(listening, (struct sockaddr *)&address,
	    len), 0);
	CU_ASSERT_EQUAL_FATAL(listen(listening, 4), 0);
	(void)getsockname(listening, (struct sockaddr *)&address, &len);
	conversation_plan_init(&plan, LAB_WAIT);
	plan.port = ntohs(address.sin_port);
	plan.min_seconds = plan.max_seconds = 0;
	conversation = conversation_new(&plan, &listener);
	conversation_start(conversation, when_mono_ns());
	go_on();
	peer = accept(listening, NULL, NULL);
}

static void
end(void)
{
	conversation_free(conversation);
	close(peer);
	close(listening);
}

static void
a_round_under_way_ends(void)
{
	begin();
	answer("201 Created", "");
	CU_ASSERT_STRING_EQUAL(told, "registered pause ");
	conversation_pause(conversation);
	CU_ASSERT_EQUAL(conversation_state(conversation),
	    CONVERSATION_WAITING);
	answer("200 OK", "done");
	CU_ASSERT_STRING_EQUAL(told, "registered pause answer ");
	CU_ASSERT_EQUAL(conversation_state(conversation),
	    CONVERSATION_CONNECTED);
	CU_ASSERT_FALSE(asked());
	plan.min_seconds = plan.max_seconds = 7;
	conversation_resume(conversation, &plan, when_mono_ns());
	CU_ASSERT_TRUE(asked());
	CU_ASSERT_EQUAL(conversation_state(conversation),
	    CONVERSATION_WAITING);
	CU_ASSERT_STRING_EQUAL(told, "registered pause answer pause ");
	end();
}

static void
held_before_the_first_round(void)
{
	begin();
	conversation_pause(conversation);
	answer("201 Created", "");
	CU_ASSERT_STRING_EQUAL(told, "registered ");
	CU_ASSERT_FALSE(asked());
	conversation_resume(conversation, &plan, when_mono_ns());
	CU_ASSERT_STRING_EQUAL(told, "registered pause ");
	end();
}

static void
going_on_at_once_changes_nothing(void)
{
	begin();
	answer("201 Created", "");
	conversation_pause(conversation);
	conversation_resume(conversation, &plan, when_mono_ns());
	CU_ASSERT_STRING_EQUAL(told, "registered pause ");
	answer("200 OK", "done");
	CU_ASSERT_STRING_EQUAL(told, "registered pause answer pause ");
	end();
}

static void
what_comes_while_resting_is_told(void)
{
	static const char odd[] = "HTTP/1.1 200 OK\r\n" DATE
	    "Content-Length: 0\r\n"
	    "\r\n";

	begin();
	answer("201 Created", "");
	conversation_pause(conversation);
	answer("200 OK", "done");
	CU_ASSERT_EQUAL(send(peer, odd, sizeof(odd) - 1, 0), sizeof(odd) - 1);
	go_on();
	CU_ASSERT_STRING_EQUAL(told, "registered pause answer warning ");
	poll(NULL, 0, 700);	/* else the close belongs to the answer */
	close(peer);
	go_on();
	CU_ASSERT_STRING_EQUAL(told,
	    "registered pause answer warning failed ");
	conversation_free(conversation);
	close(listening);
}

UNIT_MAIN("client_pause", TEST(a_round_under_way_ends),
    TEST(held_before_the_first_round),
    TEST(going_on_at_once_changes_nothing),
    TEST(what_comes_while_resting_is_told))
