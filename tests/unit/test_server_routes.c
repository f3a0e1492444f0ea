/* The wait lab: which request is served by what, and how long it pauses. */
#include "tests/unit/server_fixture.h"

#include "server/labs/wait.h"

static struct served served;
static struct wait_talk talk;
static char raw[65536], body[HTTP_BODY_MAX + 1], text[WAIT_TEXT_MAX + 1];

static void
begin(void)
{
	parent_make(8, 0);
	served_make(&served, LAB_WAIT, 7);
	memset(&talk, 0, sizeof(talk));
	talk.child = &served.child;
	talk.raw = raw;
	talk.body = body;
	talk.text = text;
	talk.text_size = WAIT_TEXT_MAX;
	talk.head_size = HTTP_WRITTEN_MAX;
	(void)parent_said();
}

static void
end(void)
{
	served_end(&served);
	parent_end();
}

/* A whole request as lab_wait.c reads it; what serves it says its status. */
static int
ask(const char *request)
{
	struct http_policy policy = { .lenient = served.settings.lenient };

	(void)text_copy(raw, sizeof(raw), request);
	talk.raw_len = strlen(raw);
	talk.status = 0;
	talk.since_ns = when_mono_ns();
	http_request_init(&talk.request, &policy);
	if (http_request_feed(&talk.request, raw, talk.raw_len) !=
	    HTTP_COMPLETE && http_request_end(&talk.request, raw,
	    talk.raw_len) != HTTP_COMPLETE)
		return -1;
	talk.body_len = http_request_body(&talk.request, raw, body,
	    HTTP_BODY_MAX);
	body[talk.body_len] = '\0';
	if (wait_route(&talk) != CHILD_OK)
		return -2;
	text[talk.text_len] = '\0';
	return talk.status;
}

static int
get(const char *method, const char *path)
{
	char request[512];

	(void)snprintf(request, sizeof(request),
	    "%s %s HTTP/1.1\r\nHost: x\r\n\r\n", method, path);
	return ask(request);
}

static int
post(const char *path, const char *what)
{
	char request[512];

	(void)snprintf(request, sizeof(request), "POST %s HTTP/1.1\r\n"
	    "Host: x\r\nContent-Length: %zu\r\n\r\n%s", path, strlen(what),
	    what);
	return ask(request);
}

static void
every_path_serves_its_methods(void)
{
	begin();
	CU_ASSERT_EQUAL(get("GET", "/"), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "You are guest-"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nPOST /wait "));
	CU_ASSERT_PTR_NULL(strstr(text, "POST elsewhere"));
	CU_ASSERT_EQUAL(get("HEAD", "/"), 200);
	CU_ASSERT_EQUAL(get("GET", "/clients"), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, " wait\n"));
	CU_ASSERT_TRUE(talk.listed);
	CU_ASSERT_EQUAL(get("GET", "/echo"), 200);
	CU_ASSERT_TRUE(talk.echo);
	CU_ASSERT_STRING_EQUAL(talk.type, "message/http");
	CU_ASSERT_EQUAL(get("DELETE", "/echo"), 200);
	CU_ASSERT_EQUAL(post("/", "a body"), 200);
	CU_ASSERT_STRING_EQUAL(text, "a body");
	CU_ASSERT_FALSE(talk.echo);
	CU_ASSERT_EQUAL(post("/clients", "alice"), 201);
	CU_ASSERT_STRING_EQUAL(talk.location, "/clients/alice");
	CU_ASSERT_EQUAL(get("GET", "/clients/alice"), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "name: alice\nlab: wait\n"));
	/* What the answer before said is said no more. */
	CU_ASSERT_STRING_EQUAL(talk.location, "");
	CU_ASSERT_EQUAL(get("GET", "/clients/bob"), 404);
	end();
}

