/* base/address.c: addresses in and out of text. */
#include "base/address.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/un.h>

#include "tests/unit/unit.h"

static void
formats_v4(const char *text, unsigned port, const char *want)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port) };
	char *out = unit_guard_copy(NULL, ADDRESS_SIZE);

	CU_ASSERT_EQUAL_FATAL(inet_pton(AF_INET, text, &v4.sin_addr), 1);
	address_format(out, (struct sockaddr *)&v4);
	CU_ASSERT_STRING_EQUAL(out, want);
	unit_guard_free(out, ADDRESS_SIZE);
}

static void
formats_v6(const char *text, unsigned port, unsigned scope, const char *want)
{
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6,
	    .sin6_port = htons((uint16_t)port), .sin6_scope_id = scope };
	char *out = unit_guard_copy(NULL, ADDRESS_SIZE);

	CU_ASSERT_EQUAL_FATAL(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
	address_format(out, (struct sockaddr *)&v6);
	if (strcmp(out, want) != 0)
		printf("\n      \"%s\" where \"%s\" was expected", out, want);
	CU_ASSERT_STRING_EQUAL(out, want);
	unit_guard_free(out, ADDRESS_SIZE);
}

static void
formats(void)
{
	formats_v4("127.0.0.1", 40112, "127.0.0.1:40112");
	formats_v4("0.0.0.0", 0, "0.0.0.0:0");
	formats_v4("255.255.255.255", 65535, "255.255.255.255:65535");
	formats_v6("::1", 40112, 0, "[::1]:40112");
	formats_v6("2001:db8::5", 80, 0, "[2001:db8::5]:80");
	formats_v6("::ffff:10.0.0.2", 80, 0, "10.0.0.2:80");
	formats_v6("::ffff:10.0.0.2", 80, 7, "10.0.0.2:80");
	/* an interface nobody has; the longest text there is */
	formats_v6("fe80::1", 1, 987654321, "[fe80::1%987654321]:1");
	formats_v6("1111:2222:3333:4444:5555:6666:7777:8888", 65535,
	    4294967295u,
	    "[1111:2222:3333:4444:5555:6666:7777:8888%4294967295]:65535");
}

static void
formats_a_zone(void)
{
	char want[ADDRESS_SIZE], name[IF_NAMESIZE];

	if (if_indextoname(1, name) == NULL)
		return;		/* a container without even a loopback */
	(void)snprintf(want, sizeof(want), "[fe80::1%%%s]:1", name);
	formats_v6("fe80::1", 1, 1, want);
}

static void
formats_no_other(void)
{
	struct sockaddr_un local = { .sun_family = AF_UNIX };
	char out[ADDRESS_SIZE];

	address_format(out, (struct sockaddr *)&local);
	CU_ASSERT_STRING_EQUAL(out, "?");
}

static void
splits(const char *text, const char *host, int port)
{
	size_t len = strlen(text) + 1;
	char *copy = unit_guard_copy(text, len);
	char *out = unit_guard_copy(NULL, 64);
	uint16_t out_port = 12080;
	const char *fault = address_split(copy, out, 64, &out_port);

	if (fault != NULL)
		printf("\n      \"%s\": %s", text, fault);
	CU_ASSERT_PTR_NULL(fault);
	CU_ASSERT_STRING_EQUAL(out, host);
	CU_ASSERT_EQUAL(out_port, port);
	unit_guard_free(out, 64);
	unit_guard_free(copy, len);
}

static void
refuses(const char *text, const char *reason)
{
	size_t len = strlen(text) + 1;
	char *copy = unit_guard_copy(text, len), host[64];
	uint16_t port = 12080;
	const char *fault = address_split(copy, host, sizeof(host), &port);

	CU_ASSERT_PTR_NOT_NULL(fault);
	if (fault != NULL && strstr(fault, reason) == NULL)
		printf("\n      \"%s\": %s", text, fault);
	CU_ASSERT(fault != NULL && strstr(fault, reason) != NULL);
	CU_ASSERT_EQUAL(port, 12080);
	unit_guard_free(copy, len);
}

