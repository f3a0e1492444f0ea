/*
 * What the user typed into the fields, as a plan; or which field is wrong
 * and why.
 *
 * Pure; no X.  A server judges names, so any name may be sent: names that
 * break the rule are what some people want to see refused.
 */
#ifndef GUI_MODEL_FORM_H
#define GUI_MODEL_FORM_H

#include "client/conversation.h"

enum form_field {
	FORM_NAME, FORM_PORT, FORM_HOST, FORM_MIN, FORM_MAX, FORM_COUNT,
	FORM_FIELDS
};

/* "name", "host"...: the fields' widgets and resources have these names. */
const char *form_field_word(enum form_field field);

struct form {
	const char *texts[FORM_FIELDS];	/* NULL: there is no such field */
};

struct form_fault {
	enum form_field field;
	const char *reason;	/* NULL: nothing is wrong */
};

/* Fields that are missing keep what the plan has.  An empty count means
 * without end; a port in the host's field wins over the port's field. */
struct form_fault form_plan(const struct form *form,
    struct conversation_plan *plan);

#endif
