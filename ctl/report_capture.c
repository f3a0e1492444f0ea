/* What a report judges of a capture: all that it holds. */
#include <stdio.h>
#include <string.h>

#include "ctl/report_source.h"
#include "watch/capture_file.h"

/* Until its end was written, nothing is known behind its last record. */
static void
capture_judge(struct judging *judging, struct capture_file *file)
{
	const struct capture_facts *facts;
	struct feed_message message;

	while (capture_file_next(file, &message))
		judging_record(judging, &message, NULL);
	facts = capture_file_facts(file);
	judging_time(judging, facts->end_ns > facts->last_ns ?
	    facts->end_ns : facts->last_ns, NULL);
	judging_lost(judging, facts->lost);
}

struct judging *
report_source_capture(const struct report_wish *wish,
    struct ctl_error *error)
{
	char fault[CAPTURE_FAULT_SIZE];
	struct capture_file *file = capture_file_open(wish->capture, fault);
	struct judging *judging;

	if (file == NULL) {
		(void)ctl_error(error, 0, "%s: %s", wish->capture, fault);
		return NULL;
	}
	judging = report_source_judging(wish);
	if (judging == NULL) {
		(void)ctl_error(error, 0, "no memory");
	} else {
		capture_judge(judging, file);
		capture_file_doubt(capture_file_facts(file), fault);
		if (fault[0] != '\0')
			(void)ctl_error(error, 0, "%s: %s", wish->capture,
			    fault);
	}
	capture_file_free(file);
	return judging;
}
