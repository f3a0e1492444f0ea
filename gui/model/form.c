/* The fields' texts as a plan. */
#include "gui/model/form.h"

#include <stdio.h>
#include <string.h>

#include "base/address.h"
#include "base/options.h"
#include "base/text.h"
#include "base/wording.h"

#define COUNT_MAX 1000000000L

const char *
form_field_word(enum form_field field)
{
	static const char *const words[FORM_FIELDS] = {
		[FORM_NAME] = "name", [FORM_HOST] = "host",
		[FORM_PORT] = "port", [FORM_MIN] = "min", [FORM_MAX] = "max",
		[FORM_COUNT] = "count",
	};

	return words[field];
}

/* Without the white space around it; false when nothing is left. */
static bool
trim(const char *text, char *out, size_t out_size)
{
	size_t len;

	if (text == NULL)
		return false;
	text += strspn(text, " \t\r\n");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	(void)snprintf(out, out_size, "%.*s", (int)len, text);
	return len != 0;
}

static const char *
take_name(struct conversation_plan *plan, const char *text)
{
	if (strlen(text) >= sizeof(plan->name))
		return wording_of("form.nameLong", "the name is too long");
	(void)text_copy(plan->name, sizeof(plan->name), text);
	return NULL;
}

/* The host's field takes HOST:PORT as well. */
static const char *
take_host(struct conversation_plan *plan, const char *text)
{
	return conversation_plan_server(plan, text);
}

static const char *
take_port(struct conversation_plan *plan, const char *text)
{
	int port = address_port(text);

	if (port < 1)
		return wording_of("form.port",
		    "a port is a whole number from 1 to 65535");
	plan->port = (uint16_t)port;
	return NULL;
}

static const char *
take_seconds(long *seconds, const char *text)
{
	static char reason[160];
	char most[WORDING_NUMBER_SIZE];

	if (option_number(text, 0, CONVERSATION_SECONDS_MAX, seconds))
		return NULL;
	wording_put(reason, sizeof(reason), wording_of("form.seconds",
	    "seconds are a whole number from 0 to %1"),
	    wording_number(most, CONVERSATION_SECONDS_MAX), NULL);
	return reason;
}

static const char *
take_count(long *count, const char *text)
{
	if (option_number(text, 1, COUNT_MAX, count))
		return NULL;
	return wording_of("form.count",
	    "how often is a whole number from 1, or empty: without end");
}

static const char *
empty_field(enum form_field field)
{
	switch (field) {
	case FORM_NAME:
		return wording_of("form.noName", "the name is empty");
	case FORM_HOST:
		return wording_of("form.noHost", "the host is empty");
	case FORM_PORT:
		return wording_of("form.noPort", "the port is empty");
	case FORM_MIN:
		return wording_of("form.noMin", "the shortest pause is empty");
	case FORM_MAX:
		return wording_of("form.noMax", "the longest pause is empty");
	default:
		return NULL;	/* the count may be */
	}
}

static const char *
take(struct conversation_plan *plan, enum form_field field, const char *text)
{
	switch (field) {
	case FORM_NAME:
		return take_name(plan, text);
	case FORM_HOST:
		return take_host(plan, text);
	case FORM_PORT:
		return take_port(plan, text);
	case FORM_MIN:
		return take_seconds(&plan->min_seconds, text);
	case FORM_MAX:
		return take_seconds(&plan->max_seconds, text);
	default:
		return take_count(&plan->count, text);
	}
}

struct form_fault
form_plan(const struct form *form, struct conversation_plan *plan)
{
	char text[CONVERSATION_HOST_SIZE + 64];
	struct form_fault fault = { FORM_FIELDS, NULL };
	int field;

	for (field = 0; field < FORM_FIELDS; field++) {
		if (form->texts[field] == NULL)
			continue;
		fault.field = (enum form_field)field;
		if (field == FORM_COUNT)
			plan->count = 0;
		fault.reason = trim(form->texts[field], text, sizeof(text)) ?
		    take(plan, fault.field, text) : empty_field(fault.field);
		if (fault.reason != NULL)
			return fault;
	}
	if (plan->min_seconds > plan->max_seconds)
		return (struct form_fault){ FORM_MIN,
		    wording_of("form.minMax",
		    "the shortest pause is longer than the longest") };
	fault.reason = conversation_plan_fault(plan);
	fault.field = FORM_NAME;
	return fault;
}
