/* Options that are more than a number. */
#include "server/settings_private.h"

#include <stdio.h>
#include <string.h>

#include "server/judge.h"
#include "server/lab.h"
#include "server/limits.h"

static const char *const greet_words[] = { "never", "auto", "always" };

enum settings_result
settings_wrong(struct listener_error *error, const char *what,
    const char *text)
{
	char escaped[256];

	if (text == NULL) {
		(void)text_copy(error->text, sizeof(error->text), what);
		return SETTINGS_WRONG;
	}
	(void)text_escape(escaped, sizeof(escaped), text, strlen(text));
	(void)snprintf(error->text, sizeof(error->text), "%s: \"%s\"", what,
	    escaped);
	return SETTINGS_WRONG;
}

/* "LAB=value": the lab's number, or -1; *value is what follows. */
static int
settings_lab(const char *text, const char **value)
{
	const char *equals = strchr(text, '=');

	if (equals == NULL)
		return -1;
	*value = equals + 1;
	return lab_find(text, (size_t)(equals - text));
}

enum settings_result
settings_port(struct listener_plan *plan, const char *text,
    struct listener_error *error)
{
	const char *value;
	int lab = settings_lab(text, &value);

	if (lab == -1)
		return settings_wrong(error, "not LAB=PORT with a known lab",
		    text);
	plan->ports[lab] = -1;
	plan->port_asked[lab] = true;
	if (strcmp(value, "off") == 0)
		return SETTINGS_RUN;
	plan->ports[lab] = address_port(value);
	return plan->ports[lab] >= 0 ? SETTINGS_RUN :
	    settings_wrong(error, "not a port (0 to 65535, or off)", value);
}

enum settings_result
settings_greet(struct listener_plan *plan, const char *text,
    struct listener_error *error)
{
	const char *value;
	int lab = settings_lab(text, &value);
	int when;

	for (when = GREET_NEVER; lab != -1 && when <= GREET_ALWAYS; when++)
		if (strcmp(value, greet_words[when]) == 0) {
			plan->settings.greet[lab] = (enum greet)when;
			return SETTINGS_RUN;
		}
	return settings_wrong(error,
	    "not LAB=auto, LAB=always or LAB=never with a known lab", text);
}

/* What is said of it holds for the bytes that are sent. */
static bool
settings_utf8(const char *text)
{
	size_t len = strlen(text), at, n;

	for (at = 0; at < len; at += n) {
		n = text_utf8(text + at, len - at, NULL);
		if (n == 0)
			return false;
	}
	return true;
}

enum settings_result
settings_prompt(struct listener_plan *plan, const char *text,
    struct listener_error *error)
{
	char what[160];
	const char *value;
	int lab = settings_lab(text, &value);

	if (lab == -1)
		return settings_wrong(error, "not LAB=TEXT with a known lab",
		    text);
	if (lab_get((unsigned)lab)->no_prompt != NULL) {
		(void)snprintf(what, sizeof(what), "%s takes no prompt, for "
		    "%s", lab_info((unsigned)lab)->name,
		    lab_get((unsigned)lab)->no_prompt);
		return settings_wrong(error, what, text);
	}
	if (value[0] == '\0' || strlen(value) > LIMIT_PROMPT ||
	    !settings_utf8(value))
		return settings_wrong(error,
		    "not a prompt (1 to 256 bytes of UTF-8)", text);
	plan->settings.prompt[lab] = value;
	return SETTINGS_RUN;
}

enum settings_result
settings_line_end(struct listener_plan *plan, const char *text,
    struct listener_error *error)
{
	char words[LINE_END_WORDS_SIZE], what[32 + LINE_END_WORDS_SIZE];

	if (line_end_find(text, &plan->settings.line_end))
		return SETTINGS_RUN;
	(void)snprintf(what, sizeof(what), "not a line end (%s)",
	    line_end_words(words));
	return settings_wrong(error, what, text);
}

enum settings_result
settings_address(struct listener_plan *plan, const char *text,
    struct listener_error *error)
{
	if (plan->address_count == LISTENING_MAX)
		return settings_wrong(error, "too many addresses", text);
	plan->addresses[plan->address_count++] = text;
	return SETTINGS_RUN;
}

enum settings_result
settings_metrics(struct listener_plan *plan, const char *text,
    struct listener_error *error)
{
	char host[256], wrong[128];
	uint16_t port = 1, other = 2;
	const char *fault = address_split(text, host, sizeof(host), &port);

	plan->metrics = text;
	/* What the text does not say stays as it was. */
	if (fault == NULL &&
	    address_split(text, host, sizeof(host), &other) == NULL &&
	    port == other)
		return SETTINGS_RUN;
	(void)snprintf(wrong, sizeof(wrong), "not ADDRESS:PORT (%s)",
	    fault != NULL ? fault : "there is no port");
	return settings_wrong(error, wrong, text);
}

enum settings_result
settings_mischief(struct listener_plan *plan, const char *text,
    struct listener_error *error)
{
	char fault[MISCHIEF_FAULT_SIZE];

	if (mischief_read(&plan->settings.mischief, text, fault))
		return SETTINGS_RUN;
	(void)snprintf(error->text, sizeof(error->text), "--mischief: %s",
	    fault);
	return SETTINGS_WRONG;
}

/* "off": nobody judges. */
enum settings_result
settings_judge(struct listener_plan *plan, const char *text,
    struct listener_error *error)
{
	char what[80];

	plan->settings.judge_mib = 0;
	if (strcmp(text, "off") == 0 || option_number(text, JUDGE_MIB_MIN,
	    JUDGE_MIB_MAX, &plan->settings.judge_mib))
		return SETTINGS_RUN;
	(void)snprintf(what, sizeof(what), "not a size in MiB (%d to %d, or "
	    "off)", JUDGE_MIB_MIN, JUDGE_MIB_MAX);
	return settings_wrong(error, what, text);
}
