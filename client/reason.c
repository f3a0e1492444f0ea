/* The C library's reasons begin with a capital letter; ours do not. */
#include "client/reason.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

const char *
reason_lower(const char *text)
{
	static _Thread_local char lower[128];

	text_copy(lower, sizeof(lower), text);
	/* An abbreviation stays one: "RPC ...". */
	if (!isupper((unsigned char)lower[1]))
		lower[0] = (char)tolower((unsigned char)lower[0]);
	return lower;
}

const char *
reason_errno(int error)
{
	const char *text = strerrordesc_np(error);

	return text == NULL ? "unknown error" : reason_lower(text);
}
