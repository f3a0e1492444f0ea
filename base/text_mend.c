/* What one client said, fit for the programs and terminals of others. */
#include "base/text.h"

#include <string.h>

/* What a terminal obeys, or a reader takes for the end of a line: C0 but the
 * tab, DEL, C1, the line and paragraph separators; and what turns the
 * direction of the rest of a line. */
static bool
mend_harms(unsigned c)
{
	return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) ||
	    (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

size_t
text_mend(char *out, size_t out_size, const void *bytes, size_t len,
    bool *cut)
{
	const char *from = bytes, *unit;
	size_t used = 0, at, n, unit_len;
	unsigned c = 0;
	char shown[16];

	*cut = false;
	for (at = 0; at < len; at += n) {
		n = text_utf8(from + at, len - at, &c);
		unit = from + at;
		unit_len = n;
		if (n == 1 && (c == '\n' || c == '\r')) {
			unit = " ";
		} else if (n == 0 || mend_harms(c)) {
			n += n == 0;
			(void)text_escape(shown, sizeof(shown), unit, n);
			unit = shown;
			unit_len = strlen(shown);
		}
		*cut = unit_len >= out_size - used;
		if (*cut)
			break;
		memcpy(out + used, unit, unit_len);
		used += unit_len;
	}
	out[used] = '\0';
	return used;
}