static void
other_paths_and_methods_are_refused(void)
{
	begin();
	CU_ASSERT_EQUAL(get("GET", "/nothing"), 404);
	CU_ASSERT_EQUAL(get("GET", "/clientsx"), 404);
	CU_ASSERT_EQUAL(get("GET", "/wait/"), 404);
	CU_ASSERT_EQUAL(post("/nothing", "7"), 404);
	CU_ASSERT_EQUAL(get("GET", "/wait"), 405);
	CU_ASSERT_STRING_EQUAL(talk.allow, "POST, OPTIONS");
	CU_ASSERT_EQUAL(get("DELETE", "/clients"), 405);
	CU_ASSERT_STRING_EQUAL(talk.allow, "GET, HEAD, POST, OPTIONS");
	CU_ASSERT_EQUAL(post("/clients/alice", "x"), 405);
	CU_ASSERT_STRING_EQUAL(talk.allow, "GET, HEAD, OPTIONS");
	CU_ASSERT_EQUAL(get("OPTIONS", "/wait"), 200);
	CU_ASSERT_STRING_EQUAL(talk.allow, "POST, OPTIONS");
	CU_ASSERT_EQUAL(get("OPTIONS", "/nothing"), 404);
	CU_ASSERT_STRING_EQUAL(talk.allow, "");
	CU_ASSERT_EQUAL(get("OPTIONS", "*"), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(talk.allow, "POST"));
	/* The path as it came is in the answer, escaped. */
	CU_ASSERT_EQUAL(get("GET", "/a%1B"), 404);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "nothing at /a%1B."));
	end();
}

/* RFC 9112 section 9.3: known before the body has come. */
static void
a_refusal_is_known_from_the_head(void)
{
	begin();
	(void)get("POST", "/nothing");
	CU_ASSERT_TRUE(wait_route_refuses(&talk));
	(void)get("GET", "/wait");
	CU_ASSERT_TRUE(wait_route_refuses(&talk));
	(void)post("/wait", "0");
	CU_ASSERT_FALSE(wait_route_refuses(&talk));
	(void)get("OPTIONS", "/wait");
	CU_ASSERT_FALSE(wait_route_refuses(&talk));
	end();
}

/* RFC 3986 section 6.2.2.2: unreserved bytes only. */
static void
an_escaped_path_is_the_same_path(void)
{
	begin();
	CU_ASSERT_EQUAL(get("GET", "/%63lient%73"), 200);
	CU_ASSERT_EQUAL(get("GET", "/%65cho"), 200);
	CU_ASSERT_EQUAL(get("GET", "%2Fecho"), -1);
	CU_ASSERT_EQUAL(get("GET", "/clients%2Fx"), 404);
	CU_ASSERT_EQUAL(wait_percent("%4a", 3), 0x4a);
	CU_ASSERT_EQUAL(wait_percent("%4A", 3), 0x4a);
	CU_ASSERT_EQUAL(wait_percent("%4g", 3), -1);
	CU_ASSERT_EQUAL(wait_percent("%4", 2), -1);
	CU_ASSERT_EQUAL(wait_percent("x4a", 3), -1);
	end();
}

static void
seconds_are_whole_and_up_to_3600(void)
{
	begin();
	CU_ASSERT_EQUAL(post("/wait", "0"), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "Server waited 0 seconds for "
	    "client guest-"));
	CU_ASSERT_EQUAL(post("/wait", "0\r\n"), 200);
	CU_ASSERT_EQUAL(post("/wait", "00"), 200);
	CU_ASSERT_EQUAL(post("/wait", "3601"), 400);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "it is more than 3600"));
	CU_ASSERT_EQUAL(post("/wait", "99999999999999999999"), 400);
	CU_ASSERT_EQUAL(post("/wait", "-1"), 400);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "it is negative"));
	CU_ASSERT_EQUAL(post("/wait", "1.5"), 400);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "not a whole number"));
	CU_ASSERT_EQUAL(post("/wait", "7s"), 400);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "not a digit"));
	CU_ASSERT_EQUAL(post("/wait", " 7"), 400);
	CU_ASSERT_EQUAL(post("/wait", "\n"), 400);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "it is empty"));
	CU_ASSERT_EQUAL(ask("POST /wait HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "no Content-Length"));
	end();
}

/* The client resets, or nobody could wait for the end of it. */
static void
the_longest_pause_begins_and_is_shown(void)
{
	struct linger reset = { .l_onoff = 1 };
	struct row_data row;
	int64_t before_ns;

	begin();
	(void)setsockopt(served.client, SOL_SOCKET, SO_LINGER, &reset,
	    sizeof(reset));
	(void)close(served.client);
	served.client = -1;
	before_ns = when_mono_ns();
	CU_ASSERT_EQUAL(post("/wait", "3600"), -2);
	CU_ASSERT_EQUAL(talk.status, 0);
	CU_ASSERT_TRUE(parent_said_line(parent_said(),
	    "sent 3600: waiting 3600 s\n"));
	CU_ASSERT_TRUE(row_read(&parent.table, served.inherit.row, &row));
	CU_ASSERT_EQUAL(row.state, STATE_WAITING);
	CU_ASSERT_TRUE(row.pause_until_ns >= before_ns + 3600 * NS_PER_S);
	CU_ASSERT_TRUE(row.pause_until_ns <= when_mono_ns() +
	    3600 * NS_PER_S);
	/* Whatever is published next says that the pause is over. */
	CU_ASSERT_EQUAL(served.child.row.pause_until_ns, 0);
	end();
}

static void
a_pause_is_never_shorter(void)
{
	int64_t begun_ns;

	begin();
	begun_ns = when_mono_ns();
	CU_ASSERT_EQUAL(post("/wait", "1"), 200);
	CU_ASSERT_TRUE(when_mono_ns() - begun_ns >= NS_PER_S);
	end();
}

static void
names_are_registered_or_refused(void)
{
	struct served other;

	begin();
	served_make(&other, LAB_WAIT, 8);
	CU_ASSERT_EQUAL(child_rename(&other.child, "bob"), TABLE_OK);
	(void)parent_said();
	CU_ASSERT_EQUAL(post("/clients", "bob"), 409);
	CU_ASSERT_TRUE(parent_said_line(parent_said(),
	    "asked for the name bob: taken\n"));
	CU_ASSERT_EQUAL(post("/clients", "b b"), 400);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"b b\" cannot be a name"));
	CU_ASSERT_EQUAL(post("/clients", ""), 400);
	CU_ASSERT_EQUAL(post("/clients", "\xc3\xa4nna"), 201);
	CU_ASSERT_STRING_EQUAL(talk.location, "/clients/%C3%A4nna");
	CU_ASSERT_EQUAL(get("GET", "/clients/%C3%A4nna"), 200);
	CU_ASSERT_EQUAL(get("GET", "/clients/bob@wait"), 200);
	CU_ASSERT_EQUAL(get("GET", "/clients/bob@chat"), 404);
	served_end(&other);
	end();
}

