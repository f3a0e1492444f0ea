/* barewired's options into a plan, and what is wrong with them. */
#include "tests/unit/unit.h"

#include <getopt.h>

#include "server/lab.h"
#include "server/limits.h"
#include "server/settings.h"

static struct listener_plan plan;
static struct listener_error error;

/* As if typed, separated by '|'. */
static enum settings_result
typed(const char *line)
{
	static char copy[4096];
	static char name[] = "barewired";
	char *argv[80] = { name }, *at = copy;
	int argc = 1;

	(void)text_copy(copy, sizeof(copy), line);
	while (*copy != '\0' && at != NULL && argc < 79)
		argv[argc++] = strsep(&at, "|");
	error.text[0] = '\0';
	optind = 0;
	return settings_read(&plan, argc, argv, &error);
}

static bool
wrong(const char *line, const char *says)
{
	enum settings_result result = typed(line);

	if (result == SETTINGS_WRONG && strstr(error.text, says) != NULL)
		return true;
	printf("\n    %s: %d %s, not %s\n    ", line, (int)result, error.text,
	    says);
	return false;
}

static void
without_options_there_are_defaults(void)
{
	unsigned lab;

	CU_ASSERT_EQUAL(typed(""), SETTINGS_RUN);
	CU_ASSERT_STRING_EQUAL(plan.instance, "default");
	CU_ASSERT_EQUAL(plan.max_clients, 1024);
	CU_ASSERT_EQUAL(plan.address_count, 1);
	CU_ASSERT_STRING_EQUAL(plan.addresses[0], "127.0.0.1");
	CU_ASSERT_FALSE(plan.settings.verbose);
	CU_ASSERT_FALSE(plan.settings.lenient);
	CU_ASSERT_FALSE(plan.settings.order_chat);
	CU_ASSERT_EQUAL(plan.settings.partner_wait_s, 300);
	CU_ASSERT_EQUAL(plan.settings.line_end, LINE_END_MIRROR);
	for (lab = 0; lab < LAB_COUNT; lab++) {
		CU_ASSERT_EQUAL(plan.ports[lab], lab_info(lab)->port);
		CU_ASSERT_EQUAL(plan.settings.greet[lab],
		    lab_get(lab)->greet);
		CU_ASSERT_PTR_NULL(plan.settings.prompt[lab]);
	}
}

static void
each_option_sets_its_own(void)
{
	CU_ASSERT_EQUAL(typed("-i|mine|-v|--lenient|--order-chat|-m|17|"
	    "--partner-wait|9|--line-end|crlf"), SETTINGS_RUN);
	CU_ASSERT_EQUAL(plan.settings.head_s, LIMIT_HEAD_S);
	CU_ASSERT_EQUAL(plan.per_address, 0);
	CU_ASSERT_EQUAL(typed("-i|mine|-v|--lenient|--order-chat|-m|17|"
	    "--partner-wait|9|--line-end|crlf|--head-time|1|--body-rate|2|"
	    "--idle|3|--http-idle|4|--send-time|5|--per-address|6|"
	    "--line-rate|7|--peer-rate|8"),
	    SETTINGS_RUN);
	CU_ASSERT_PTR_NULL(plan.metrics);
	CU_ASSERT_EQUAL(plan.settings.head_s, 1);
	CU_ASSERT_EQUAL(plan.settings.body_rate, 2);
	CU_ASSERT_EQUAL(plan.settings.idle_s, 3);
	CU_ASSERT_EQUAL(plan.settings.http_idle_s, 4);
	CU_ASSERT_EQUAL(plan.settings.send_s, 5);
	CU_ASSERT_EQUAL(plan.per_address, 6);
	CU_ASSERT_EQUAL(plan.settings.line_rate, 7);
	CU_ASSERT_EQUAL(plan.settings.peer_rate, 8);
	CU_ASSERT_STRING_EQUAL(plan.instance, "mine");
	CU_ASSERT_TRUE(plan.settings.verbose);
	CU_ASSERT_TRUE(plan.settings.lenient);
	CU_ASSERT_TRUE(plan.settings.order_chat);
	CU_ASSERT_EQUAL(plan.max_clients, 17);
	CU_ASSERT_EQUAL(plan.settings.partner_wait_s, 9);
	CU_ASSERT_EQUAL(plan.settings.line_end, LINE_END_CRLF);
	CU_ASSERT_EQUAL(typed("--instance=mine|--bare"), SETTINGS_RUN);
	CU_ASSERT_STRING_EQUAL(plan.instance, "mine");
	CU_ASSERT_EQUAL(plan.settings.line_end, LINE_END_NONE);
	CU_ASSERT_FALSE(plan.settings.verbose);
	CU_ASSERT_EQUAL(typed("--help|--nonsense"), SETTINGS_HELP);
	CU_ASSERT_EQUAL(typed("-h"), SETTINGS_HELP);
	CU_ASSERT_EQUAL(typed("--version"), SETTINGS_VERSION);
}

