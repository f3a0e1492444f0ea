/*
 * The cases in tests/cases/http/: messages and the verdicts they must get.
 * Their form is described in tests/cases/README.md.
 */
#ifndef TESTS_UNIT_HTTP_CASE_H
#define TESTS_UNIT_HTTP_CASE_H

#include <stdbool.h>
#include <stddef.h>

#define HTTP_CASE_VERDICT_SIZE 4096

struct http_case {
	char title[128];
	char file[64];
	bool response;
	bool to_head;		/* the answer to a HEAD */
	bool lenient;
	bool follows;		/* another request came before */
	bool exact;		/* Content-Lengths have been right */
	bool end;		/* nothing more will come */
	bool whole;		/* only in one piece */
	char *bytes;
	size_t len;
	char verdict[HTTP_CASE_VERDICT_SIZE];
};

/* Calls run for each case of each file; returns how many there were.  A file
 * that is not of the form described is reported and counts as none. */
size_t http_case_each(void (*run)(const struct http_case *one));

#endif
