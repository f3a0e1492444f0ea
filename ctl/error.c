/* One line for the terminal. */
#include "ctl/command.h"

#include <stdarg.h>
#include <stdio.h>

#include "watch/rows.h"

int
ctl_error(struct ctl_error *error, int code, const char *format, ...)
{
	char text[sizeof(error->text)];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	(void)row_text_clean(error->text, sizeof(error->text), text);
	return code;
}
