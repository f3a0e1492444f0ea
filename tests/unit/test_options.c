/* base/options.c and base/labs.c: the lists and what is made of them. */
#include "base/options.h"

#include <limits.h>

#include "base/labs.h"
#include "tests/unit/unit.h"

static const struct option_spec specs[] = {
	{ 'i', "instance", "INSTANCE", "the instance to serve (default)" },
	{ 'm', "max_clients", "COUNT", "how many clients are served at once, "
	    "one process for each of them, before more are refused (1024)" },
	{ 'v', "verbose", NULL, "print every message" },
	{ 0, "lenient", NULL, "accept what can be recovered" },
	{ 0, "an_option_with_a_long_name", "ARGUMENT", "on its own line" },
};
#define COUNT (sizeof(specs) / sizeof(specs[0]))

static struct option_set set;

/* Runs getopt over the words; returns what it said first, its argument in
 * optarg. */
static int
parse(const char *first, const char *second)
{
	char program[] = "test", one[64], two[64];
	char *words[4] = { program, one, two, NULL };
	int count = second != NULL ? 3 : 2;

	(void)strcpy(one, first);
	(void)strcpy(two, second != NULL ? second : "");
	words[count] = NULL;
	optind = 0;	/* glibc: begin anew */
	opterr = 0;
	return getopt_long(count, words, set.letters, set.longs, NULL);
}

static void
getopt_knows_them(void)
{
	option_set_init(&set, specs, COUNT);
	CU_ASSERT_STRING_EQUAL(set.letters, ":i:m:v");
	CU_ASSERT_EQUAL(parse("-i", "x"), 'i');
	CU_ASSERT_EQUAL(parse("--instance", "x"), 'i');
	CU_ASSERT_EQUAL(parse("--max-clients=5", NULL), 'm');
	CU_ASSERT_EQUAL(parse("--verbose", NULL), 'v');
	CU_ASSERT_EQUAL(parse("--lenient", NULL), OPTION_LONG + 3);
	CU_ASSERT_EQUAL(parse("--an-option-with-a-long-name", "a"),
	    OPTION_LONG + 4);
	CU_ASSERT_EQUAL(parse("--max_clients=5", NULL), '?');
	CU_ASSERT_EQUAL(parse("-i", NULL), ':');
	CU_ASSERT_EQUAL(parse("--verbose=1", NULL), '?');
	CU_ASSERT_EQUAL(parse("-x", NULL), '?');
	CU_ASSERT_EQUAL(parse("word", NULL), -1);
}

/* What is said when these words are all there are. */
static const char *
fault_of(const char *first, const char *second)
{
	static char fault[OPTION_FAULT_SIZE];
	char program[] = "test", one[64], two[64];
	char *words[4] = { program, one, two, NULL };
	int value, count = second != NULL ? 3 : 2;

	(void)strcpy(one, first);
	(void)strcpy(two, second != NULL ? second : "");
	words[count] = NULL;
	optind = 0;
	opterr = 0;
	do
		value = getopt_long(count, words, set.letters, set.longs,
		    NULL);
	while (value != -1 && value != '?' && value != ':');
	(void)strcpy(fault, "nothing");
	if (value != -1)
		option_fault(&set, words, fault);
	return fault;
}

#define SAYS(first, second, text) \
	CU_ASSERT_STRING_EQUAL(fault_of(first, second), text)

static void
faults_say_which_and_why(void)
{
	option_set_init(&set, specs, COUNT);
	SAYS("-v", "--instance=a", "nothing");
	SAYS("--nothing-like-it", NULL, "unknown option --nothing-like-it");
	SAYS("--verbsoe", NULL, "unknown option --verbsoe: did you mean "
	    "--verbose?");
	SAYS("--verbos3=1", NULL, "unknown option --verbos3: did you mean "
	    "--verbose?");
	SAYS("--max_clients=5", NULL, "unknown option --max_clients: did you "
	    "mean --max-clients?");
	SAYS("--a\033[2J", NULL, "unknown option --a\\x1B[2J");
	SAYS("--vi", NULL, "unknown option --vi");
	SAYS("-x", NULL, "unknown option -x");
	SAYS("-vx", NULL, "unknown option -x");
	SAYS("-i", NULL, "the option -i needs an argument");
	SAYS("-vi", NULL, "the option -i needs an argument");
	SAYS("--instance", NULL, "the option --instance needs an argument");
	SAYS("--inst", NULL, "the option --instance needs an argument");
	SAYS("--an", NULL, "the option --an-option-with-a-long-name needs an "
	    "argument");
	SAYS("--lenient=1", NULL, "the option --lenient takes no argument");
	SAYS("--verbose=1", NULL, "the option --verbose takes no argument");
	/* The letter stands in a word that getopt has not left yet. */
	SAYS("--verbose", "-xv", "unknown option -x");
	SAYS("--lenient", "-vxv", "unknown option -x");
}

