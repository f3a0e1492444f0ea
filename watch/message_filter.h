/*
 * Filters of messages, and of the events between them: watch/filter.h with
 * the keys of filter_message_keys.def.  For the windows' message panes and
 * for barewirectl tail.
 *
 * Any watcher; pure; no X.
 */
#ifndef WATCH_MESSAGE_FILTER_H
#define WATCH_MESSAGE_FILTER_H

#include "watch/filter.h"
#include "wire/feed.h"

/* What the note of a message begins with of which a judge has said what is
 * wrong (tail --check): the rules follow. */
#define MESSAGE_NOT_OK	"not ok: "

/* NULL, or what is wrong with it; everything is let through then. */
const char *message_filter_parse(struct filter *filter, const char *text);

/* words: what is said of an event; NULL: it is a message, whose bytes and
 * note are looked at. */
bool message_filter_match(const struct filter *filter,
    const struct feed_message *message, const char *words);

/* The same where verdicts have come for themselves: rules are the names of
 * those that are not ok, blanks between, "" for none. */
bool message_filter_match_judged(const struct filter *filter,
    const struct feed_message *message, const char *words, const char *rules);

/* Does it look at what was said of a message?  What it lets through is another
 * thing then once a verdict has come. */
bool message_filter_judges(const struct filter *filter);

#endif
