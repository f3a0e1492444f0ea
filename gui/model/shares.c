/* How much of a width each of several panes has, by name. */
#include "gui/model/shares.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
shares_find(const char *text, const char *name, int otherwise)
{
	size_t name_len = strlen(name), len;
	char *end;
	long share;

	for (; *text != '\0'; text += len) {
		text += strspn(text, " ");
		len = strcspn(text, " ");
		if (len <= name_len || text[name_len] != '=' ||
		    memcmp(text, name, name_len) != 0)
			continue;
		share = strtol(text + name_len + 1, &end, 10);
		if (end == text + len && end != text + name_len + 1 &&
		    share > 0 && share < SHARES_WHOLE)
			return (int)share;
	}
	return otherwise;
}

void
shares_add(char *out, size_t out_size, const char *name, int share)
{
	size_t used = strlen(out);
	int len = snprintf(out + used, out_size - used, "%s%s=%d",
	    used == 0 ? "" : " ", name, share);

	if (len < 0 || (size_t)len >= out_size - used)
		out[used] = '\0';
}
