/* The table of wire/http_class.c against the RFCs' words. */
#include "tests/unit/unit.h"
#include "wire/http_private.h"

#define ALNUM	"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define UNRESERVED ALNUM "-._~"		/* RFC 3986 section 2.3 */
#define SUB_DELIMS "!$&'()*+;="		/* section 2.2, without the comma */

static void
check(unsigned class, const char *members, int low, int high)
{
	int byte;

	for (byte = 0; byte < 256; byte++) {
		bool in = (byte != 0 && strchr(members, byte) != NULL) ||
		    (byte >= low && byte <= high);

		if (http_is(class, (char)byte) != in)
			printf("class %#x, byte %#x ", class, byte);
		CU_ASSERT_EQUAL(http_is(class, (char)byte), in);
	}
}

static void
classes_are_those_of_the_rfcs(void)
{
	check(CLASS_TOKEN, ALNUM "!#$%&'*+-.^_`|~", 0, -1);
	check(CLASS_TARGET, UNRESERVED SUB_DELIMS ",:@/?[]", 0, -1);
	check(CLASS_HOST, UNRESERVED SUB_DELIMS, 0, -1);
	check(CLASS_HEX, "0123456789abcdefABCDEF", 0, -1);
	check(CLASS_SPACE, " \t", 0, -1);
}

static void
values_are_all_but_controls(void)
{
	int byte;

	for (byte = 0; byte < 256; byte++) {
		bool control = (byte < 0x20 && byte != '\t') || byte == 0x7f;

		CU_ASSERT_EQUAL(http_is(CLASS_VALUE, (char)byte), !control);
		CU_ASSERT_EQUAL(http_is(CLASS_QUOTED, (char)byte),
		    !control && byte != '"' && byte != '\\');
		CU_ASSERT_EQUAL(http_is(CLASS_CONTROL, (char)byte),
		    control && byte != '\r' && byte != '\n');
	}
}

UNIT_MAIN("http bytes", TEST(classes_are_those_of_the_rfcs),
    TEST(values_are_all_but_controls))
