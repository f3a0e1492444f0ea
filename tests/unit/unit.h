/*
 * A unit test program: one CUnit suite, one main.
 *
 *	static void
 *	escapes_controls(void)
 *	{
 *		CU_ASSERT_EQUAL(1, 1);
 *	}
 *
 *	UNIT_MAIN("text", TEST(escapes_controls))
 *
 * `test_text` runs all of them, `test_text NAME...` only those.  It ends
 * with the line "result: N passed, N failed" that tests/run counts, and with
 * a non-zero exit code when a test failed or none ran.  The make rules link
 * base/, wire/ and shm/, and those other rooms that the test's own file
 * includes from: "watch/...", "client/...", "ctl/...", "server/...", and of
 * gui/ only the models.
 *
 * A test that forks must end its child with _exit or a signal: a child that
 * returned would run the rest of the suite a second time.
 */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include <CUnit/Basic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/guard.h"

struct unit_test {
	const char *name;
	CU_TestFunc run;
};

#define TEST(function) { #function, function }

#define UNIT_MAIN(suite, ...)						\
int									\
main(int argc, char **argv)						\
{									\
	static const struct unit_test tests[] = { __VA_ARGS__ };	\
									\
	return unit_run(suite, tests, sizeof(tests) / sizeof(tests[0]),	\
	    argc, argv);						\
}

/* Under valgrind a case takes fifty times as long. */
static inline bool
unit_is_slow(void)
{
	const char *slowness = getenv("TEST_SLOWNESS");

	return slowness != NULL && atoi(slowness) >= 5;
}

/* How many of so many random cases to try. */
static inline int
unit_rounds(int count)
{
	return unit_is_slow() ? count / 20 + 1 : count;
}

static bool
unit_wanted(const char *name, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return argc < 2;
}

static int
unit_report(void)
{
	unsigned run = CU_get_number_of_tests_run();
	unsigned failed = CU_get_number_of_tests_failed();

	if (CU_get_error() != CUE_SUCCESS) {
		fprintf(stderr, "CUnit: %s\n", CU_get_error_msg());
		failed += failed == 0;
	}
	printf("\nresult: %u passed, %u failed\n", run - failed, failed);
	return run == 0 || failed != 0;
}

static int
unit_run(const char *suite_name, const struct unit_test *tests, size_t count,
    int argc, char **argv)
{
	CU_pSuite suite;
	size_t i;
	int status;

	/* A test that is killed must not take its output with it. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (CU_initialize_registry() != CUE_SUCCESS ||
	    (suite = CU_add_suite(suite_name, NULL, NULL)) == NULL)
		return unit_report();
	for (i = 0; i < count; i++)
		if (unit_wanted(tests[i].name, argc, argv) &&
		    CU_add_test(suite, tests[i].name, tests[i].run) == NULL)
			return unit_report();
	CU_basic_set_mode(CU_BRM_VERBOSE);
	CU_basic_run_tests();
	status = unit_report();
	CU_cleanup_registry();
	return status;
}

#endif
