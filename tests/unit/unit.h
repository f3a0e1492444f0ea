/*
 * What every unit test program shares: its main, and memory that faults.
 *
 *	#include "tests/unit/unit.h"
 *	static void adds(void) { CU_ASSERT_EQUAL(1 + 1, 2); }
 *	UNIT_MAIN("sums", TEST(adds))
 *
 * Each program runs alone, from any directory, and leaves nothing behind.
 * It exits non-zero when a test failed, when one could not be registered,
 * and when there was none.
 */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include <CUnit/Basic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct unit_test {
	const char *name;
	void (*run)(void);
};

#define TEST(function) { #function, function }

#define UNIT_MAIN(suite, ...) \
int \
main(void) \
{ \
	static const struct unit_test tests[] = { __VA_ARGS__ }; \
	return unit_run(suite, tests, sizeof(tests) / sizeof(tests[0])); \
}

static inline int
unit_run(const char *suite_name, const struct unit_test *tests, size_t count)
{
	CU_pSuite suite;
	int bad = 1;
	size_t i;

	if (CU_initialize_registry() != CUE_SUCCESS)
		return 1;
	suite = CU_add_suite(suite_name, NULL, NULL);
	for (i = 0; suite != NULL && i < count; i++)
		if (CU_add_test(suite, tests[i].name, tests[i].run) == NULL)
			break;
	if (suite != NULL && i == count) {
		CU_basic_set_mode(CU_BRM_VERBOSE);
		bad = CU_basic_run_tests() != CUE_SUCCESS ||
		    CU_get_number_of_failures() != 0 ||
		    CU_get_number_of_tests_run() != count;
	}
	CU_cleanup_registry();
	return bad;
}

/* Whole pages for len bytes, and one more that may not be touched. */
static inline size_t
unit_guard_span(size_t len)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (len + page - 1) / page * page + page;
}

/*
 * A copy of len bytes that ends where a page begins that may not be touched:
 * reading or writing one byte too many is a fault, with any compiler.  bytes
 * may be NULL: then the memory is zero.  Give it back with the same len.
 */
static inline void *
unit_guard_copy(const void *bytes, size_t len)
{
	size_t span = unit_guard_span(len);
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	unsigned char *map = mmap(NULL, span, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (map == MAP_FAILED || mprotect(map + span - page, page,
	    PROT_NONE) != 0)
		abort();
	map += span - page - len;
	if (bytes != NULL && len > 0)
		memcpy(map, bytes, len);
	return map;
}

static inline void
unit_guard_free(void *copy, size_t len)
{
	size_t span = unit_guard_span(len);
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	(void)munmap((unsigned char *)copy + len + page - span, span);
}

#endif
