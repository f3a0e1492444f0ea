/* How people name a client: NAME, or NAME@LAB. */
#include "base/name_at.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static unsigned
name_at_lab(const char *text, size_t len)
{
	const char *name;
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++) {
		name = lab_info(lab)->name;
		if (strlen(name) == len && strncasecmp(name, text, len) == 0)
			break;
	}
	return lab;
}

const char *
name_at_parse(struct name_at *at, const char *text, size_t len)
{
	const char *sign = memrchr(text, '@', len);
	size_t lab_len;

	at->name = text;
	at->len = sign == NULL ? len : (size_t)(sign - text);
	at->lab = NAME_ANY_LAB;
	if (at->len == 0)
		return "a client's name is missing";
	if (sign == NULL)
		return NULL;
	lab_len = len - at->len - 1;
	at->lab = name_at_lab(sign + 1, lab_len);
	if (at->lab != NAME_ANY_LAB)
		return NULL;
	return lab_len == 0 ? "a lab's name is missing after the @" :
	    "what follows the @ is no lab";
}

bool
name_at_is(const struct name_at *at, const char *name, unsigned lab)
{
	return (at->lab == NAME_ANY_LAB || at->lab == lab) &&
	    text_name_same(name, strlen(name), at->name, at->len);
}

void
name_at_put(char out[NAME_AT_SIZE], const char *name, unsigned lab)
{
	char escaped[4 * NAME_SIZE];

	(void)text_escape(escaped, sizeof(escaped), name, strlen(name));
	(void)snprintf(out, NAME_AT_SIZE, "%s@%s", escaped,
	    lab_info(lab)->name);
}
