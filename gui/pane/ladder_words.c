/* What a line of the ladder says. */
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "base/wording.h"
#include "gui/model/log_verdict.h"
#include "gui/pane/ladder_private.h"

static void
put_pause(struct app *app, const struct ladder_row *row,
    struct ladder_words *words)
{
	char seconds[32];

	words->shape = LADDER_SHAPE_PAUSE;
	(void)snprintf(seconds, sizeof(seconds), "%.1f",
	    (double)row->pause_ns / NS_PER_S);
	wording_put(words->label, sizeof(words->label), app_text(app,
	    "ladder.pause", "%1"), seconds, NULL);
}

/* Of a fault its reason: what the judge says is worst, or the server. */
static void
put_reason(const struct log *log, const struct log_entry *entry,
    struct ladder_words *words)
{
	const struct judge_verdict *worst = log_worst(entry);
	size_t used = strlen(words->label);

	words->fault |= log_mark(log, entry) >= LOG_MARK_STYLE;
	if (!words->fault)
		return;
	if (worst != NULL)
		(void)snprintf(words->label + used,
		    sizeof(words->label) - used, " (%s)", worst->said);
	else if (entry->note[0] != '\0')
		(void)snprintf(words->label + used,
		    sizeof(words->label) - used, " (%s)", entry->note);
}

static void
put_message(struct app *app, const struct log *log,
    const struct ladder_row *row, const struct log_entry *entry,
    struct ladder_words *words)
{
	char summary[SUMMARY_SIZE], bytes[WORDING_NUMBER_SIZE];

	if (entry != NULL)
		summary_words(entry, summary);
	else
		(void)text_copy(summary, sizeof(summary), log == NULL ?
		    row->label : app_text(app, "ladder.letGo", ""));
	wording_put(words->label, sizeof(words->label), app_text(app,
	    "ladder.message", "%1"), summary, wording_number(bytes,
	    row->bytes), NULL);
	if (entry != NULL)
		put_reason(log, entry, words);
}

/* An entry knows how it ended; a row says it: "disconnected: lost". */
static bool
is_crash(const struct ladder_row *row, const struct log_entry *entry)
{
	const char *words = strstr(row->label, ": ");

	return entry != NULL ? log_is_crash(entry) :
	    row->event == FEED_DISCONNECTED && words != NULL &&
	    log_tells_crash(words + 2);
}

void
ladder_words_of(struct app *app, const struct log *log,
    const struct ladder_row *row, struct ladder_words *words)
{
	const struct log_entry *entry = log == NULL || row->number == 0 ?
	    NULL : log_at(log, row->number);

	words->fault = row->fault;
	words->clock[0] = words->label[0] = '\0';
	if (row->kind == LADDER_PAUSE) {
		put_pause(app, row, words);
		return;
	}
	when_clock(words->clock, row->wall_ns);
	if (row->kind == LADDER_ARROW) {
		words->shape = LADDER_SHAPE_ARROW;
		put_message(app, log, row, entry, words);
		return;
	}
	words->shape = row->kind == LADDER_LOSS ? LADDER_SHAPE_LOSS :
	    row->event == FEED_MISCHIEF ? LADDER_SHAPE_MISCHIEF :
	    is_crash(row, entry) ? LADDER_SHAPE_CRASH :
	    LADDER_SHAPE_MARK;
	words->fault |= words->shape == LADDER_SHAPE_CRASH;
	(void)text_copy(words->label, sizeof(words->label), row->label);
}

void
ladder_pane_count(struct ladder_shapes *shapes,
    const struct ladder_place *place, const struct ladder_words *words)
{
	bool sent = place->row->from == LADDER_SERVER;

	if (place->line != 0)
		return;
	shapes->received += words->shape == LADDER_SHAPE_ARROW && !sent;
	shapes->sent += words->shape == LADDER_SHAPE_ARROW && sent;
	shapes->faults += words->fault;
	shapes->pauses += words->shape == LADDER_SHAPE_PAUSE;
	shapes->marks += words->shape == LADDER_SHAPE_MARK;
	shapes->crashes += words->shape == LADDER_SHAPE_CRASH;
	shapes->mischief += words->shape == LADDER_SHAPE_MISCHIEF;
}