static void
words_that_nothing_has_taken(void)
{
	char fault[OPTION_FAULT_SIZE];

	option_set_init(&set, specs, COUNT);
	option_word_fault(&set, "-i", fault);
	CU_ASSERT_STRING_EQUAL(fault, "the option -i needs an argument");
	option_word_fault(&set, "--instance", fault);
	CU_ASSERT_STRING_EQUAL(fault, "the option --instance needs an "
	    "argument");
	option_word_fault(&set, "-iconic", fault);
	CU_ASSERT_STRING_EQUAL(fault, "unknown option -iconic");
	option_word_fault(&set, "a\nb", fault);
	CU_ASSERT_STRING_EQUAL(fault, "unexpected argument: \"a\\nb\"");
	option_word_fault(&set, "", fault);
	CU_ASSERT_STRING_EQUAL(fault, "unexpected argument: \"\"");
}

static void
the_largest_list(void)
{
	static struct option_spec many[OPTIONS_MAX];
	int i;

	for (i = 0; i < OPTIONS_MAX; i++)
		many[i] = (struct option_spec){ 'A' + i,
		    "thirty_one_characters_long_this", "X", "" };
	option_set_init(&set, many, OPTIONS_MAX);
	CU_ASSERT_EQUAL(strlen(set.letters), 2 * OPTIONS_MAX + 1);
	CU_ASSERT_STRING_EQUAL(set.names[31],
	    "thirty-one-characters-long-this");
	CU_ASSERT_PTR_NULL(set.longs[OPTIONS_MAX].name);
}

static void
help(void)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	option_set_init(&set, specs, COUNT);
	option_set_help(&set, out);
	(void)fclose(out);
	CU_ASSERT_STRING_EQUAL(text,
	    "  -i, --instance INSTANCE  the instance to serve (default)\n"
	    "  -m, --max-clients COUNT  how many clients are served at once, "
	    "one process for\n"
	    "                           each of them, before more are refused "
	    "(1024)\n"
	    "  -v, --verbose            print every message\n"
	    "      --lenient            accept what can be recovered\n"
	    "      --an-option-with-a-long-name ARGUMENT\n"
	    "                           on its own line\n");
	free(text);
}

static void
help_of_long_names_only(void)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	option_set_init(&set, specs + 4, 1);
	option_set_help(&set, out);
	(void)fclose(out);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "ARGUMENT\n    "));
	free(text);
}

static void
numbers(void)
{
	long value = 99;

	CU_ASSERT(option_number("0", 0, 10, &value));
	CU_ASSERT_EQUAL(value, 0);
	CU_ASSERT(option_number("-5", -5, 10, &value));
	CU_ASSERT_EQUAL(value, -5);
	CU_ASSERT(option_number("007", 0, 10, &value));
	CU_ASSERT_EQUAL(value, 7);
	CU_ASSERT(option_number("9223372036854775807", 0, LONG_MAX, &value));
	CU_ASSERT_EQUAL(value, LONG_MAX);
	value = 99;
	CU_ASSERT_FALSE(option_number("11", 0, 10, &value));
	CU_ASSERT_FALSE(option_number("-1", 0, 10, &value));
	CU_ASSERT_FALSE(option_number("", 0, 10, &value));
	CU_ASSERT_FALSE(option_number("-", -5, 10, &value));
	CU_ASSERT_FALSE(option_number("--5", -9, 10, &value));
	CU_ASSERT_FALSE(option_number("+5", 0, 10, &value));
	CU_ASSERT_FALSE(option_number(" 5", 0, 10, &value));
	CU_ASSERT_FALSE(option_number("5 ", 0, 10, &value));
	CU_ASSERT_FALSE(option_number("5x", 0, 10, &value));
	CU_ASSERT_FALSE(option_number("0x5", 0, 10, &value));
	CU_ASSERT_FALSE(option_number("5.0", 0, 10, &value));
	CU_ASSERT_FALSE(option_number("9223372036854775808", LONG_MIN,
	    LONG_MAX, &value));
	CU_ASSERT_FALSE(option_number("-9223372036854775809", LONG_MIN,
	    LONG_MAX, &value));
	CU_ASSERT_EQUAL(value, 99);
}

static void
labs_have_names(void)
{
	const char *name;
	unsigned id;

	for (id = 0; id < LAB_COUNT; id++) {
		name = lab_info(id)->name;
		CU_ASSERT_EQUAL(lab_find(name, strlen(name)), (int)id);
		CU_ASSERT_EQUAL(lab_find(name, strlen(name) - 1), -1);
		CU_ASSERT(lab_info(id)->port != 0);
	}
	CU_ASSERT_EQUAL(lab_find("wait", 4), LAB_WAIT);
	CU_ASSERT_EQUAL(lab_find("waiting", 4), LAB_WAIT);
	CU_ASSERT_EQUAL(lab_find("waiting", 7), -1);
	CU_ASSERT_EQUAL(lab_find("", 0), -1);
	CU_ASSERT_STRING_EQUAL(lab_info(LAB_COUNT)->name, "?");
	CU_ASSERT_STRING_EQUAL(lab_info(255)->name, "?");
}

UNIT_MAIN("options", TEST(getopt_knows_them), TEST(faults_say_which_and_why),
    TEST(words_that_nothing_has_taken), TEST(the_largest_list),
    TEST(help), TEST(help_of_long_names_only), TEST(numbers),
    TEST(labs_have_names))
