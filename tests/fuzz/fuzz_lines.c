/*
 * wire/order_line.c, chat_line.c, name_line.c and clock_line.c, and what of
 * text goes to others, under any bytes.  Must hold: every slice lies in the
 * input; answers stay in their bounds; what is passed on is valid UTF-8.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "wire/chat_line.h"
#include "wire/clock_line.h"
#include "wire/name_line.h"
#include "wire/order_line.h"
#include "wire/quit_line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
within(const char *text, size_t size, const char *slice, size_t len)
{
	if (len > 0 && (slice < text || len > size ||
	    slice + len > text + size))
		abort();
}

static void
names(const char *text, size_t size)
{
	struct name_line name;

	name_line_parse(text, size, size % 2 == 0 ? "/" : "", &name);
	within(text, size, name.name, name.name_len);
	within(text, size, name.rest, name.rest_len);
	if (name_line_own(text, size, "bob") > size)
		abort();
	(void)quit_line_word(text, size);
}

/* At any size of the buffer, and whatever stands at the cut. */
static void
mended(const char *text, size_t size)
{
	char out[64];
	size_t room = 1 + size % sizeof(out), len, at, n;
	bool cut;

	len = text_mend(out, room, text, size, &cut);
	if (len >= room || strlen(out) != len || (!cut && len < size / 4))
		abort();
	for (at = 0; at < len; at += n) {
		n = text_utf8(out + at, len - at, NULL);
		if (n == 0 || (n == 1 && (unsigned char)out[at] < ' ' &&
		    out[at] != '\t'))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	char answer[CLOCK_LINE_SIZE];
	struct chat_line line;
	size_t len = size, rest;
	bool known;

	chat_line_parse(text, size, &line);
	within(text, size, line.word, line.word_len);
	within(text, size, line.name, line.name_len);
	within(text, size, line.text, line.text_len);
	names(text, size);
	mended(text, size);
	(void)order_line_letter(text, &len, &rest);
	if (rest > len && rest > size)
		abort();
	within(text, size, text + rest, len > rest ? len - rest : 0);
	(void)order_line_bye(text, size);
	if (clock_line_answer(answer, text, size, 0, &known) >=
	    sizeof(answer) || strlen(answer) >= sizeof(answer))
		abort();
	return 0;
}
