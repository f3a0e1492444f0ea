/*
 * What the judge's process answers: one JSON document (RFC 8259) of ASCII, its
 * version first.  watch/judge_answer.h reads it.
 *
 * The judge's process; pure but for memory, which is the caller's to free.
 *
 *	{"version":1, "since_ns":N, "missed":N, "gave_way":N, "starts":N,
 *	 "skipped":[N...], "entries":[{"name":S, "lab":S, "guest":B, "moved":B,
 *	  "connections":N, "peer":S, "messages":N, "unjudged":N, "order":N,
 *	  "rules":[{"rule":S, "ok":N, "not_ok":N, "severity":S,
 *	   "first":V, "last":V}]}]}
 * with V {"wall_ns":N, "client":N, "severity":S, "message":N,
 * "direction":S, "line":N, "column":N, "at":N, "len":N, "quote_at":N,
 * "quote":HEX, "said":S}; a rule of which nothing was seen is left out, and V
 * where no evidence is kept or asked for.  Times are wall times in ns.
 */
#ifndef WIRE_JUDGING_DOCUMENT_H
#define WIRE_JUDGING_DOCUMENT_H

#include "base/name_at.h"
#include "wire/judging.h"

#define JUDGING_DOCUMENT_VERSION 1

struct judging_document {
	const struct judging *judging;
	struct name_at who;	/* name NULL: everybody */
	bool evidence;
	/* Bytes that were made and not yet taken: then len is set to 0. */
	char *bytes;
	size_t len, size;
	size_t at;		/* where among the entries it is */
	bool begun, more, done;
	bool failed;		/* no memory */
};

/* Of those that who means, with their evidence or without; its name stays the
 * caller's. */
void judging_document_begin(struct judging_document *document,
    const struct judging *judging, const struct name_at *who, bool evidence);

/* Makes more of it, an entry at least, unless it is done: a class of thousands
 * is never in memory as a whole.  False: no memory. */
bool judging_document_more(struct judging_document *document);

void judging_document_free(struct judging_document *document);

#endif
