/* Messages as commands and from all sides; the form that starts a server. */
#include <stdlib.h>
#include <unistd.h>

#include "gui/model/command.h"
#include "gui/model/details.h"
#include "gui/model/start.h"
#include "tests/unit/unit.h"

static struct log *log_;

static struct log_entry *
entry_of(const char *bytes, size_t len, enum feed_direction direction)
{
	struct feed_message m = { .event = FEED_MESSAGE,
	    .direction = direction, .client = 1, .lab = LAB_WAIT,
	    .message_bytes = (uint32_t)len, .name = "alice",
	    .peer = "127.0.0.1:1", .note = "", .bytes = bytes,
	    .bytes_len = len };

	if (log_ == NULL)
		log_ = log_new(100, 1000000);
	CU_ASSERT_TRUE_FATAL(log_add(log_, &m));
	return log_at(log_, log_next(log_) - 1);
}

#define RECEIVED(literal) \
	entry_of(literal, sizeof(literal) - 1, FEED_RECEIVED)

static void
is(char *text, const char *expected)
{
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	CU_ASSERT_STRING_EQUAL(text, expected);
	if (strcmp(text, expected) != 0)
		printf("got:\n%s\n", text);
	free(text);
}

static void
nc_quotes_every_byte(void)
{
	is(command_nc(RECEIVED("a'b\\c%d\r\n\0\xff"), "127.0.0.1:12080"),
	    "printf 'a\\047b\\\\c%%d\\r\\n\\000\\377' | nc 127.0.0.1 12080\n");
	is(command_nc(RECEIVED("x"), "[::1]:12080"),
	    "printf 'x' | nc ::1 12080\n");
	is(command_nc(RECEIVED("-v-"), "h:1"),
	    "printf '\\055v-' | nc h 1\n");
}

static void
nc_sends_a_datagram_as_one(void)
{
	struct log_entry *entry = RECEIVED("TIME\n");

	entry->datagram = true;
	is(command_nc(entry, "127.0.0.1:12003"),
	    "printf 'TIME\\n' | nc -u -w1 127.0.0.1 12003\n");
}

/* What the shell makes of it is the message again. */
static void
nc_gives_the_bytes_back(void)
{
	static const char bytes[] = "G'E\"T $x `y` \\n %s\r\n\t\x01\xc3\xa9 !";
	char *text = command_nc(RECEIVED(bytes), "127.0.0.1:1"), *pipe_sign;
	char script[1024], got[256];
	size_t len;
	FILE *shell;

	pipe_sign = strstr(text, " | nc ");
	CU_ASSERT_PTR_NOT_NULL_FATAL(pipe_sign);
	*pipe_sign = '\0';
	snprintf(script, sizeof(script), "%s", text);
	free(text);
	shell = popen(script, "r");
	len = fread(got, 1, sizeof(got), shell);
	pclose(shell);
	CU_ASSERT_EQUAL(len, sizeof(bytes) - 1);
	CU_ASSERT_EQUAL(memcmp(got, bytes, sizeof(bytes) - 1), 0);
}

static void
curl_says_the_request(void)
{
	is(command_curl(RECEIVED("\r\nPOST /wait?a=1 HTTP/1.1\r\nHost: a\r\n"
	    "content-length: 1\r\nX-It: it's\r\nAccept:\r\n"
	    "User-Agent: t\r\nContent-Type: text/plain\r\n\r\n7"),
	    "127.0.0.1:12080"),
	    "curl -i -X 'POST' -H 'Host: a' -H $'X-It: it\\047s' "
	    "-H 'Accept'';' -H 'User-Agent: t' -H 'Content-Type: text/plain' "
	    "--data-binary '7' 'http://127.0.0.1:12080/wait?a=1'\n");
	CU_ASSERT_PTR_NULL(command_curl(RECEIVED("hello\n"), "h:1"));
	CU_ASSERT_PTR_NULL(command_curl(RECEIVED("GET\r\n\r\n"), "h:1"));
	CU_ASSERT_PTR_NULL(command_curl(RECEIVED("\r\n\r\n"), "h:1"));
}

