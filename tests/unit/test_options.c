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
	CU_ASSERT_STRING_EQUAL(set.letters, "i:m:v");
	CU_ASSERT_EQUAL(parse("-i", "x"), 'i');
	CU_ASSERT_EQUAL(parse("--instance", "x"), 'i');
	CU_ASSERT_EQUAL(parse("--max-clients=5", NULL), 'm');
	CU_ASSERT_EQUAL(parse("--verbose", NULL), 'v');
	CU_ASSERT_EQUAL(parse("--lenient", NULL), OPTION_LONG + 3);
	CU_ASSERT_EQUAL(parse("--an-option-with-a-long-name", "a"),
	    OPTION_LONG + 4);
	CU_ASSERT_EQUAL(parse("--max_clients=5", NULL), '?');
	CU_ASSERT_EQUAL(parse("-i", NULL), '?');
	CU_ASSERT_EQUAL(parse("--verbose=1", NULL), '?');
	CU_ASSERT_EQUAL(parse("-x", NULL), '?');
	CU_ASSERT_EQUAL(parse("word", NULL), -1);
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
	CU_ASSERT_EQUAL(strlen(set.letters), 2 * OPTIONS_MAX);
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

UNIT_MAIN("options", TEST(getopt_knows_them), TEST(the_largest_list),
    TEST(help), TEST(help_of_long_names_only), TEST(numbers),
    TEST(labs_have_names))
