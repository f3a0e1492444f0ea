/* What is sent beside a text: NULs, older messages, memory never set. */
#include "wire/judge_private.h"

#include <string.h>

#include "base/text.h"

/* What came right behind another message of its own side, out of the same
 * read, is the rest of what was sent at once. */
static struct judge_segment *
segment_of(const struct judge_call *call)
{
	const struct feed_message *record = call->record;
	struct judge *judge = call->judge;
	struct judge_segment *segment = &judge->segments[
	    (judge->next_segment + JUDGE_SEGMENTS - 1) % JUDGE_SEGMENTS];

	if (segment->len == 0 || segment->direction != record->direction ||
	    record->facts.read == 0 || segment->read != record->facts.read ||
	    record->facts.stream < segment->stream ||
	    record->facts.stream - segment->stream > JUDGE_SEGMENT_MAX ||
	    record->facts.stream == segment->stream || record->datagram)
		return NULL;
	return segment;
}

/* The next one is compared with it. */
void
judge_segment_keep(const struct judge_call *call)
{
	const struct feed_message *record = call->record;
	struct judge_segment *segment = segment_of(call);
	size_t at = 0, len = call->len;

	if (segment == NULL) {
		segment = &call->judge->segments[call->judge->next_segment];
		call->judge->next_segment = (call->judge->next_segment + 1) %
		    JUDGE_SEGMENTS;
		memset(segment, 0, sizeof(*segment));
		segment->direction = record->direction;
		segment->stream = record->facts.stream;
		segment->read = record->facts.read;
	} else {
		at = (size_t)(record->facts.stream - segment->stream);
	}
	if (at >= JUDGE_SEGMENT_MAX)
		return;
	if (len > JUDGE_SEGMENT_MAX - at)
		len = JUDGE_SEGMENT_MAX - at;
	if (len > 0)
		memcpy(segment->bytes + at, call->bytes, len);
	if (segment->len < at + len)
		segment->len = (uint32_t)(at + len);
}

/* How many of these bytes an older message of either side has at that very
 * place, NULs aside. */
static size_t
stale_len(const struct judge_call *call, const char *bytes, size_t len,
    size_t place)
{
	const struct judge_segment *own = segment_of(call);
	const struct judge_segment *older;
	size_t i, same, longest = 0;

	for (i = 0; i < JUDGE_SEGMENTS; i++) {
		older = &call->judge->segments[i];
		if (older == own || older->len <= place)
			continue;
		for (same = 0; same < len && place + same < older->len &&
		    bytes[same] == (char)older->bytes[place + same] &&
		    bytes[same] != '\0'; same++)
			continue;
		if (same > longest)
			longest = same;
	}
	return longest;
}

/* Did the other side say the same, with another byte where the NUL is? */
static bool
cut_by_nul(const struct judge_call *call)
{
	const struct judge_segment *older;
	size_t i, at, nuls, len;

	for (i = 0; i < JUDGE_SEGMENTS; i++) {
		older = &call->judge->segments[i];
		/* It may be quoted, and the sentence goes on. */
		len = older->len < call->len ? older->len : call->len;
		while (len > 0 && (older->bytes[len - 1] == '\n' ||
		    older->bytes[len - 1] == '\r'))
			len--;
		if (older->direction == call->record->direction || len < 3)
			continue;
		for (at = nuls = 0; at < len; at++) {
			if (call->bytes[at] == '\0' && older->bytes[at] != 0)
				nuls++;
			else if (call->bytes[at] != (char)older->bytes[at])
				break;
		}
		if (at == len && nuls > 0)
			return true;
	}
	return false;
}

/* Neither text nor a separator's shape. */
static bool
is_garbage(const char *bytes, size_t len, size_t *at)
{
	unsigned code, pieces = 0;
	size_t one;

	for (*at = 0; *at < len; *at += one) {
		one = text_utf8(bytes + *at, len - *at, &code);
		if (one == 0 || (code != 0 && code < ' ' && code != '\t' &&
		    code != '\n' && code != '\r'))
			return true;
		if (code == 0 && *at + 1 < len && bytes[*at + 1] != '\0' &&
		    ++pieces > RULE_LIMIT_PAD_PIECES)
			return true;
	}
	return false;
}

/* What stands behind the text and its first NUL; true: that explains the
 * message. */
static bool
pad_rest(const struct judge_call *call, size_t from, size_t place)
{
	const char *rest = call->bytes + from;
	size_t len = call->len - from, skip = 0, stale, at;

	while (skip < len && rest[skip] == '\0')
		skip++;
	if (skip == len)
		return false;
	if (cut_by_nul(call)) {
		judge_wrong(call, RULE_LINES_NUL_INSIDE);
		return true;
	}
	stale = stale_len(call, rest + skip, len - skip, place + skip);
	if (stale >= RULE_LIMIT_PAD_STALE) {
		judge_fault(call, RULE_LINES_PAD_STALE, (struct judge_span){
		    .at = from + skip, .len = stale }, "the rest of an older "
		    "message is sent along: %zu bytes, at the place where "
		    "they stood in that", stale);
		return true;
	}
	if (!is_garbage(rest, len, &at))
		return false;
	judge_fault(call, RULE_LINES_PAD_GARBAGE, (struct judge_span){
	    .at = from + at, .len = call->len - from - at },
	    "memory that was never set is sent");
	return true;
}

/* NULs behind the text: one may be its end. */
static void
pad_nuls(const struct judge_call *call)
{
	struct judge_side *side = call->side;
	size_t nuls = 0, at = call->len;

	while (at > call->text_len && call->bytes[at - 1] == '\0') {
		at--;
		nuls++;
	}
	if (nuls >= 2) {
		judge_fault(call, RULE_LINES_PAD_NUL, (struct judge_span){
		    .at = at, .len = nuls }, "the whole buffer was sent: "
		    "a text of %zu bytes and %zu NULs", at, nuls);
		return;
	}
	if ((nuls == 1 && side->unpadded) || (nuls == 0 && side->padded))
		judge_fault(call, RULE_LINES_PAD_NUL, (struct judge_span){
		    .at = at, .len = nuls }, "some messages end in a NUL, "
		    "others do not");
	else
		judge_ok(call, RULE_LINES_PAD_NUL);
	if (nuls == 1)
		side->padded = true;
	else
		side->unpadded = true;
}

bool
judge_pad(const struct judge_call *call)
{
	const struct judge_segment *own = segment_of(call);
	size_t place = 0, first = call->text_len;

	if (call->len == 0)
		return false;
	/* The rest of a segment whose text a NUL has ended; or one more text
	 * that came with it. */
	if (own != NULL && own->len > 0 && own->bytes[own->len - 1] == '\0') {
		place = (size_t)(call->record->facts.stream - own->stream);
		if (pad_rest(call, 0, place))
			return true;
	}
	while (first < call->len && call->bytes[first] != '\0')
		first++;
	if (first < call->len && pad_rest(call, first, place + first))
		return false;
	pad_nuls(call);
	return false;
}
