/* Command-line options out of one list. */
#include "base/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define HELP_COLUMNS	79
/* Where the texts begin: behind the longest option, but not farther right
 * than this; what is longer has its text on the next line. */
#define HELP_TEXT_MIN	8
#define HELP_TEXT_MAX	30

static void
name_dashed(char out[32], const char *name)
{
	size_t i;

	for (i = 0; i < 31 && name[i] != '\0'; i++)
		out[i] = (char)(name[i] == '_' ? '-' : name[i]);
	out[i] = '\0';
}

void
option_set_init(struct option_set *set, const struct option_spec *specs,
    size_t count)
{
	char *letter = set->letters;
	size_t i;

	/* The list is compiled in: too long a one is a bug. */
	if (count > OPTIONS_MAX)
		abort();
	memset(set, 0, sizeof(*set));
	set->specs = specs;
	set->count = count;
	*letter++ = ':';
	for (i = 0; i < count; i++) {
		bool argument = specs[i].argument != NULL;

		name_dashed(set->names[i], specs[i].name);
		set->longs[i].name = set->names[i];
		set->longs[i].has_arg = argument ? required_argument :
		    no_argument;
		set->longs[i].val = specs[i].letter != 0 ? specs[i].letter :
		    OPTION_LONG + (int)i;
		if (specs[i].letter != 0) {
			*letter++ = (char)specs[i].letter;
			if (argument)
				*letter++ = ':';
		}
	}
}

/* "  -i, --instance INSTANCE"; returns its length. */
static int
help_head(const struct option_set *set, size_t i, char *out, size_t out_size)
{
	const struct option_spec *spec = &set->specs[i];
	char letter[] = "    ";

	if (spec->letter != 0) {
		letter[0] = '-';
		letter[1] = (char)spec->letter;
		letter[2] = ',';
	}
	return snprintf(out, out_size, "  %s--%s%s%s", letter, set->names[i],
	    spec->argument != NULL ? " " : "",
	    spec->argument != NULL ? spec->argument : "");
}

/* Prints text word by word from column on, new lines starting at text_at. */
static void
help_text(const char *text, size_t column, size_t text_at, FILE *out)
{
	bool first = true;
	size_t len;

	for (; *text != '\0'; text += len) {
		text += strspn(text, " ");
		len = strcspn(text, " ");
		if (!first && column + 1 + len > HELP_COLUMNS) {
			(void)fprintf(out, "\n%*s", (int)text_at, "");
			column = text_at;
			first = true;
		}
		(void)fprintf(out, "%s%.*s", first ? "" : " ", (int)len,
		    text);
		column += len + (first ? 0 : 1);
		first = false;
	}
	(void)fputc('\n', out);
}

void
option_set_help(const struct option_set *set, FILE *out)
{
	size_t i, text_at = HELP_TEXT_MIN;
	char head[128];
	int len;

	for (i = 0; i < set->count; i++) {
		len = help_head(set, i, head, sizeof(head)) + 2;
		if (len <= HELP_TEXT_MAX && (size_t)len > text_at)
			text_at = (size_t)len;
	}
	for (i = 0; i < set->count; i++) {
		len = help_head(set, i, head, sizeof(head));
		(void)fputs(head, out);
		if ((size_t)len + 2 > text_at)
			(void)fprintf(out, "\n%*s", (int)text_at, "");
		else
			(void)fprintf(out, "%*s", (int)text_at - len, "");
		help_text(set->specs[i].help, text_at, text_at, out);
	}
}

int
option_printed(const char *program)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return EXIT_SUCCESS;
	(void)fprintf(stderr, "%s: could not write: %s\n", program,
	    strerror(errno));
	return EXIT_FAILURE;
}

bool
option_number(const char *text, long low, long high, long *value)
{
	const char *digits = text + (text[0] == '-');
	long number;

	if (digits[0] == '\0' ||
	    digits[strspn(digits, "0123456789")] != '\0')
		return false;
	errno = 0;
	number = strtol(text, NULL, 10);
	if (errno != 0 || number < low || number > high)
		return false;
	*value = number;
	return true;
}
