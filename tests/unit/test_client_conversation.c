/* The conversation's rules, whatever the lab: states, ends, deadlines. */
#include "tests/unit/client_peer.h"

#include <dirent.h>
#include <malloc.h>
#include <sys/resource.h>

#include "base/text.h"

static void
plans_by_default(void)
{
	struct conversation_plan plan;

	setenv("USER", "alice", 1);
	conversation_plan_init(&plan, LAB_WAIT);
	CU_ASSERT_STRING_EQUAL(plan.host, "127.0.0.1");
	CU_ASSERT_EQUAL(plan.port, 12080);
	CU_ASSERT_EQUAL(strncmp(plan.name, "alice-", 6), 0);
	CU_ASSERT_EQUAL(atol(plan.name + 6), getpid());
	CU_ASSERT_EQUAL(plan.min_seconds, 5);
	CU_ASSERT_EQUAL(plan.max_seconds, 15);
	CU_ASSERT_EQUAL(plan.count, 0);
	CU_ASSERT_PTR_NULL(conversation_plan_fault(&plan));
}

/* A login need not be a name by the server's rule; what is made of it is. */
static void
plans_a_name_that_fits_the_rule(void)
{
	static const char *const users[] = {
		"DOMAIN\\alice", "a b\nc", "\xff\xfe", "zo\xc3\xab",
		"a-login-so-long-that-it-fills-the-name-and-more-besides",
		("\xc3\xab\xc3\xab\xc3\xab\xc3\xab\xc3\xab\xc3\xab\xc3\xab"
		"\xc3\xab\xc3\xab\xc3\xab\xc3\xab\xc3\xab\xc3\xab\xc3\xab"), "",
	};
	struct conversation_plan plan;
	size_t i;

	for (i = 0; i < sizeof(users) / sizeof(users[0]); i++) {
		setenv("USER", users[i], 1);
		conversation_plan_init(&plan, LAB_WAIT);
		CU_ASSERT_PTR_NULL(text_name_fault(plan.name,
		    strlen(plan.name)));
	}
	setenv("USER", "zo\xc3\xab", 1);
	conversation_plan_init(&plan, LAB_WAIT);
	CU_ASSERT_EQUAL(strncmp(plan.name, "zo\xc3\xab-", 5), 0);
}

static void
finds_fault_with_plans(void)
{
	struct conversation_plan plan;

	conversation_plan_init(&plan, LAB_WAIT);
	CU_ASSERT_PTR_NULL(conversation_plan_server(&plan, "[::1]:99"));
	CU_ASSERT_STRING_EQUAL(plan.host, "::1");
	CU_ASSERT_EQUAL(plan.port, 99);
	CU_ASSERT_PTR_NOT_NULL(conversation_plan_server(&plan, "a:b:c"));
	plan.port = 0;
	CU_ASSERT_PTR_NOT_NULL(conversation_plan_fault(&plan));
	plan.port = 1;
	CU_ASSERT_PTR_NULL(conversation_plan_fault(&plan));
	plan.min_seconds = 16;
	CU_ASSERT_PTR_NOT_NULL(conversation_plan_fault(&plan));
	plan.min_seconds = -1;
	CU_ASSERT_PTR_NOT_NULL(conversation_plan_fault(&plan));
	plan.min_seconds = plan.max_seconds = 3601;
	CU_ASSERT_PTR_NOT_NULL(conversation_plan_fault(&plan));
	plan.min_seconds = plan.max_seconds = 3600;
	CU_ASSERT_PTR_NULL(conversation_plan_fault(&plan));
	plan.name[0] = '\0';
	CU_ASSERT_PTR_NOT_NULL(conversation_plan_fault(&plan));
}

static void
says_that_nobody_is_there(void)
{
	struct session session;
	struct peer peer;
	char reason[96];

	peer_listen(&peer);
	peer_end(&peer);
	session_init(&session, peer.port);
	CU_ASSERT_EQUAL(conversation_state(session.conversation),
	    CONVERSATION_NEW);
	session_start(&session);
	snprintf(reason, sizeof(reason), "could not connect to "
	    "127.0.0.1:%s: connection refused", peer.port);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, reason));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	CU_ASSERT_EQUAL(conversation_state(session.conversation),
	    CONVERSATION_FAILED);
	/* Nothing moves it any more. */
	conversation_stop(session.conversation, session.now_ns);
	conversation_ready(session.conversation, POLLIN, session.now_ns);
	session_pass(&session, 3600 * NS_PER_S);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_end(&session);
}

/* An address that swallows packets: a listener whose queue is full. */
struct silence {
	struct peer peer;
	int fill[2];
};

static void
silence_make(struct silence *silence)
{
	struct sockaddr_in address;
	socklen_t len = sizeof(address);
	int i;

	peer_listen(&silence->peer);
	listen(silence->peer.listener, 0);
	getsockname(silence->peer.listener, (struct sockaddr *)&address,
	    &len);
	for (i = 0; i < 2; i++) {
		silence->fill[i] = socket(AF_INET,
		    SOCK_STREAM | SOCK_NONBLOCK, 0);
		(void)connect(silence->fill[i], (struct sockaddr *)&address,
		    sizeof(address));
	}
}

