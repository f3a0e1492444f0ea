/* Bytes to a server and back: client/raw.h, against sockets of this test. */
#include "client/raw.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "base/when.h"
#include "tests/unit/unit.h"

static char told[4096];

static void
take(void *context, const struct conversation_event *event)
{
	static const char letters[] = "LcC!sr???? FE";
	size_t used = strlen(told);

	(void)context;
	snprintf(told + used, sizeof(told) - used, "%c%.*s%s ",
	    event->kind == CONVERSATION_ON_SENT ? 's' :
	    event->kind == CONVERSATION_ON_RECEIVED ? 'r' :
	    event->kind == CONVERSATION_ON_FAILED ? 'F' :
	    event->kind == CONVERSATION_ON_FINISHED ? 'E' :
	    letters[event->kind], (int)event->bytes_len,
	    event->bytes_len == 0 ? "" : (const char *)event->bytes,
	    event->kind >= CONVERSATION_ON_FAILED ? event->text : "");
}

static const struct conversation_listener listener = { NULL, take };

static int
listen_on(uint16_t *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	CU_ASSERT_EQUAL_FATAL(bind(fd, (struct sockaddr *)&address, len), 0);
	CU_ASSERT_EQUAL_FATAL(listen(fd, 4), 0);
	(void)getsockname(fd, (struct sockaddr *)&address, &len);
	*port = ntohs(address.sin_port);
	told[0] = '\0';
	return fd;
}

/* Runs it until what was told ends in `until`, 5 s at most. */
static bool
run_until(struct raw *raw, const char *until)
{
	int64_t deadline_ns = when_mono_ns() + 5 * NS_PER_S;
	struct conversation_wants wants;
	struct pollfd watched;

	while (strstr(told, until) == NULL) {
		if (when_mono_ns() > deadline_ns || raw_over(raw))
			return false;
		raw_wants(raw, &wants);
		watched = (struct pollfd){ wants.fd, wants.events, 0 };
		(void)poll(&watched, 1, 5);
		if (watched.revents != 0)
			raw_ready(raw, watched.revents, when_mono_ns());
		raw_tick(raw, when_mono_ns());
	}
	return true;
}

static void
sends_and_receives(void)
{
	uint16_t port;
	int listening = listen_on(&port), peer;
	struct raw *raw = raw_new("127.0.0.1", port, &listener);
	char got[64];

	CU_ASSERT_EQUAL(raw_state(raw), CONVERSATION_NEW);
	CU_ASSERT_TRUE(raw_send(raw, "GET /\n", 6, when_mono_ns()));
	CU_ASSERT_TRUE(run_until(raw, "sGET /\n "));
	peer = accept(listening, NULL, NULL);
	CU_ASSERT_EQUAL(recv(peer, got, sizeof(got), 0), 6);
	CU_ASSERT_EQUAL(memcmp(got, "GET /\n", 6), 0);
	CU_ASSERT_TRUE(raw_send(raw, "more", 4, when_mono_ns()));
	CU_ASSERT_EQUAL(recv(peer, got, sizeof(got), 0), 4);
	CU_ASSERT_EQUAL(send(peer, "bye", 3, 0), 3);
	close(peer);
	CU_ASSERT_TRUE(run_until(raw, "rbye Ethe server closed"));
	CU_ASSERT_EQUAL(raw_state(raw), CONVERSATION_FINISHED);
	raw_free(raw);
	close(listening);
}

/* Bytes from the peer, taken in at a time of our own. */
static void
arrive(struct raw *raw, int peer, const char *bytes, int64_t now_ns)
{
	struct conversation_wants wants;
	struct pollfd watched;

	CU_ASSERT_EQUAL(send(peer, bytes, strlen(bytes), 0),
	    (ssize_t)strlen(bytes));
	raw_wants(raw, &wants);
	watched = (struct pollfd){ wants.fd, POLLIN, 0 };
	CU_ASSERT_EQUAL_FATAL(poll(&watched, 1, 5000), 1);
	raw_ready(raw, POLLIN, now_ns);
}

