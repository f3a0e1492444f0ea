/* Words that somebody may have replaced. */
#include "base/wording.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define ARGS_MAX	9

static wording_source *source;
static void *source_context;

void
wording_set(wording_source *from, void *context)
{
	source = from;
	source_context = context;
}

const char *
wording_of(const char *name, const char *otherwise)
{
	return source == NULL ? otherwise :
	    source(source_context, name, otherwise);
}

void
wording_expand(char *out, size_t out_size, const char *template,
    const char *const *args, int arg_count)
{
	size_t used = 0;
	int arg;

	out[0] = '\0';
	for (; *template != '\0' && used + 1 < out_size; template++) {
		arg = template[0] == '%' ? template[1] - '1' : -1;
		if (arg < 0 || arg >= arg_count) {
			out[used++] = *template;
			out[used] = '\0';
			continue;
		}
		(void)text_copy(out + used, out_size - used, args[arg]);
		used += strlen(out + used);
		template++;
	}
}

void
wording_put(char *out, size_t out_size, const char *template, ...)
{
	const char *args[ARGS_MAX];
	va_list list;
	int count = 0;

	va_start(list, template);
	while (count < ARGS_MAX &&
	    (args[count] = va_arg(list, const char *)) != NULL)
		count++;
	va_end(list);
	wording_expand(out, out_size, template, args, count);
}

const char *
wording_number(char out[WORDING_NUMBER_SIZE], uint64_t number)
{
	(void)snprintf(out, WORDING_NUMBER_SIZE, "%" PRIu64, number);
	return out;
}