static void
silence_end(struct silence *silence)
{
	close(silence->fill[0]);
	close(silence->fill[1]);
	peer_end(&silence->peer);
}

static void
gives_up_on_connecting(void)
{
	struct silence silence;
	struct session session;
	char reason[96];

	silence_make(&silence);
	session_init(&session, silence.peer.port);
	session_start(&session);
	CU_ASSERT_EQUAL(conversation_state(session.conversation),
	    CONVERSATION_CONNECTING);
	/* A caller that cannot tell which event it was. */
	conversation_ready(session.conversation, POLLIN | POLLOUT,
	    session.now_ns);
	session_pass(&session, 10 * NS_PER_S - 1);
	CU_ASSERT_EQUAL(conversation_state(session.conversation),
	    CONVERSATION_CONNECTING);
	session_pass(&session, 1);
	snprintf(reason, sizeof(reason), "could not connect to "
	    "127.0.0.1:%s: connection timed out", silence.peer.port);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_FAILED, reason));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_end(&session);
	silence_end(&silence);
}

static void
tries_the_next_address(void)
{
	struct sockaddr_in6 address = { .sin6_family = AF_INET6,
	    .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	struct silence silence;
	struct session session;
	int listener = socket(AF_INET6, SOCK_STREAM, 0);

	/* "localhost" is 127.0.0.1, which is silent, then ::1. */
	silence_make(&silence);
	address.sin6_port = htons((uint16_t)atoi(silence.peer.port));
	if (bind(listener, (struct sockaddr *)&address,
	    sizeof(address)) == -1) {
		printf("(no IPv6 here) ");
		close(listener);
		silence_end(&silence);
		return;
	}
	listen(listener, 1);
	session_init(&session, silence.peer.port);
	strcpy(session.plan.host, "localhost");
	session_again(&session);
	session_start(&session);
	session_pass(&session, 5 * NS_PER_S - 1);
	CU_ASSERT_EQUAL(session.count, 1);
	session_pass(&session, 1);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_CONNECTED));
	CU_ASSERT_EQUAL(strncmp(session.events[session.seen - 1].text,
	    "[::1]:", 6), 0);
	CU_ASSERT_EQUAL(session_number(&session,
	    CONVERSATION_ON_CONNECTING), 2);
	session_end(&session);
	silence_end(&silence);
	close(listener);
}

static void
looks_names_up_elsewhere(void)
{
	const struct session_event *event;
	struct session session;

	session_init(&session, "9");
	strcpy(session.plan.host, "no-such-host.invalid");
	session_again(&session);
	session_start(&session);
	CU_ASSERT_EQUAL(session.count, 1);
	CU_ASSERT(session_says(&session, CONVERSATION_ON_LOOKUP,
	    "no-such-host.invalid"));
	CU_ASSERT_EQUAL(conversation_state(session.conversation),
	    CONVERSATION_LOOKING_UP);
	/* Ready, it says; nothing is there, or the answer is. */
	conversation_ready(session.conversation, POLLIN, session.now_ns);
	session_pass(&session, 10 * NS_PER_S);
	event = session_until(&session, CONVERSATION_ON_FAILED);
	CU_ASSERT_PTR_NOT_NULL_FATAL(event);
	CU_ASSERT_PTR_NOT_NULL(strstr(event->text,
	    "could not find the address of no-such-host.invalid: "));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FAILED));
	session_end(&session);
}

static void
forgets_a_lookup(void)
{
	struct session session;

	session_init(&session, "9");
	strcpy(session.plan.host, "no-such-host.invalid");
	session_again(&session);
	session_start(&session);
	conversation_stop(session.conversation, session.now_ns);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_end(&session);
	session_init(&session, "9");
	strcpy(session.plan.host, "no-such-host.invalid");
	session_again(&session);
	session_start(&session);
	session_end(&session);
}

static void
stops_gently(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	conversation_stop(session.conversation, session.now_ns);
	CU_ASSERT_EQUAL(conversation_state(session.conversation),
	    CONVERSATION_CLOSING);
	CU_ASSERT(peer_expect(&peer, ""));
	/* What still comes is read, so that no reset destroys anything. */
	peer_send(&peer, WAITED);
	peer_close(&peer);
	CU_ASSERT_PTR_NOT_NULL(session_until(&session,
	    CONVERSATION_ON_FINISHED));
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	CU_ASSERT_EQUAL(session_number(&session, CONVERSATION_ON_ANSWER), 0);
	session_end(&session);
	peer_end(&peer);
}

static void
stops_though_the_server_does_not(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	conversation_stop(session.conversation, session.now_ns);
	session_pass(&session, 300 * NS_PER_MS - 1);
	CU_ASSERT_FALSE(conversation_over(session.conversation));
	session_pass(&session, 1);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_end(&session);
	peer_end(&peer);
}

