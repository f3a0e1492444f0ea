/* A capture as a ladder, of letters or as a picture. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "ctl/export.h"
#include "watch/ladder_draw.h"

static const char *
read_ladder(struct capture_view *view, struct ladder **ladder)
{
	struct feed_message message;

	*ladder = ladder_new();
	if (*ladder == NULL)
		return "no memory";
	while (capture_view_next(view, &message))
		ladder_record(*ladder, &message);
	return NULL;
}

#define HEADING_SIZE (WHEN_RFC3339_SIZE + 4 * PCAPNG_PROGRAM_SIZE + 80)

static void
ladder_heading(struct capture_view *view, char heading[HEADING_SIZE])
{
	const struct capture_facts *facts = capture_view_facts(view);
	char from[WHEN_RFC3339_SIZE], program[4 * PCAPNG_PROGRAM_SIZE];

	when_rfc3339(from, facts->first_ns);
	(void)text_escape(program, sizeof(program), facts->program,
	    strlen(facts->program));
	if (facts->first_ns == 0)
		(void)snprintf(heading, HEADING_SIZE, "RECORDED by %s; no "
		    "record is in it.", program);
	else
		(void)snprintf(heading, HEADING_SIZE, "RECORDED by %s from %s "
		    "on; times of the clock here.", program, from);
}

const char *
export_ladder(struct capture_view *view, FILE *out)
{
	char heading[HEADING_SIZE];
	struct ladder *ladder;
	const char *fault = read_ladder(view, &ladder);

	if (fault != NULL)
		return fault;
	ladder_heading(view, heading);
	fault = ladder_put_text(ladder, heading, out);
	ladder_free(ladder);
	return fault;
}

const char *
export_svg(struct capture_view *view, FILE *out)
{
	char heading[HEADING_SIZE];
	struct ladder *ladder;
	const char *fault = read_ladder(view, &ladder);

	if (fault != NULL)
		return fault;
	ladder_heading(view, heading);
	ladder_put_svg(ladder, heading, out);
	ladder_free(ladder);
	return NULL;
}
