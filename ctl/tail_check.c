/* A mark and a reason on each message. */
#include "ctl/tail_check.h"

#include <stdio.h>
#include <string.h>

#include "watch/message_filter.h"

bool
tail_check_init(struct tail_check *check)
{
	struct judge_policy policies[LAB_COUNT];
	unsigned lab;

	memset(policies, 0, sizeof(policies));
	for (lab = 0; lab < LAB_COUNT; lab++)
		policies[lab].who = RULE_BOTH;
	check->judging = judging_new(policies, 0);
	return check->judging != NULL;
}

void
tail_check_free(struct tail_check *check)
{
	judging_free(check->judging);
}

/* The first with its reason, others by name. */
void
tail_check_note(char out[FEED_NOTE_MAX + 1], unsigned before,
    const struct judge_verdict *verdict)
{
	char name[RULE_NAME_SIZE], where[JUDGE_WHERE_SIZE];
	char note[2 * FEED_NOTE_MAX];
	size_t used = strlen(out);

	(void)rule_name(verdict->rule, verdict->lab, name);
	if (before > 0) {
		(void)snprintf(out + used, FEED_NOTE_MAX + 1 - used, "; %s",
		    name);
		return;
	}
	judge_where(verdict, where);
	(void)snprintf(note, sizeof(note),
	    MESSAGE_NOT_OK "%s (%s), %s%s%s", name,
	    rule_severity_word(verdict->severity), verdict->said,
	    verdict->len > 0 ? ", " : "", verdict->len > 0 ? where : "");
	(void)text_copy(out, FEED_NOTE_MAX + 1, note);
}

static void
check_verdict(void *context, const struct judge_verdict *verdict)
{
	struct tail_check *check = context;

	if (verdict->result == RULE_OK)
		check->ok++;
	else if (verdict->result == RULE_NOT_OK)
		tail_check_note(check->note, check->not_ok++, verdict);
}

void
tail_check_message(struct tail_check *check, struct feed_message *message)
{
	struct judge_sink sink = { check, check_verdict };

	if (check->judging == NULL)
		return;
	check->ok = check->not_ok = 0;
	check->note[0] = '\0';
	judging_record(check->judging, message, &sink);
	if (message->event != FEED_MESSAGE || message->note[0] != '\0')
		return;
	if (check->not_ok == 0 && check->ok > 0)
		(void)snprintf(check->note, sizeof(check->note), "ok");
	message->note = check->note;
}