static void
stops_at_once_when_told_twice(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	conversation_stop(session.conversation, session.now_ns);
	CU_ASSERT_FALSE(conversation_over(session.conversation));
	conversation_stop(session.conversation, session.now_ns);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_end(&session);
	peer_end(&peer);
}

static void
stops_before_it_started(void)
{
	struct session session;

	session_init(&session, "9");
	conversation_stop(session.conversation, session.now_ns);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_start(&session);
	CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
	session_end(&session);
}

/* Stopped from inside the listener, at every event there is. */
static void
stops_from_inside(void)
{
	static const enum conversation_event_kind kinds[] = {
		CONVERSATION_ON_CONNECTING, CONVERSATION_ON_CONNECTED,
		CONVERSATION_ON_SENT, CONVERSATION_ON_RECEIVED,
		CONVERSATION_ON_REGISTERED, CONVERSATION_ON_PAUSE,
		CONVERSATION_ON_ANSWER
	};
	struct session session;
	struct peer peer;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		peer_listen(&peer);
		session_init(&session, peer.port);
		session.stop_at = (int)kinds[i];
		session_start(&session);
		if (session_until(&session, CONVERSATION_ON_CONNECTED)) {
			peer_accept(&peer);
			peer_send(&peer, CREATED WAITED);
		}
		session_drain(&session);
		peer_close(&peer);
		session_drain(&session);
		session_pass(&session, 300 * NS_PER_MS);
		CU_ASSERT(session_ended(&session, CONVERSATION_ON_FINISHED));
		/* What had come by then is shown all the same. */
		CU_ASSERT_EQUAL(session_number(&session, kinds[i]),
		    kinds[i] == CONVERSATION_ON_RECEIVED ? 2 : 1);
		session_end(&session);
		peer_end(&peer);
	}
}

static void
takes_no_input_where_the_lab_takes_none(void)
{
	struct session session;
	struct peer peer;

	session_waiting(&session, &peer);
	CU_ASSERT_FALSE(conversation_takes_input(session.conversation));
	CU_ASSERT_PTR_NOT_NULL(conversation_input(session.conversation, "x",
	    1, session.now_ns));
	conversation_input_end(session.conversation, session.now_ns);
	CU_ASSERT_FALSE(conversation_over(session.conversation));
	session_end(&session);
	peer_end(&peer);
}

static unsigned
open_descriptors(void)
{
	DIR *directory = opendir("/proc/self/fd");
	unsigned count = 0;

	while (readdir(directory) != NULL)
		count++;
	closedir(directory);
	return count;
}

#define CROWD 1000

static struct session crowd[CROWD];
static int crowd_fds[CROWD];	/* the peer's ends */

static void
crowd_gather(struct peer *peer)
{
	struct rlimit limit;
	unsigned i;

	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	for (i = 0; i < CROWD; i++) {
		session_init(&crowd[i], peer->port);
		session_start(&crowd[i]);
		CU_ASSERT_PTR_NOT_NULL(session_until(&crowd[i],
		    CONVERSATION_ON_SENT));
		peer_accept(peer);
		crowd_fds[i] = peer->fd;
		peer->fd = -1;
	}
}

static void
crowd_answer(struct peer *peer)
{
	unsigned i;

	for (i = 0; i < CROWD; i++) {
		peer->fd = crowd_fds[i];
		CU_ASSERT(peer_expect(peer, "\r\n\r\nalice"));
		peer_send(peer, CREATED);
		CU_ASSERT_PTR_NOT_NULL(session_until(&crowd[i],
		    CONVERSATION_ON_PAUSE));
	}
	peer->fd = -1;
}

static size_t
memory_used(void)
{
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

/* A crowd costs a descriptor and a few KiB each, and nobody waits for
 * anybody: all have said their name before the first is answered. */
static void
holds_a_thousand(void)
{
	struct peer peer;
	size_t memory;
	unsigned before, i;

	peer_listen(&peer);
	before = open_descriptors();
	memory = memory_used();
	crowd_gather(&peer);
	CU_ASSERT_EQUAL(open_descriptors() - before, 2 * CROWD);
	crowd_answer(&peer);
	memory = memory_used() - memory;
	printf("(%zu bytes each) ", memory / CROWD);
	CU_ASSERT(memory / CROWD < 12 * 1024);
	for (i = 0; i < CROWD; i++) {
		session_end(&crowd[i]);
		close(crowd_fds[i]);
	}
	peer_end(&peer);
	CU_ASSERT_EQUAL(open_descriptors(), before - 1);
}

UNIT_MAIN("client_conversation", TEST(plans_by_default),
    TEST(plans_a_name_that_fits_the_rule), TEST(finds_fault_with_plans),
    TEST(says_that_nobody_is_there), TEST(gives_up_on_connecting),
    TEST(tries_the_next_address), TEST(looks_names_up_elsewhere),
    TEST(forgets_a_lookup), TEST(stops_gently),
    TEST(stops_though_the_server_does_not),
    TEST(stops_at_once_when_told_twice), TEST(stops_before_it_started),
    TEST(stops_from_inside), TEST(takes_no_input_where_the_lab_takes_none),
    TEST(holds_a_thousand))
