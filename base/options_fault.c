/* Why an option was not understood. */
#include "base/options.h"

#include <string.h>

#include "base/text.h"

#define WORD_MAX	32	/* longer names are not compared */
#define NEAR_MAX	2	/* so many slips of a finger */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters of the one are wrong, missing, too many, or exchanged with
 * their neighbour, against the other; both are shorter than WORD_MAX. */
static size_t
slips(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t cost[WORD_MAX][WORD_MAX], i, j;

	for (i = 0; i <= a_len; i++)
		for (j = 0; j <= b_len; j++) {
			if (i == 0 || j == 0) {
				cost[i][j] = i + j;
				continue;
			}
			cost[i][j] = least(cost[i - 1][j - 1] +
			    (a[i - 1] != b[j - 1]),
			    least(cost[i - 1][j], cost[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				cost[i][j] = least(cost[i][j],
				    cost[i - 2][j - 2] + 1);
		}
	return cost[a_len][b_len];
}

/* The option that was meant, by its index, or count where none seems so. */
static size_t
nearest(const struct option_set *set, const char *name, size_t len)
{
	size_t i, best = set->count, fewest = NEAR_MAX + 1, here;

	for (i = 0; i < set->count && len < WORD_MAX; i++) {
		here = slips(name, len, set->names[i], strlen(set->names[i]));
		/* Of a short word two letters are half. */
		if (here < fewest && here * 3 <= len) {
			fewest = here;
			best = i;
		}
	}
	return best;
}

/* How many options begin so, or 1 for one that is called so; *found is the
 * first of them. */
static size_t
matches(const struct option_set *set, const char *name, size_t len,
    size_t *found)
{
	size_t i, count = 0;

	for (i = 0; i < set->count; i++) {
		if (strncmp(set->names[i], name, len) != 0)
			continue;
		if (count++ == 0 || set->names[i][len] == '\0')
			*found = i;
		if (set->names[i][len] == '\0')
			return 1;
	}
	return count;
}

static void
long_fault(const struct option_set *set, const char *word,
    char fault[OPTION_FAULT_SIZE])
{
	const char *name = word + 2;
	size_t len = strcspn(name, "="), found = set->count, count;
	char shown[64];

	(void)text_escape(shown, sizeof(shown), word, len + 2);
	count = len == 0 ? 0 : matches(set, name, len, &found);
	if (count > 1)
		(void)snprintf(fault, OPTION_FAULT_SIZE,
		    "%zu options begin with %s: write it out", count, shown);
	else if (count == 1)
		(void)snprintf(fault, OPTION_FAULT_SIZE, "the option --%s %s",
		    set->names[found], name[len] == '=' ?
		    "takes no argument" : "needs an argument");
	else if ((found = nearest(set, name, len)) < set->count)
		(void)snprintf(fault, OPTION_FAULT_SIZE, "unknown option %s: "
		    "did you mean --%s?", shown, set->names[found]);
	else
		(void)snprintf(fault, OPTION_FAULT_SIZE, "unknown option %s",
		    shown);
}

void
option_word_fault(const struct option_set *set, const char *word,
    char fault[OPTION_FAULT_SIZE])
{
	char shown[64];
	size_t i;

	if (strncmp(word, "--", 2) == 0) {
		long_fault(set, word, fault);
		return;
	}
	(void)text_escape(shown, sizeof(shown), word, strlen(word));
	for (i = 0; i < set->count && (word[0] != '-' || word[1] == '\0' ||
	    set->specs[i].letter != word[1] || word[2] != '\0'); i++)
		continue;
	(void)snprintf(fault, OPTION_FAULT_SIZE, word[0] != '-' ?
	    "unexpected argument: \"%s\"" : i < set->count ?
	    "the option %s needs an argument" : "unknown option %s", shown);
}

void
option_fault(const struct option_set *set, char *const argv[],
    char fault[OPTION_FAULT_SIZE])
{
	const char *word = argv[optind - 1];
	char letter[] = "-?";
	bool is_long = strncmp(word, "--", 2) == 0;
	size_t found;

	/* The word before is another one where a letter stands among others. */
	if (optopt > 0 && optopt < OPTION_LONG && (!is_long ||
	    matches(set, word + 2, strcspn(word + 2, "="), &found) != 1 ||
	    set->longs[found].val != optopt)) {
		letter[1] = (char)optopt;
		word = letter;
	}
	option_word_fault(set, word, fault);
}
