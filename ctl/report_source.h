/*
 * Where a report's verdicts come from: a capture; else the judge's process of
 * the server that runs; where there is none, or something else than it judges
 * by is wished, the server's journal, as far back as that reaches.
 *
 * barewirectl only.  The source is the caller's to be closed; its entries are
 * good until then, in the order they came.
 */
#ifndef CTL_REPORT_SOURCE_H
#define CTL_REPORT_SOURCE_H

#include "ctl/command.h"
#include "ctl/report_wish.h"
#include "watch/judge_answer.h"
#include "watch/watcher.h"

struct report_source {
	const struct judging_entry **entries;
	size_t count;
	struct judging_facts facts;
	char note[320];		/* what is to be said of it; "": nothing */
	/* Its memory: */
	struct judge_answer answer;
	struct judging *judging;
};

/* 0, or -1 with error.  watcher is NULL where a capture is wished. */
int report_source_open(struct report_source *source,
    const struct report_wish *wish, const struct watcher *watcher,
    struct ctl_error *error);
void report_source_close(struct report_source *source);

/* A judging of its own, by what is wished; NULL: no memory. */
struct judging *report_source_judging(const struct report_wish *wish);
/* report_capture.c: all that the wish's capture holds; NULL with error. */
struct judging *report_source_capture(const struct report_wish *wish,
    struct ctl_error *error);
/* The judging becomes the source's, whatever came of it. */
int report_source_take(struct report_source *source, struct judging *judging,
    struct ctl_error *error);

#endif
