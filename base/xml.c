/* Text within XML. */
#include "base/xml.h"

#include <string.h>

#include "base/text.h"

/* Escaped in pieces of so many bytes. */
#define PIECE 512

static void
xml_piece(const char *text, size_t len, FILE *out)
{
	char clean[4 * PIECE + TEXT_NULS_SIZE];
	const char *at;

	(void)text_show(clean, sizeof(clean), text, len);
	for (at = clean; *at != '\0'; at++)
		switch (*at) {
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '&':
			fputs("&amp;", out);
			break;
		case '"':
			fputs("&quot;", out);
			break;
		default:
			fputc(*at, out);
		}
}

void
xml_put(const char *text, FILE *out)
{
	size_t len = strlen(text), piece;

	for (; len > 0; text += piece, len -= piece) {
		piece = text_piece(text, len, PIECE);
		xml_piece(text, piece, out);
	}
}
