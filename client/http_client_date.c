/* The Date of a server's answers. */
#include "client/http_client.h"

#include <strings.h>

#include "base/text.h"
#include "base/when.h"
#include "wire/http_date.h"

static const struct http_slice *
date_field(const struct http_response *response, const char *bytes)
{
	int i;

	for (i = 0; i < response->field_count; i++)
		if (response->fields[i].name.len == 4 &&
		    strncasecmp(bytes + response->fields[i].name.at, "Date",
		    4) == 0)
			return &response->fields[i].value;
	return NULL;
}

/* A clock that is wrong is its owner's affair; one that is wrong by a whole
 * time zone tells the local time. */
static bool
date_is_local(struct conversation *conversation, int64_t seconds)
{
	int64_t ahead_min = (seconds - when_wall_ns() / NS_PER_S) / 60;
	int64_t beside = ahead_min < 0 ? -ahead_min : ahead_min;
	int64_t odd = beside % 15;

	if (beside < 14 || beside > 14 * 60 || (odd > 1 && odd < 14))
		return false;
	lab_warn(conversation, "the server's Date is %lld minutes %s the "
	    "clock here: is it local time, instead of GMT?",
	    (long long)beside, ahead_min < 0 ? "behind" : "ahead of");
	return true;
}

/* True when it was warned of. */
static bool
date_judge(struct conversation *conversation, const char *date, size_t len)
{
	static const char *const wrong[] = {
		[HTTP_DATE_WEEKDAY] = "was on another day of the week",
		[HTTP_DATE_OBSOLETE] = "is in an obsolete form",
		[HTTP_DATE_MALFORMED] =
		    "is not like \"Sun, 06 Nov 1994 08:49:37 GMT\"",
	};
	char shown[80];
	int64_t seconds;
	enum http_date kind = http_date_read(date, len, &seconds);

	if (kind == HTTP_DATE_GOOD)
		return date_is_local(conversation, seconds);
	(void)text_escape(shown, sizeof(shown), date, len);
	lab_warn(conversation, "the server's Date %s: \"%s\" (RFC 9110 "
	    "section 5.6.7)", wrong[kind], shown);
	return true;
}

void
http_client_date(struct http_client *http, struct conversation *conversation,
    const char *bytes)
{
	const struct http_slice *date = date_field(&http->response,
	    bytes);
	int status = http->response.status;

	/* Interim answers and the server's own errors may go without. */
	if (http->date_warned || status < 200 ||
	    (date == NULL && status >= 500))
		return;
	http->date_warned = true;
	if (date == NULL)
		lab_warn(conversation, "the server's answer has no Date (RFC "
		    "9110 section 6.6.1)");
	else
		http->date_warned = date_judge(conversation,
		    bytes + date->at, date->len);
}