static void
ports_by_lab(void)
{
	CU_ASSERT_EQUAL(typed("-p|wait=0|-p|chat=65535|-p|echo=off|"
	    "-p|wait=8080"), SETTINGS_RUN);
	CU_ASSERT_EQUAL(plan.ports[LAB_WAIT], 8080);
	CU_ASSERT_EQUAL(plan.ports[LAB_CHAT], 65535);
	CU_ASSERT_EQUAL(plan.ports[LAB_ECHO], -1);
	CU_ASSERT_EQUAL(plan.ports[LAB_CALC], lab_info(LAB_CALC)->port);
	CU_ASSERT_TRUE(wrong("-p|wait=65536", "not a port"));
	CU_ASSERT_TRUE(wrong("-p|wait=-1", "not a port"));
	CU_ASSERT_TRUE(wrong("-p|wait=", "not a port"));
	CU_ASSERT_TRUE(wrong("-p|wait=80x", "not a port"));
	CU_ASSERT_TRUE(wrong("-p|wait", "not LAB=PORT"));
	CU_ASSERT_TRUE(wrong("-p|wai=80", "not LAB=PORT"));
	CU_ASSERT_TRUE(wrong("-p|=80", "not LAB=PORT"));
}

static void
greetings_by_lab(void)
{
	CU_ASSERT_EQUAL(typed("--greet|chat=auto|--greet|calc=always|"
	    "--greet|order=never"), SETTINGS_RUN);
	CU_ASSERT_EQUAL(plan.settings.greet[LAB_CHAT], GREET_AUTO);
	CU_ASSERT_EQUAL(plan.settings.greet[LAB_CALC], GREET_ALWAYS);
	CU_ASSERT_EQUAL(plan.settings.greet[LAB_ORDER], GREET_NEVER);
	CU_ASSERT_TRUE(wrong("--greet|chat=often", "not LAB=auto"));
	CU_ASSERT_TRUE(wrong("--greet|chat=", "not LAB=auto"));
	CU_ASSERT_TRUE(wrong("--greet|nolab=auto", "not LAB=auto"));
	CU_ASSERT_TRUE(wrong("--greet|auto", "not LAB=auto"));
}

/* 1 to 256 bytes of UTF-8, for labs that take one. */
static void
prompts_by_lab(void)
{
	char line[400], text[LIMIT_PROMPT + 2];

	CU_ASSERT_EQUAL(typed("--prompt|chat=Name: "), SETTINGS_RUN);
	CU_ASSERT_STRING_EQUAL(plan.settings.prompt[LAB_CHAT], "Name: ");
	CU_ASSERT_EQUAL(typed("--prompt|calc=a=b \xc3\xa4"), SETTINGS_RUN);
	CU_ASSERT_STRING_EQUAL(plan.settings.prompt[LAB_CALC],
	    "a=b \xc3\xa4");
	memset(text, 'x', sizeof(text));
	text[LIMIT_PROMPT] = '\0';
	(void)snprintf(line, sizeof(line), "--prompt|chat=%s", text);
	CU_ASSERT_EQUAL(typed(line), SETTINGS_RUN);
	text[LIMIT_PROMPT] = 'x';
	text[LIMIT_PROMPT + 1] = '\0';
	(void)snprintf(line, sizeof(line), "--prompt|chat=%s", text);
	CU_ASSERT_TRUE(wrong(line, "1 to 256 bytes"));
	CU_ASSERT_TRUE(wrong("--prompt|chat=", "1 to 256 bytes"));
	CU_ASSERT_TRUE(wrong("--prompt|chat=a\xc3", "UTF-8"));
	CU_ASSERT_TRUE(wrong("--prompt|wait=hi", "wait takes no prompt"));
	CU_ASSERT_TRUE(wrong("--prompt|hi", "not LAB=TEXT"));
}