/* A private line of the chat, where somebody is, which process serves him. */
static void
others_are_not_shown_what_is_private(void)
{
	static const char *const private[] = { "hello carol", "127.0.0.1:",
	    "process: ", "last message: /" };
	struct served other;
	size_t i;

	begin();
	served_make(&other, LAB_CHAT, 8);
	CU_ASSERT_EQUAL(child_rename(&other.child, "bob"), TABLE_OK);
	(void)text_copy(other.child.row.last_message,
	    sizeof(other.child.row.last_message), "/msg carol hello carol");
	row_publish(&parent.table, other.inherit.row, &other.child.row);
	CU_ASSERT_EQUAL(get("GET", "/clients/bob@chat"), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "name: bob\nlab: chat\n"));
	for (i = 0; i < sizeof(private) / sizeof(private[0]); i++)
		CU_ASSERT_PTR_NULL(strstr(text, private[i]));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "shown to bob alone"));
	/* Oneself, all of it. */
	CU_ASSERT_EQUAL(post("/clients", "alice"), 201);
	CU_ASSERT_EQUAL(get("GET", "/clients/alice"), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nfrom: 127.0.0.1:"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nprocess: "));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nlast message: "));
	CU_ASSERT_PTR_NULL(strstr(text, "alone"));
	served_end(&other);
	end();
}

static void
leniency_guesses_what_a_post_means(void)
{
	begin();
	served.settings.lenient = true;
	CU_ASSERT_EQUAL(get("GET", "/"), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "POST elsewhere"));
	CU_ASSERT_EQUAL(post("/anything", "0"), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "Server waited 0 seconds"));
	CU_ASSERT_EQUAL(post("/anything", "carol"), 201);
	CU_ASSERT_STRING_EQUAL(served.child.row.name, "carol");
	CU_ASSERT_EQUAL(post("/anything", "-1"), 400);
	/* Where something is, it is not guessed. */
	CU_ASSERT_EQUAL(post("/clients/x", "0"), 405);
	CU_ASSERT_EQUAL(get("GET", "/anything"), 404);
	end();
}

UNIT_MAIN("server routes", TEST(every_path_serves_its_methods),
    TEST(other_paths_and_methods_are_refused),
    TEST(a_refusal_is_known_from_the_head),
    TEST(an_escaped_path_is_the_same_path),
    TEST(seconds_are_whole_and_up_to_3600),
    TEST(the_longest_pause_begins_and_is_shown),
    TEST(a_pause_is_never_shorter), TEST(names_are_registered_or_refused),
    TEST(others_are_not_shown_what_is_private),
    TEST(leniency_guesses_what_a_post_means))
