/*
 * Command-line options out of one list: getopt strings, usage, --help, and
 * (through tools/options-man) the OPTIONS section of the man page.
 *
 * Any program, before it does anything else; no X.  Each program keeps its
 * list in PROGRAM/options.def, lines of
 *	OPTION('i', instance, "INSTANCE", "the instance to serve (default)")
 * where the argument is NULL for a flag and the letter is 0 for a
 * long-only option; '_' in the long name is written '-'.
 */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define OPTIONS_MAX	32

struct option_spec {
	int letter;		/* 0: long form only */
	const char *name;	/* long form, with '_' for '-' */
	const char *argument;	/* NULL for a flag */
	const char *help;
};

struct option_set {
	const struct option_spec *specs;
	size_t count;
	/* For getopt_long, which says ':' of a missing argument. */
	char letters[2 * OPTIONS_MAX + 3];
	char names[OPTIONS_MAX][32];
	struct option longs[OPTIONS_MAX + 1];
};

/* Builds the getopt tables.  The value getopt_long returns is the letter, or
 * OPTION_LONG + the index in the list where there is none. */
#define OPTION_LONG	256
void option_set_init(struct option_set *set, const struct option_spec *specs,
    size_t count);

/*
 * Why getopt_long has just returned '?' or ':', with opterr 0; where one letter
 * is wrong, which option was meant.  One line, escaped.
 */
#define OPTION_FAULT_SIZE	192
void option_fault(const struct option_set *set, char *const argv[],
    char fault[OPTION_FAULT_SIZE]);
/* The same of a word that nothing else has taken, an option or none. */
void option_word_fault(const struct option_set *set, const char *word,
    char fault[OPTION_FAULT_SIZE]);

/* The "  -i, --instance INSTANCE   text" lines of --help. */
void option_set_help(const struct option_set *set, FILE *out);

/* After help or version: the exit code, once it is written; why it could not be
 * is said. */
int option_printed(const char *program);

/*
 * A whole decimal number between low and high.  Returns false on anything
 * else; *value is set only on success.
 */
bool option_number(const char *text, long low, long high, long *value);

#endif
