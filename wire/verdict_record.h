/*
 * A verdict as a record of the journal, in the feed and in captures: a
 * FEED_VERDICT whose number is that of the message it is about, whose note is
 * what is told, and whose bytes are the rest.  Where the server is too busy for
 * records there are none.  What is not ok has a record for
 * each rule; a message of which all is well has one, RULE_OK, with the rules'
 * names as its note (the first is its rule, RULE_NONE where none fits it); and
 * RULE_NOT_SEEN with RULE_NONE says that from this message on the client is not
 * judged, and why.  Of message 0 are those that time, not a message, brought.
 *
 * Any process; pure, bounded, no allocation, no X.  A record may come from a
 * capture of another version or from anybody's hand: nothing in it is trusted,
 * and the rule goes by its name.
 *
 * bytes, low byte first: u64 number of the message's record in the journal
 * (0: none), i64 its wall time, u32 line, column, at, len, quote_at, u8
 * result, severity, length of the rule's name, that name, the quote.
 */
#ifndef WIRE_VERDICT_RECORD_H
#define WIRE_VERDICT_RECORD_H

#include "wire/judge.h"

#define VERDICT_RECORD_SIZE (39 + RULE_NAME_SIZE + JUDGE_QUOTE_MAX)

/* Makes the record of a verdict about `of`, the record that was judged (its
 * name, peer, process and number are taken from there); the record points into
 * bytes, into the verdict and to what `of` points to. */
void verdict_record_make(struct feed_message *record,
    unsigned char bytes[VERDICT_RECORD_SIZE],
    const struct judge_verdict *verdict, const struct feed_message *of);

/* The verdict of a record, and the number of the record it is about (0: not
 * known).  False: it holds none, or one of a rule that is not ours. */
bool verdict_record_read(const struct feed_message *record,
    struct judge_verdict *verdict, uint64_t *number);

#endif