static void
pieces_close_to_each_other_are_one(void)
{
	uint16_t port;
	int listening = listen_on(&port), peer;
	struct raw *raw = raw_new("127.0.0.1", port, &listener);
	struct conversation_wants wants;
	int64_t t = when_mono_ns();

	CU_ASSERT_TRUE(raw_send(raw, "", 0, t));
	CU_ASSERT_TRUE(run_until(raw, "C"));
	peer = accept(listening, NULL, NULL);
	told[0] = '\0';
	arrive(raw, peer, "ans", t);
	raw_tick(raw, t + RAW_QUIET_NS - 1);
	CU_ASSERT_STRING_EQUAL(told, "");
	arrive(raw, peer, "wer", t + RAW_QUIET_NS - 1);
	raw_wants(raw, &wants);
	CU_ASSERT_EQUAL(wants.deadline_ns, t + 2 * RAW_QUIET_NS - 1);
	raw_tick(raw, t + 2 * RAW_QUIET_NS - 2);
	CU_ASSERT_STRING_EQUAL(told, "");
	raw_tick(raw, t + 2 * RAW_QUIET_NS - 1);
	CU_ASSERT_STRING_EQUAL(told, "ranswer ");
	raw_free(raw);
	close(peer);
	close(listening);
}

/* However often a little more comes. */
static void
what_trickles_is_told_in_time(void)
{
	uint16_t port;
	int listening = listen_on(&port), peer, i;
	struct raw *raw = raw_new("127.0.0.1", port, &listener);
	struct conversation_wants wants;
	int64_t t = when_mono_ns(), step = 30 * NS_PER_MS;

	CU_ASSERT_TRUE(raw_send(raw, "", 0, t));
	CU_ASSERT_TRUE(run_until(raw, "C"));
	peer = accept(listening, NULL, NULL);
	told[0] = '\0';
	t = when_mono_ns();
	for (i = 0; i < 9; i++) {
		raw_tick(raw, t + i * step);
		arrive(raw, peer, "x", t + i * step);
	}
	CU_ASSERT_STRING_EQUAL(told, "");
	raw_wants(raw, &wants);
	CU_ASSERT_EQUAL(wants.deadline_ns, t + RAW_LATEST_NS);
	raw_tick(raw, t + RAW_LATEST_NS);
	CU_ASSERT_STRING_EQUAL(told, "rxxxxxxxxx ");
	/* The next byte is held as the first was. */
	arrive(raw, peer, "y", t + 9 * step);
	raw_wants(raw, &wants);
	CU_ASSERT_EQUAL(wants.deadline_ns, t + 9 * step + RAW_QUIET_NS);
	raw_free(raw);
	close(peer);
	close(listening);
}

static void
connects_without_a_word(void)
{
	uint16_t port;
	int listening = listen_on(&port), peer;
	struct raw *raw = raw_new("127.0.0.1", port, &listener);

	CU_ASSERT_TRUE(raw_send(raw, "", 0, when_mono_ns()));
	CU_ASSERT_TRUE(run_until(raw, "C"));
	CU_ASSERT_STRING_EQUAL(told, "c C ");
	peer = accept(listening, NULL, NULL);
	raw_stop(raw, when_mono_ns());
	CU_ASSERT_EQUAL(raw_state(raw), CONVERSATION_CLOSING);
	CU_ASSERT_TRUE(run_until(raw, "E"));
	CU_ASSERT_STRING_EQUAL(told, "c C E ");
	raw_free(raw);
	close(peer);
	close(listening);
}

static void
says_why_there_is_no_connection(void)
{
	uint16_t port;
	int listening = listen_on(&port);
	struct raw *raw;

	close(listening);
	raw = raw_new("127.0.0.1", port, &listener);
	CU_ASSERT_TRUE(raw_send(raw, "x", 1, when_mono_ns()));
	CU_ASSERT_TRUE(run_until(raw, "Fcould not connect to 127.0.0.1:"));
	CU_ASSERT_PTR_NOT_NULL(strstr(told, "connection refused"));
	CU_ASSERT_PTR_NULL(strstr(told, "sx"));
	CU_ASSERT_EQUAL(raw_state(raw), CONVERSATION_FAILED);
	raw_free(raw);
}

static void
a_second_stop_ends_it_at_once(void)
{
	uint16_t port;
	int listening = listen_on(&port);
	struct raw *raw = raw_new("127.0.0.1", port, &listener);

	CU_ASSERT_TRUE(raw_send(raw, "", 0, when_mono_ns()));
	CU_ASSERT_TRUE(run_until(raw, "C"));
	raw_stop(raw, when_mono_ns());
	raw_stop(raw, when_mono_ns());
	CU_ASSERT_TRUE(raw_over(raw));
	CU_ASSERT_STRING_EQUAL(told, "c C E ");
	raw_stop(raw, when_mono_ns());
	CU_ASSERT_STRING_EQUAL(told, "c C E ");
	raw_free(raw);
	close(listening);
}

UNIT_MAIN("client_raw", TEST(sends_and_receives),
    TEST(pieces_close_to_each_other_are_one),
    TEST(what_trickles_is_told_in_time),
    TEST(connects_without_a_word), TEST(says_why_there_is_no_connection),
    TEST(a_second_stop_ends_it_at_once))
