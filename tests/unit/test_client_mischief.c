/* client/transport_mischief.c: what is sent is cut, late, lost or twice. */
#include "tests/unit/client_datagrams.h"

#include "client/transport.h"

#define TOUCHED_MAX 64

struct touched {
	uint64_t number, much;
	enum mischief_kind kind;
	size_t bytes;
};

struct heard {
	struct transport transport;
	bool connected, ended;
	char reason[128];
	struct touched touched[TOUCHED_MAX];
	unsigned count;
};

static void
heard_trying(void *context, const char *address)
{
	(void)context;
	(void)address;
}

static void
heard_connected(void *context, const char *address)
{
	((struct heard *)context)->connected = address[0] != '\0';
}

static size_t
heard_received(void *context, const char *bytes, size_t len, bool last)
{
	(void)context;
	(void)bytes;
	(void)last;
	return len;
}

static void
heard_ended(void *context, const char *reason)
{
	struct heard *heard = context;

	heard->ended = true;
	snprintf(heard->reason, sizeof(heard->reason), "%s",
	    reason == NULL ? "closed" : reason);
}

static void
heard_touched(void *context, uint64_t number, enum mischief_kind kind,
    uint64_t much, size_t bytes)
{
	struct heard *heard = context;

	if (heard->count < TOUCHED_MAX)
		heard->touched[heard->count++] = (struct touched){ number,
		    much, kind, bytes };
}

static void
heard_open(struct heard *heard, int socket_type, const char *port,
    const char *text)
{
	struct transport_listener listener = { .context = heard,
	    .trying = heard_trying, .connected = heard_connected,
	    .moved = heard_trying, .received = heard_received,
	    .ended = heard_ended, .failed = heard_ended,
	    .touched = heard_touched };
	struct mischief mischief;
	char fault[MISCHIEF_FAULT_SIZE];

	memset(heard, 0, sizeof(*heard));
	CU_ASSERT_TRUE_FATAL(mischief_read(&mischief, text, fault));
	transport_init(&heard->transport, socket_type, 4096, &listener);
	transport_mischief(&heard->transport, &mischief);
	transport_open(&heard->transport, "127.0.0.1",
	    (uint16_t)atoi(port), when_mono_ns());
}

/* A turn of a program's loop; false: there is nothing to wait for. */
static bool
heard_turn(struct heard *heard)
{
	struct pollfd watched;
	int64_t deadline_ns;

	watched.fd = transport_wants(&heard->transport, &watched.events,
	    &deadline_ns);
	if (watched.fd == -1 || (heard->connected && deadline_ns == 0 &&
	    watched.events == POLLIN))
		return false;
	(void)poll(&watched, 1, deadline_ns == 0 ? PATIENCE_MS :
	    when_left_ms(deadline_ns));
	if (watched.revents != 0)
		transport_ready(&heard->transport, watched.revents,
		    when_mono_ns());
	transport_tick(&heard->transport, when_mono_ns());
	return true;
}

static void
heard_connect(struct heard *heard, struct peer *peer, const char *text)
{
	peer_listen(peer);
	heard_open(heard, SOCK_STREAM, peer->port, text);
	while (!heard->connected && heard_turn(heard))
		continue;
	CU_ASSERT_FATAL(heard->connected);
	peer_accept(peer);
}

static void
heard_run(struct heard *heard)
{
	while (heard_turn(heard))
		continue;
}

static void
a_message_is_cut_and_late(void)
{
	struct heard heard;
	struct peer peer;
	int64_t since_ns;

	heard_connect(&heard, &peer, "split,delay=50,seed=7");
	since_ns = when_mono_ns();
	CU_ASSERT_PTR_NULL(transport_send(&heard.transport,
	    "one line of text\n", 17));
	heard_run(&heard);
	CU_ASSERT_TRUE(when_mono_ns() - since_ns >= 50 * NS_PER_MS);
	CU_ASSERT_TRUE(peer_expect(&peer, "one line of text\n"));
	CU_ASSERT_EQUAL_FATAL(heard.count, 2);
	CU_ASSERT_EQUAL(heard.touched[0].kind, MISCHIEF_SPLIT);
	CU_ASSERT_TRUE(heard.touched[0].much >= 3);
	CU_ASSERT_EQUAL(heard.touched[0].bytes, 17);
	CU_ASSERT_EQUAL(heard.touched[1].kind, MISCHIEF_DELAY);
	CU_ASSERT_EQUAL(heard.touched[1].much, 50);
	CU_ASSERT_EQUAL(heard.touched[1].number, 1);
	transport_close(&heard.transport);
	peer_end(&peer);
}

