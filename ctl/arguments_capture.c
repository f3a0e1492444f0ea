/* Options of what works on a capture. */
#include "ctl/arguments_capture.h"

#include <string.h>

#define SPEED_MAX	1e6

/* "2", "0.5" */
static int
capture_speed(const char *text, double *speed, struct ctl_error *error)
{
	char *end;

	*speed = strtod(text, &end);
	/* Nothing of what strtod takes besides. */
	if (*text != '\0' && *end == '\0' &&
	    strspn(text, "0123456789.") == strlen(text) &&
	    *speed <= SPEED_MAX)
		return 0;
	return ctl_error(error, -1, "not how many times as fast (such as 2 or "
	    "0.5; 0: at once): \"%s\"", text);
}

int
arguments_capture(const struct arguments_capture *arguments,
    struct ctl_capture *capture, struct ctl_error *error)
{
	const char *only = arguments->only, *fault;

	capture->file = arguments->file;
	capture->speed = 1;
	if (arguments->speed != NULL && capture_speed(arguments->speed,
	    &capture->speed, error) != 0)
		return -1;
	if (only == NULL)
		return 0;
	fault = name_at_parse(&capture->wish.only, only, strlen(only));
	return fault == NULL ? 0 : ctl_error(error, -1, "\"%s\": %s", only,
	    fault);
}
