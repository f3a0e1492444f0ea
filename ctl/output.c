/* Standard output without stdio: an interrupted write must not be tried
 * again behind our back when the program ends. */
#include "ctl/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctl/stop.h"

static bool
output_reserve(struct output *output, size_t len)
{
	size_t size = output->size == 0 ? 4096 : output->size;
	char *text;

	while (size < output->len + len)
		size *= 2;
	if (size == output->size)
		return true;
	text = realloc(output->text, size);
	if (text == NULL) {
		output->error = ENOMEM;
		return false;
	}
	output->text = text;
	output->size = size;
	return true;
}

void
output_add(struct output *output, const char *text, size_t len)
{
	if (!output_reserve(output, len))
		return;
	memcpy(output->text + output->len, text, len);
	output->len += len;
}

void
output_print(struct output *output, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	int len;

	va_start(arguments, format);
	len = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (len > 0)
		output_add(output, text, (size_t)len < sizeof(text) ?
		    (size_t)len : sizeof(text) - 1);
}

bool
output_flush(struct output *output)
{
	size_t at = 0;
	ssize_t put;

	while (at < output->len && output->error == 0 && !stop_wanted()) {
		put = write(STDOUT_FILENO, output->text + at,
		    output->len - at);
		if (put >= 0)
			at += (size_t)put;
		else if (errno != EINTR)
			output->error = errno;
	}
	output->len = 0;
	return output->error == 0 && !stop_wanted();
}

void
output_free(struct output *output)
{
	free(output->text);
	memset(output, 0, sizeof(*output));
}