static void
two_are_joined(void)
{
	struct heard heard;
	struct peer peer;

	heard_connect(&heard, &peer, "join,seed=7");
	(void)transport_send(&heard.transport, "one\n", 4);
	(void)transport_send(&heard.transport, "two\n", 4);
	/* Where nobody can see its end it goes alone. */
	(void)transport_send(&heard.transport, "three", 5);
	heard_run(&heard);
	CU_ASSERT_TRUE(peer_expect(&peer, "one\ntwo\nthree"));
	CU_ASSERT_EQUAL_FATAL(heard.count, 2);
	CU_ASSERT_EQUAL(heard.touched[0].number, 1);
	CU_ASSERT_EQUAL(heard.touched[0].much, 2);
	CU_ASSERT_EQUAL(heard.touched[1].number, 2);
	CU_ASSERT_EQUAL(heard.touched[1].much, 1);
	transport_close(&heard.transport);
	peer_end(&peer);
}

/* Sends until it strikes; the peer has got that many bytes, in *got. */
static void
strike(struct heard *heard, struct peer *peer, const char *text)
{
	unsigned tries;

	heard_connect(heard, peer, text);
	for (tries = 0; tries < 40 && heard->count == 0; tries++) {
		(void)transport_send(&heard->transport, "12345678", 8);
		heard_run(heard);
	}
	CU_ASSERT_EQUAL_FATAL(heard->count, 1);
	CU_ASSERT_EQUAL(heard->touched[0].bytes, 4);
}

static void
half_a_message_ends_it(void)
{
	struct heard heard;
	struct peer peer;

	strike(&heard, &peer, "reset,seed=5");
	CU_ASSERT_TRUE(heard.ended);
	CU_ASSERT_STRING_EQUAL(heard.reason, "reset on purpose (--mischief)");
	peer_end(&peer);
	strike(&heard, &peer, "half-close,seed=5");
	CU_ASSERT_FALSE(heard.ended);
	(void)transport_send(&heard.transport, "12345678", 8);
	heard_run(&heard);
	CU_ASSERT_TRUE(peer_expect(&peer, ""));
	CU_ASSERT_EQUAL(strlen(peer.got) % 8, 4);
	transport_close(&heard.transport);
	peer_end(&peer);
}

static void
who_leaves_says_all_of_it_first(void)
{
	struct heard heard;
	struct peer peer;

	heard_connect(&heard, &peer, "split,delay=20,seed=7");
	(void)transport_send(&heard.transport, "goodbye\n", 8);
	transport_close_gently(&heard.transport, when_mono_ns());
	while (heard.count < 2 && heard_turn(&heard))
		continue;
	CU_ASSERT_TRUE(peer_expect(&peer, "goodbye\n"));
	CU_ASSERT_TRUE(peer_expect(&peer, ""));
	peer_end(&peer);
	while (!heard.ended && heard_turn(&heard))
		continue;
	CU_ASSERT_TRUE(heard.ended);
}

static unsigned
told(const struct heard *heard, enum mischief_kind kind)
{
	unsigned i, count = 0;

	for (i = 0; i < heard->count; i++)
		count += heard->touched[i].kind == kind;
	return count;
}

static void
datagrams_are_lost_or_twice(void)
{
	struct heard heard;
	struct post post;
	char text[8];
	unsigned i, came;

	post_open(&post);
	heard_open(&heard, SOCK_DGRAM, post.port, "drop,duplicate,seed=7");
	for (i = 0; i < 30; i++) {
		snprintf(text, sizeof(text), "<%u>", i);
		(void)transport_send(&heard.transport, text, strlen(text));
		heard_run(&heard);
	}
	CU_ASSERT_TRUE(told(&heard, MISCHIEF_DROP) > 0);
	CU_ASSERT_TRUE(told(&heard, MISCHIEF_DUPLICATE) > 0);
	came = 30 - told(&heard, MISCHIEF_DROP) +
	    told(&heard, MISCHIEF_DUPLICATE);
	for (i = 0; i < came; i++)
		CU_ASSERT_STRING_NOT_EQUAL(post_receive(&post), "");
	CU_ASSERT_EQUAL(recv(post.fd, text, sizeof(text), MSG_DONTWAIT), -1);
	transport_close(&heard.transport);
	close(post.fd);
}

UNIT_MAIN("client_mischief", TEST(a_message_is_cut_and_late),
    TEST(two_are_joined), TEST(half_a_message_ends_it),
    TEST(who_leaves_says_all_of_it_first), TEST(datagrams_are_lost_or_twice))