/* What is wrong with a request is wrong again, where curl can do that. */
static void
curl_repeats_mistakes(void)
{
	is(command_curl(RECEIVED("GET / HTTP/1.1\r\n\r\n"), "h:1"),
	    "curl -i -X 'GET' -H 'Host:' -H 'User-Agent:' -H 'Accept:' "
	    "'http://h:1/'\n");
	is(command_curl(RECEIVED("HEAD / HTTP/1.1\r\nHost: h\r\n"
	    "User-Agent: t\r\nAccept: */*\r\n\r\n"), "h:1"),
	    "curl -i --head -H 'Host: h' -H 'User-Agent: t' "
	    "-H 'Accept: */*' 'http://h:1/'\n");
	is(command_curl(RECEIVED("POST / HTTP/1.1\r\nHost: h\r\n"
	    "User-Agent: t\r\nAccept: */*\r\nContent-Length: 5\r\n\r\n7"),
	    "h:1"), "curl -i -X 'POST' -H 'Content-Type:' -H 'Host: h' "
	    "-H 'User-Agent: t' -H 'Accept: */*' -H 'Content-Length: 5' "
	    "--data-binary '7' 'http://h:1/'\n");
	CU_ASSERT_PTR_NULL(command_curl(RECEIVED("POST / HTTP/1.1\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n1\r\n7\r\n0\r\n\r\n"),
	    "h:1"));
	CU_ASSERT_PTR_NULL(command_curl(RECEIVED("POST / HTTP/1.1\r\n"
	    "Content-Length: 1\r\n\r\n\0"), "h:1"));
}

static void
any_address_becomes_loopback(void)
{
	char out[ADDRESS_SIZE];

	command_address("0.0.0.0:12080", out, sizeof(out));
	CU_ASSERT_STRING_EQUAL(out, "127.0.0.1:12080");
	command_address("[::]:12080", out, sizeof(out));
	CU_ASSERT_STRING_EQUAL(out, "[::1]:12080");
	command_address("[::]:12003/udp", out, sizeof(out));
	CU_ASSERT_STRING_EQUAL(out, "[::1]:12003");
	command_address("10.0.0.1:5", out, sizeof(out));
	CU_ASSERT_STRING_EQUAL(out, "10.0.0.1:5");
}

static bool
says(const struct log_entry *entry, enum details_side side, const char *what)
{
	char *text = details_text(entry, side);
	bool found = text != NULL && strstr(text, what) != NULL;

	if (!found)
		printf("got:\n%s\n", text);
	free(text);
	return found;
}

static void
details_have_four_sides(void)
{
	struct log_entry *entry = RECEIVED("POST /wait HTTP/1.1\r\n"
	    "Host: 127.0.0.1\r\nContent-Length: 1\r\n\r\n7");

	CU_ASSERT_TRUE(says(entry, DETAILS_RAW,
	    "Host: 127.0.0.1\\r\\n\nContent-Length"));
	CU_ASSERT_TRUE(says(entry, DETAILS_HEAD,
	    "POST /wait HTTP/1.1\n\n  Host                  127.0.0.1\n"));
	CU_ASSERT_TRUE(says(RECEIVED("\r\nGET / HTTP/1.1\r\n\r\n"),
	    DETAILS_HEAD, "GET / HTTP/1.1\n"));
	CU_ASSERT_TRUE(says(entry, DETAILS_HEX, "000000  50 4f 53 54 20"));
	CU_ASSERT_TRUE(says(entry, DETAILS_VERDICT, "nothing is wrong"));
}

static void
verdicts_explain(void)
{
	CU_ASSERT_TRUE(says(RECEIVED("GET / HTTP/1.1\nHost: a\n\n"),
	    DETAILS_VERDICT, "RFC 9112"));
	CU_ASSERT_TRUE(says(RECEIVED("GET / HTTP/1.1\r\n\r\n"),
	    DETAILS_VERDICT, "Host"));
	CU_ASSERT_TRUE(says(entry_of("HTTP/1.1 200 OK\r\n"
	    "Content-Length: 2\r\n\r\nok", 40, FEED_SENT), DETAILS_VERDICT,
	    "nothing is wrong with this answer"));
}

