/* The transport alone: buffers, datagrams, lookups. */
#include "tests/unit/client_peer.h"

#include <errno.h>

#include "client/lookup.h"
#include "client/reason.h"
#include "client/transport.h"

#define BULK_BYTES (4 * 1024 * 1024)

struct heard {
	struct transport transport;
	bool connected, ended, failed;
	char reason[128];
	unsigned calls;
	size_t total;		/* received */
	size_t hold;		/* bytes received leaves unused, at first */
	char last[64];		/* what the last call showed */
	char moved[ADDRESS_SIZE];
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
	struct heard *heard = context;

	heard->connected = address[0] != '\0';
}

static void
heard_moved(void *context, const char *address)
{
	struct heard *heard = context;

	snprintf(heard->moved, sizeof(heard->moved), "%s", address);
}

static size_t
heard_received(void *context, const char *bytes, size_t len, bool last)
{
	struct heard *heard = context;

	heard->calls++;
	if (len < heard->hold && !last)
		return 0;
	heard->total += len;
	snprintf(heard->last, sizeof(heard->last), "%.*s", (int)len,
	    len == 0 ? "" : bytes);
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
heard_failed(void *context, const char *reason)
{
	struct heard *heard = context;

	heard->failed = true;
	snprintf(heard->reason, sizeof(heard->reason), "%s", reason);
}

static void
heard_init(struct heard *heard, int socket_type, size_t receive_max)
{
	struct transport_listener listener = {
		.context = heard, .trying = heard_trying,
		.connected = heard_connected, .moved = heard_moved,
		.received = heard_received,
		.ended = heard_ended, .failed = heard_failed
	};

	memset(heard, 0, sizeof(*heard));
	transport_init(&heard->transport, socket_type, receive_max,
	    &listener);
}

static bool
heard_turn(struct heard *heard)
{
	struct pollfd watched;
	int64_t deadline_ns;

	watched.fd = transport_wants(&heard->transport, &watched.events,
	    &deadline_ns);
	if (watched.fd == -1 || poll(&watched, 1, PATIENCE_MS) != 1)
		return false;
	transport_ready(&heard->transport, watched.revents, 1);
	return true;
}

static void
heard_connect(struct heard *heard, struct peer *peer)
{
	peer_listen(peer);
	transport_open(&heard->transport, "127.0.0.1",
	    (uint16_t)atoi(peer->port), 1);
	while (!heard->connected && heard_turn(heard))
		continue;
	CU_ASSERT_FATAL(heard->connected);
	peer_accept(peer);
}

/* A peer that never reads does not fill this one's memory. */
static void
sends_no_end_to_a_peer_that_does_not_read(void)
{
	static const char bulk[65536];
	struct heard heard;
	struct peer peer;
	const char *fault = NULL;
	unsigned i;

	heard_init(&heard, SOCK_STREAM, 4096);
	heard_connect(&heard, &peer);
	for (i = 0; i < 1000 && fault == NULL; i++)
		fault = transport_send(&heard.transport, bulk, sizeof(bulk));
	CU_ASSERT_PTR_NOT_NULL_FATAL(fault);
	CU_ASSERT_STRING_EQUAL(fault,
	    "the server does not read what it is sent");
	CU_ASSERT(heard.transport.out.len <= TRANSPORT_SEND_MAX);
	transport_close(&heard.transport);
	peer_end(&peer);
}

static void
sends_more_than_the_system_takes(void)
{
	static char bulk[BULK_BYTES], got[BULK_BYTES];
	struct heard heard;
	struct peer peer;
	size_t i, got_len = 0;
	short events;
	int64_t deadline_ns;
	ssize_t len;

	for (i = 0; i < BULK_BYTES; i++)
		bulk[i] = (char)(i * 31 + i / 977);
	heard_init(&heard, SOCK_STREAM, 4096);
	heard_connect(&heard, &peer);
	for (i = 0; i < BULK_BYTES; i += 65536)
		CU_ASSERT_PTR_NULL(transport_send(&heard.transport, bulk + i,
		    65536));
	transport_wants(&heard.transport, &events, &deadline_ns);
	CU_ASSERT_EQUAL(events, POLLIN | POLLOUT);
	/* Leaving does not cut off what is still to go. */
	transport_close_gently(&heard.transport, 1);
	while (got_len < BULK_BYTES) {
		len = recv(peer.fd, got + got_len, BULK_BYTES - got_len,
		    MSG_DONTWAIT);
		if (len > 0)
			got_len += (size_t)len;
		else if (len == 0 || !heard_turn(&heard))
			break;
	}
	CU_ASSERT_EQUAL(got_len, BULK_BYTES);
	CU_ASSERT_EQUAL(memcmp(bulk, got, BULK_BYTES), 0);
	CU_ASSERT(peer_expect(&peer, ""));
	peer_end(&peer);
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT(heard.ended);
	CU_ASSERT_STRING_EQUAL(heard.reason, "closed");
}

static void
keeps_what_was_not_used(void)
{
	struct heard heard;
	struct peer peer;

	heard_init(&heard, SOCK_STREAM, 4096);
	heard_connect(&heard, &peer);
	heard.hold = 6;
	peer_send(&peer, "one");
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT_EQUAL(heard.total, 0);
	peer_send(&peer, "two");
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT_STRING_EQUAL(heard.last, "onetwo");
	peer_send(&peer, "end");
	CU_ASSERT(heard_turn(&heard));
	peer_close(&peer);
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT_STRING_EQUAL(heard.last, "end");
	CU_ASSERT(heard.ended);
	peer_end(&peer);
}

static void
ends_a_message_without_end(void)
{
	struct heard heard;
	struct peer peer;
	static char much[5000];

	memset(much, 'x', sizeof(much) - 1);
	heard_init(&heard, SOCK_STREAM, 4096);
	heard_connect(&heard, &peer);
	heard.hold = SIZE_MAX;
	peer_send(&peer, much);
	while (!heard.ended && heard_turn(&heard))
		continue;
	CU_ASSERT_STRING_EQUAL(heard.reason, "its message is too long");
	CU_ASSERT_EQUAL(heard.total, 4096);
	peer_end(&peer);
}

/* One ready call reads so much and no more: others wait for their turn. */
static void
reads_no_more_than_its_share(void)
{
	static char much[65536];
	struct heard heard;
	struct peer peer;
	int size = 1 << 20;

	memset(much, 'x', sizeof(much) - 1);
	heard_init(&heard, SOCK_STREAM, 1 << 20);
	heard_connect(&heard, &peer);
	setsockopt(heard.transport.fd, SOL_SOCKET, SO_RCVBUF, &size,
	    sizeof(size));
	peer_send(&peer, much);
	peer_send(&peer, much);
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT(heard.total < 2 * TRANSPORT_READ_MAX - 2);
	transport_close(&heard.transport);
	peer_end(&peer);
}

static void
keeps_datagrams_apart(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t len = sizeof(address);
	struct heard heard;
	char got[64];
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CU_ASSERT_EQUAL(bind(fd, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	(void)getsockname(fd, (struct sockaddr *)&address, &len);
	heard_init(&heard, SOCK_DGRAM, 65536);
	transport_open(&heard.transport, "127.0.0.1",
	    ntohs(address.sin_port), 1);
	CU_ASSERT(heard.connected);
	CU_ASSERT_PTR_NULL(transport_send(&heard.transport, "one", 3));
	CU_ASSERT_PTR_NULL(transport_send(&heard.transport, "two2", 4));
	len = sizeof(address);
	CU_ASSERT_EQUAL(recvfrom(fd, got, sizeof(got), 0,
	    (struct sockaddr *)&address, &len), 3);
	CU_ASSERT_EQUAL(recv(fd, got, sizeof(got), 0), 4);
	sendto(fd, "three", 5, 0, (struct sockaddr *)&address, len);
	sendto(fd, "", 0, 0, (struct sockaddr *)&address, len);
	sendto(fd, "four", 4, 0, (struct sockaddr *)&address, len);
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT_EQUAL(heard.calls, 3);
	CU_ASSERT_EQUAL(heard.total, 9);
	CU_ASSERT_STRING_EQUAL(heard.last, "four");
	/* A part that a lab leaves is not put before the next datagram. */
	heard.hold = SIZE_MAX;
	sendto(fd, "five", 4, 0, (struct sockaddr *)&address, len);
	CU_ASSERT(heard_turn(&heard));
	heard.hold = 0;
	sendto(fd, "six", 3, 0, (struct sockaddr *)&address, len);
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT_STRING_EQUAL(heard.last, "six");
	close(fd);
	CU_ASSERT_PTR_NULL(transport_send(&heard.transport, "gone", 4));
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT_STRING_EQUAL(heard.reason, "connection refused");
}

/* Nobody at the name's IPv4 address, somebody at its IPv6 address: that only
 * the answer to a datagram says. */
static void
goes_where_datagrams_are_answered(void)
{
	struct sockaddr_in6 address = { .sin6_family = AF_INET6,
	    .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	struct sockaddr_in6 from;
	socklen_t len = sizeof(address), from_len = sizeof(from);
	struct heard heard;
	char got[64] = "";
	int fd = socket(AF_INET6, SOCK_DGRAM, 0);

	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0) {
		printf("\n      no IPv6 here");
		close(fd);
		return;
	}
	(void)getsockname(fd, (struct sockaddr *)&address, &len);
	heard_init(&heard, SOCK_DGRAM, 65536);
	transport_open(&heard.transport, "localhost",
	    ntohs(address.sin6_port), 1);
	CU_ASSERT(heard.connected);
	CU_ASSERT_STRING_EQUAL(heard.moved, "");
	CU_ASSERT_PTR_NULL(transport_send(&heard.transport, "first", 5));
	CU_ASSERT_PTR_NULL(transport_send(&heard.transport, "ask", 3));
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT_EQUAL(strncmp(heard.moved, "[::1]:", 6), 0);
	CU_ASSERT_EQUAL(recvfrom(fd, got, sizeof(got), MSG_DONTWAIT,
	    (struct sockaddr *)&from, &from_len), 3);
	CU_ASSERT_STRING_EQUAL(got, "ask");
	sendto(fd, "yes", 3, 0, (struct sockaddr *)&from, from_len);
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT_STRING_EQUAL(heard.last, "yes");
	CU_ASSERT_FALSE(heard.ended);
	/* One that has answered is the server; there is no other. */
	close(fd);
	CU_ASSERT_PTR_NULL(transport_send(&heard.transport, "gone", 4));
	CU_ASSERT(heard_turn(&heard));
	CU_ASSERT_STRING_EQUAL(heard.reason, "connection refused");
}

static void
looks_up(void)
{
	struct resolved addresses;
	struct lookup *lookup;

	CU_ASSERT(lookup_at_once("LOCALHOST", 80, &addresses));
	CU_ASSERT_EQUAL(addresses.count, 2);
	CU_ASSERT_EQUAL(addresses.list[0].ss_family, AF_INET);
	CU_ASSERT_EQUAL(addresses.list[1].ss_family, AF_INET6);
	CU_ASSERT(lookup_at_once("::1", 80, &addresses));
	CU_ASSERT_EQUAL(addresses.count, 1);
	CU_ASSERT_FALSE(lookup_at_once("example.invalid", 80, &addresses));
	/* On the thread, an address is answered without asking anybody. */
	lookup = lookup_start("127.0.0.1", 80);
	CU_ASSERT_PTR_NOT_NULL_FATAL(lookup);
	CU_ASSERT(peer_readable(lookup_fd(lookup)));
	CU_ASSERT(lookup_ready(lookup));
	CU_ASSERT_FALSE(lookup_ready(lookup));
	CU_ASSERT_PTR_NULL(lookup_take(lookup, &addresses));
	CU_ASSERT_EQUAL(addresses.count, 1);
	CU_ASSERT_EQUAL(((struct sockaddr_in *)&addresses.list[0])->sin_port,
	    htons(80));
}

static void
says_reasons_in_lower_case(void)
{
	CU_ASSERT_STRING_EQUAL(reason_errno(ECONNREFUSED),
	    "connection refused");
	CU_ASSERT_STRING_EQUAL(reason_errno(99999), "unknown error");
	CU_ASSERT_STRING_EQUAL(reason_lower("RFS specific error"),
	    "RFS specific error");
	CU_ASSERT_STRING_EQUAL(reason_lower(""), "");
}

UNIT_MAIN("client_transport", TEST(sends_no_end_to_a_peer_that_does_not_read),
    TEST(sends_more_than_the_system_takes),
    TEST(keeps_what_was_not_used), TEST(ends_a_message_without_end),
    TEST(reads_no_more_than_its_share), TEST(keeps_datagrams_apart),
    TEST(goes_where_datagrams_are_answered),
    TEST(looks_up), TEST(says_reasons_in_lower_case))