static void
every_form(void)
{
	splits("localhost", "localhost", 12080);
	splits("localhost:80", "localhost", 80);
	splits("10.0.0.1", "10.0.0.1", 12080);
	splits("10.0.0.1:0", "10.0.0.1", 0);
	splits("h1.example.org:65535", "h1.example.org", 65535);
	splits("[::1]", "::1", 12080);
	splits("[::1]:12081", "::1", 12081);
	splits("::1", "::1", 12080);
	splits("::", "::", 12080);
	splits("2001:db8::5", "2001:db8::5", 12080);
	splits("fe80::1%eth0", "fe80::1%eth0", 12080);
	splits("[fe80::1%eth0]:80", "fe80::1%eth0", 80);
	splits("::ffff:10.0.0.2", "::ffff:10.0.0.2", 12080);
	splits(":12081", "127.0.0.1", 12081);
}

static void
every_fault(void)
{
	refuses("", "empty");
	refuses("localhost:", "a port is");
	refuses(":", "a port is");
	refuses("localhost:http", "a port is");
	refuses("localhost:65536", "a port is");
	refuses("localhost:-1", "a port is");
	refuses("localhost: 80", "a port is");
	refuses("[::1]:", "a port is");
	refuses("[::1", "missing");
	refuses("[::1]80", "after ]");
	refuses("[]", "belongs an IPv6");
	refuses("[localhost]:80", "belongs an IPv6");
	refuses("[127.0.0.1]:80", "belongs an IPv6");
	refuses("a:b:c", "more than one colon");
	refuses("127.0.0.1:80:90", "more than one colon");
	refuses("fe80::1%", "more than one colon");
	refuses("fe80::1%abcdefghijklmnop", "more than one colon");
	refuses("http://localhost/", "http://");
	refuses("local host", "characters");
	refuses("localhost/wait", "characters");
	refuses("user@host", "characters");
	refuses("host\n", "characters");
	refuses("host]", "characters");
}

static void
host_has_a_size(void)
{
	char *host = unit_guard_copy(NULL, 10);
	uint16_t port = 7;

	CU_ASSERT_PTR_NULL(address_split("localhost:1", host, 10, &port));
	CU_ASSERT_STRING_EQUAL(host, "localhost");
	CU_ASSERT_PTR_NOT_NULL(address_split("localhostx", host, 10, &port));
	CU_ASSERT_PTR_NOT_NULL(address_split("[2001:db8::55]", host, 10,
	    &port));
	CU_ASSERT_PTR_NULL(address_split(":80", host, 10, &port));
	CU_ASSERT_STRING_EQUAL(host, "127.0.0.1");
	unit_guard_free(host, 10);
}

static void
ports(void)
{
	CU_ASSERT_EQUAL(address_port("0"), 0);
	CU_ASSERT_EQUAL(address_port("80"), 80);
	CU_ASSERT_EQUAL(address_port("00080"), 80);
	CU_ASSERT_EQUAL(address_port("65535"), 65535);
	CU_ASSERT_EQUAL(address_port("65536"), -1);
	CU_ASSERT_EQUAL(address_port("99999999999999999999"), -1);
	CU_ASSERT_EQUAL(address_port(""), -1);
	CU_ASSERT_EQUAL(address_port("+1"), -1);
	CU_ASSERT_EQUAL(address_port("-1"), -1);
	CU_ASSERT_EQUAL(address_port(" 1"), -1);
	CU_ASSERT_EQUAL(address_port("1 "), -1);
	CU_ASSERT_EQUAL(address_port("0x50"), -1);
}

static void
an_address_is_at_its_host(void)
{
	CU_ASSERT_TRUE(address_at("127.0.0.1:4711", "127.0.0.1"));
	CU_ASSERT_TRUE(address_at("[::1]:4711", "[::1]"));
	CU_ASSERT_FALSE(address_at("127.0.0.11:4711", "127.0.0.1"));
	CU_ASSERT_FALSE(address_at("127.0.0.1", "127.0.0.1"));
	CU_ASSERT_FALSE(address_at("[::1]:4711", "[:"));
	CU_ASSERT_FALSE(address_at("[::1]:4711", "["));
	CU_ASSERT_FALSE(address_at("[fe80::1]:4711", "[::1]"));
	CU_ASSERT_FALSE(address_at("", ""));
	CU_ASSERT_FALSE(address_at(":1", ""));
}

UNIT_MAIN("address", TEST(formats), TEST(formats_a_zone),
    TEST(formats_no_other), TEST(every_form), TEST(every_fault),
    TEST(host_has_a_size), TEST(ports), TEST(an_address_is_at_its_host))