static void
start_defaults_are_right(void)
{
	struct start_form form;
	static struct start_args args;

	start_defaults(&form);
	CU_ASSERT_PTR_NULL(start_check(&form));
	start_arguments(&form, "/bin/barewired", "lab", &args);
	CU_ASSERT_STRING_EQUAL(args.argv[0], "/bin/barewired");
	CU_ASSERT_STRING_EQUAL(args.argv[1], "--max-clients=1024");
	CU_ASSERT_STRING_EQUAL(args.argv[2], "--instance");
	CU_ASSERT_STRING_EQUAL(args.argv[3], "lab");
	CU_ASSERT_STRING_EQUAL(args.argv[5], "127.0.0.1");
	CU_ASSERT_STRING_EQUAL(args.argv[6], "--port=wait=12080");
	CU_ASSERT_PTR_NULL(args.argv[6 + LAB_COUNT]);
}

static void
start_faults_are_said(void)
{
	struct start_form form;

	start_defaults(&form);
	strcpy(form.ports[0], "70000");
	CU_ASSERT_PTR_NOT_NULL(start_check(&form));
	start_defaults(&form);
	strcpy(form.clients, "0");
	CU_ASSERT_PTR_NOT_NULL(start_check(&form));
	start_defaults(&form);
	form.address[0] = '\0';
	CU_ASSERT_PTR_NOT_NULL(start_check(&form));
	start_defaults(&form);
	strcpy(form.address, "127.0.0.1:80");
	CU_ASSERT_PTR_NOT_NULL(start_check(&form));
	start_defaults(&form);
	strcpy(form.more, " bare");
	CU_ASSERT_PTR_NOT_NULL(start_check(&form));
	strcpy(form.more, "-v -v -v -v -v -v -v -v -v -v -v -v -v -v -v -v -v");
	CU_ASSERT_PTR_NOT_NULL(start_check(&form));
}

static void
start_takes_other_options(void)
{
	struct start_form form;
	static struct start_args args;

	start_defaults(&form);
	strcpy(form.more, " --bare\t--partner-wait 60 ");
	CU_ASSERT_PTR_NULL(start_check(&form));
	start_arguments(&form, "barewired", "lab", &args);
	CU_ASSERT_STRING_EQUAL(args.argv[1], "--bare");
	CU_ASSERT_STRING_EQUAL(args.argv[2], "--partner-wait");
	CU_ASSERT_STRING_EQUAL(args.argv[3], "60");
	CU_ASSERT_STRING_EQUAL(args.argv[4], "--max-clients=1024");
	strcpy(form.more, "-v -v -v -v -v -v -v -v -v -v -v -v -v -v -v -v");
	form.lenient = true;
	CU_ASSERT_PTR_NULL(start_check(&form));
	start_arguments(&form, "barewired", "lab", &args);
	CU_ASSERT_PTR_NOT_NULL(args.argv[22 + LAB_COUNT]);
	CU_ASSERT_PTR_NULL(args.argv[23 + LAB_COUNT]);
}

static void
start_takes_an_address_in_brackets(void)
{
	struct start_form form;
	static struct start_args args;
	int i;

	start_defaults(&form);
	strcpy(form.address, "[::1]");
	CU_ASSERT_PTR_NULL(start_check(&form));
	start_arguments(&form, "barewired", "lab", &args);
	for (i = 0; args.argv[i] != NULL; i++)
		if (strcmp(args.argv[i], "--address") == 0)
			break;
	CU_ASSERT_PTR_NOT_NULL_FATAL(args.argv[i]);
	CU_ASSERT_STRING_EQUAL(args.argv[i + 1], "::1");
}

UNIT_MAIN("model_command", TEST(nc_quotes_every_byte),
    TEST(nc_gives_the_bytes_back), TEST(nc_sends_a_datagram_as_one),
    TEST(curl_says_the_request), TEST(curl_repeats_mistakes),
    TEST(any_address_becomes_loopback), TEST(details_have_four_sides),
    TEST(verdicts_explain), TEST(start_defaults_are_right),
    TEST(start_faults_are_said), TEST(start_takes_other_options),
    TEST(start_takes_an_address_in_brackets))
