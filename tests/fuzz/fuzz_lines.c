/*
 * wire/order_line.c, chat_line.c and clock_line.c under any bytes.  Must
 * hold: every slice lies in the input; answers stay in their bounds.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wire/chat_line.h"
#include "wire/clock_line.h"
#include "wire/order_line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
within(const char *text, size_t size, const char *slice, size_t len)
{
	if (len > 0 && (slice < text || len > size ||
	    slice + len > text + size))
		abort();
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