static void
numbers_have_bounds(void)
{
	CU_ASSERT_EQUAL(typed("-m|1|--partner-wait|1"), SETTINGS_RUN);
	CU_ASSERT_EQUAL(typed("-m|100000|--partner-wait|86400"),
	    SETTINGS_RUN);
	CU_ASSERT_EQUAL(plan.max_clients, 100000);
	CU_ASSERT_EQUAL(plan.settings.partner_wait_s, 86400);
	CU_ASSERT_TRUE(wrong("-m|0", "1 to 100000"));
	CU_ASSERT_TRUE(wrong("-m|100001", "1 to 100000"));
	CU_ASSERT_TRUE(wrong("-m|ten", "1 to 100000"));
	CU_ASSERT_TRUE(wrong("--partner-wait|0", "1 to 86400"));
	CU_ASSERT_TRUE(wrong("--partner-wait|86401", "1 to 86400"));
}

static void
line_ends_by_word(void)
{
	static const struct {
		const char *word;
		enum line_end end;
	} ends[] = { { "none", LINE_END_NONE }, { "lf", LINE_END_LF },
	    { "crlf", LINE_END_CRLF }, { "nul", LINE_END_NUL },
	    { "mirror", LINE_END_MIRROR } };
	char line[40];
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		(void)snprintf(line, sizeof(line), "--line-end|%s",
		    ends[i].word);
		CU_ASSERT_EQUAL(typed(line), SETTINGS_RUN);
		CU_ASSERT_EQUAL(plan.settings.line_end, ends[i].end);
	}
	CU_ASSERT_TRUE(wrong("--line-end|lfcr",
	    "not a line end (mirror, none"));
}

static void
addresses_as_many_as_there_is_room_for(void)
{
	char line[1024] = "-ahost";
	int i;

	for (i = 1; i < LISTENING_MAX; i++)
		(void)strcat(line, "|-ahost");
	CU_ASSERT_EQUAL(typed("-a|::1|-a|127.0.0.2"), SETTINGS_RUN);
	CU_ASSERT_EQUAL(plan.address_count, 2);
	CU_ASSERT_STRING_EQUAL(plan.addresses[0], "::1");
	CU_ASSERT_STRING_EQUAL(plan.addresses[1], "127.0.0.2");
	CU_ASSERT_EQUAL(typed(line), SETTINGS_RUN);
	CU_ASSERT_EQUAL(plan.address_count, LISTENING_MAX);
	(void)strcat(line, "|-alast");
	CU_ASSERT_TRUE(wrong(line, "too many addresses: \"last\""));
}

static void
metrics_have_an_address_and_a_port(void)
{
	static const char *const good[] = { "127.0.0.1:9108", "[::1]:1",
	    "host:2", "0.0.0.0:0", ":9108" };
	char line[64];
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		(void)snprintf(line, sizeof(line), "--metrics|%s", good[i]);
		CU_ASSERT_EQUAL(typed(line), SETTINGS_RUN);
		CU_ASSERT_STRING_EQUAL(plan.metrics, good[i]);
	}
	CU_ASSERT_TRUE(wrong("--metrics|host", "there is no port): \"host"));
	CU_ASSERT_TRUE(wrong("--metrics|::1", "there is no port"));
	CU_ASSERT_TRUE(wrong("--metrics|", "not ADDRESS:PORT"));
	CU_ASSERT_TRUE(wrong("--metrics|host:65536", "not ADDRESS:PORT"));
	CU_ASSERT_TRUE(wrong("--metrics|http://host:1", "without http://"));
}

static void
what_is_wrong_is_quoted_and_escaped(void)
{
	CU_ASSERT_TRUE(wrong("-p|wait=\x1b[2J", "\"\\x1B[2J\""));
	CU_ASSERT_PTR_NULL(strchr(error.text, '\x1b'));
	CU_ASSERT_TRUE(wrong("--nonsense", "unknown option"));
	CU_ASSERT_TRUE(wrong("-x", "unknown option"));
	CU_ASSERT_TRUE(wrong("-i", "the option -i needs an argument"));
	CU_ASSERT_TRUE(wrong("--instance=a/b", "an instance name is"));
	CU_ASSERT_TRUE(wrong("extra", "unexpected argument: \"extra\""));
}

UNIT_MAIN("server settings", TEST(without_options_there_are_defaults),
    TEST(each_option_sets_its_own), TEST(ports_by_lab),
    TEST(greetings_by_lab), TEST(prompts_by_lab), TEST(numbers_have_bounds),
    TEST(line_ends_by_word), TEST(addresses_as_many_as_there_is_room_for),
    TEST(metrics_have_an_address_and_a_port),
    TEST(what_is_wrong_is_quoted_and_escaped))
