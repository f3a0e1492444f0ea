/* What a conversation is to do: defaults and checks. */
#include "client/plan.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/address.h"
#include "base/text.h"
#include "base/wording.h"

/* The textbooks' session: long enough to see, short enough to wait for. */
#define SECONDS_MIN	5
#define SECONDS_MAX	15

static const char *
plan_user(void)
{
	const char *user = getenv("USER");
	const struct passwd *entry;

	if (user != NULL && user[0] != '\0')
		return user;
	entry = getpwuid(getuid());
	return entry != NULL && entry->pw_name[0] != '\0' ? entry->pw_name :
	    "user";
}

/* USER-PID, made to fit the rule for names: a login may hold anything. */
static void
plan_name(char *name, size_t name_size)
{
	char user[NAME_SIZE - 8];
	size_t i, len;

	(void)text_copy(user, sizeof(user), plan_user());
	for (i = 0; user[i] != '\0'; i += len) {
		len = text_utf8(user + i, strlen(user + i), NULL);
		if (len == 0 || text_name_fault(user + i, len) != NULL) {
			user[i] = '_';
			len = 1;
		}
	}
	(void)snprintf(name, name_size, "%s-%ld", user, (long)getpid());
}

void
conversation_plan_init(struct conversation_plan *plan, unsigned lab)
{
	memset(plan, 0, sizeof(*plan));
	plan->lab = lab;
	(void)text_copy(plan->host, sizeof(plan->host), "127.0.0.1");
	plan->port = lab_info(lab)->port;
	plan_name(plan->name, sizeof(plan->name));
	plan->min_seconds = SECONDS_MIN;
	plan->max_seconds = SECONDS_MAX;
	plan->line_end = LINE_END_LF;
}

const char *
conversation_plan_server(struct conversation_plan *plan, const char *server)
{
	return address_split(server, plan->host, sizeof(plan->host),
	    &plan->port);
}

const char *
conversation_plan_fault(const struct conversation_plan *plan)
{
	if (plan->lab >= LAB_COUNT)
		return "there is no such lab";
	if (plan->name[0] == '\0')
		return wording_of("form.noName", "the name is empty");
	if (plan->host[0] == '\0')
		return wording_of("form.noHost", "the host is empty");
	if (plan->port == 0)
		return wording_of("form.portZero", "port 0 is no server's");
	if (plan->min_seconds < 0 ||
	    plan->max_seconds > CONVERSATION_SECONDS_MAX)
		return wording_of("form.pause",
		    "a pause lasts 0 to 3600 seconds");
	if (plan->min_seconds > plan->max_seconds)
		return wording_of("form.minMax",
		    "the shortest pause is longer than the longest");
	if (plan->count < 0)
		return wording_of("form.negative", "a count is not negative");
	return NULL;
}
