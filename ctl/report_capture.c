/* What a report judges: by which wish, and all that a capture holds. */
#include <stdio.h>
#include <string.h>

#include "ctl/command.h"
#include "ctl/report.h"
#include "watch/capture_file.h"

struct judging *
report_judging(const struct report_wish *wish)
{
	struct judge_policy policies[LAB_COUNT];
	unsigned lab;

	memset(policies, 0, sizeof(policies));
	for (lab = 0; lab < LAB_COUNT; lab++) {
		policies[lab].who = RULE_CLIENT;
		policies[lab].variants = wish->variants[lab];
		policies[lab].number_min = wish->number_min;
		policies[lab].number_max = wish->number_max;
	}
	return judging_new(policies, true);
}

/* Until its end was written, nothing is known behind its last record. */
static void
capture_judge(struct judging *judging, struct capture_file *file,
    uint64_t *lost)
{
	const struct capture_facts *facts;
	struct feed_message message;

	while (capture_file_next(file, &message))
		judging_record(judging, &message, NULL);
	facts = capture_file_facts(file);
	judging_time(judging, facts->end_ns > facts->last_ns ?
	    facts->end_ns : facts->last_ns);
	judging_close(judging);
	*lost = facts->lost + judging_missed(judging);
}

struct judging *
report_capture(const struct report_wish *wish, uint64_t *lost,
    struct ctl_error *error)
{
	char fault[CAPTURE_FAULT_SIZE];
	struct capture_file *file = capture_file_open(wish->capture, fault);
	struct judging *judging = NULL;

	if (file == NULL) {
		(void)ctl_error(error, 0, "%s: %s", wish->capture, fault);
		return NULL;
	}
	judging = report_judging(wish);
	if (judging == NULL) {
		(void)ctl_error(error, 0, "no memory");
	} else {
		capture_judge(judging, file, lost);
		capture_file_doubt(capture_file_facts(file), fault);
		if (fault[0] != '\0')
			(void)ctl_error(error, 0, "%s: %s", wish->capture,
			    fault);
	}
	capture_file_free(file);
	return judging;
}
