/* What is sent beside a text: NULs, older messages, memory never set. */
#include "wire/judge_private.h"

#include <string.h>

#include "base/text.h"

/* The last one of this side; what the other side said to its beginning may be
 * behind it. */
static struct judge_segment *
segment_last(const struct judge_call *call)
{
	struct judge *judge = call->judge;
	struct judge_segment *segment;
	size_t back;

	for (back = 1; back <= JUDGE_SEGMENTS; back++) {
		segment = &judge->segments[(judge->next_segment +
		    JUDGE_SEGMENTS - back) % JUDGE_SEGMENTS];
		if (segment->len > 0 &&
		    segment->direction == call->record->direction)
			return segment;
	}
	return NULL;
}

/* What came right behind another message of its own side, out of the same
 * read, is the rest of what was sent at once. */
static struct judge_segment *
segment_of(const struct judge_call *call)
{
	const struct feed_message *record = call->record;
	struct judge_segment *segment = segment_last(call);

	if (segment == NULL ||
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
		segment->arrived_ns = record->facts.arrived_ns;
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

/* How many of these bytes an older message has at this place, NULs aside. */
static size_t
same_len(const struct judge_segment *older, const char *bytes, size_t len,
    size_t place)
{
	size_t same = 0;

	while (same < len && place + same < older->len &&
	    bytes[same] == (char)older->bytes[place + same] &&
	    bytes[same] != '\0')
		same++;
	return same;
}

/* Does a message begin there in it?  What came together may be several. */
static bool
is_start(const struct judge_segment *older, size_t at)
{
	return at == 0 || older->bytes[at - 1] == '\0' ||
	    older->bytes[at - 1] == '\n';
}

/* How many of these bytes an older message of either side has at that very
 * place: in the middle of its text, for who ends messages in NULs and sends
 * several at once repeats whole ones.  What was left of it once may be sent
 * many times over. */
static size_t
stale_len(const struct judge_call *call, const char *bytes, size_t len,
    size_t place)
{
	const struct judge_segment *own = segment_of(call), *older;
	size_t i, start, same, longest = 0;

	for (i = 0; i < JUDGE_SEGMENTS; i++) {
		older = &call->judge->segments[i];
		if (older == own)
			continue;
		for (start = 0; start + place < older->len; start++) {
			if (!is_start(older, start) || (!call->side->stale &&
			    is_start(older, start + place)))
				continue;
			same = same_len(older, bytes, len, start + place);
			if (same > longest)
				longest = same;
		}
	}
	return longest;
}

/* Is this the end of an older message of its side, from the middle of its line
 * on, at the place where it stood in that?  Who sends lines in one segment
 * repeats whole ones. */
static bool
is_stale_line(const struct judge_call *call, const struct judge_segment *own,
    size_t place)
{
	const struct judge_segment *older;
	size_t i, at, end;

	if (call->text_len < RULE_LIMIT_PAD_STALE)
		return false;
	for (i = 0; i < JUDGE_SEGMENTS; i++) {
		older = &call->judge->segments[i];
		if (older == own || older->direction != own->direction)
			continue;
		for (at = place; at + call->text_len <= older->len; at++) {
			end = at + call->text_len;
			if (is_start(older, at - place) &&
			    older->bytes[at - 1] >= ' ' &&
			    same_len(older, call->text, call->text_len, at) ==
			    call->text_len && (end == older->len ||
			    older->bytes[end] < ' '))
				return true;
		}
	}
	return false;
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
		call->side->stale = true;
		judge_fault(call, RULE_LINES_PAD_STALE, (struct judge_span){
		    .at = from + skip, .len = stale }, "the rest of an older "
		    "message is sent along: %zu bytes, at the place where "
		    "they stood in that", stale);
		return true;
	}
	if (!is_garbage(rest, len, &at))
		return false;
	call->side->littered = true;
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

	if (side->littered)
		return;
	while (at > call->text_len && call->bytes[at - 1] == '\0') {
		at--;
		nuls++;
	}
	if (nuls >= 2) {
		judge_fault(call, RULE_LINES_PAD_NUL, (struct judge_span){
		    .at = at, .len = nuls }, "the whole buffer was sent: "
		    "a text of %zu byte%s and %zu NULs", at, at == 1 ? "" : "s",
		    nuls);
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

/* So many bytes at its beginning are no text. */
static size_t
litter_len(const struct judge_call *call)
{
	unsigned code = 0;
	size_t at = 0;

	while (at < call->len && (text_utf8(call->bytes + at, call->len - at,
	    &code) == 0 || (code != 0 && code < ' ' && code != '\t' &&
	    code != '\n' && code != '\r')))
		at++;
	return at;
}

/* Sooner than anybody says two things. */
#define TOGETHER_NS	(5 * NS_PER_MS)

/* Memory that was never set, behind the NUL of the message before: it may have
 * been taken for the beginning of this one, which came later.  What came later
 * itself is text in another encoding. */
static bool
pad_litter(const struct judge_call *call)
{
	const struct judge_segment *last = segment_last(call);
	size_t litter = litter_len(call);
	bool behind = last != NULL && last->bytes[last->len - 1] == '\0' &&
	    call->record->facts.stream == last->stream + last->len &&
	    call->record->facts.arrived_ns > 0 &&
	    call->record->facts.arrived_ns - last->arrived_ns < TOGETHER_NS;

	if (call->record->datagram || (!call->side->littered &&
	    (!behind || litter < RULE_LIMIT_PAD_STALE)) || litter == 0)
		return false;
	judge_fault(call, RULE_LINES_PAD_GARBAGE, (struct judge_span){
	    .at = 0, .len = litter }, "memory that was never set is sent");
	call->side->littered = true;
	return true;
}

/* The rest of a segment whose text a NUL or a line end has ended; or one more
 * text that came with it.  A byte or two of an older message are too few to
 * tell of, and are no message for all that. */
static bool
pad_behind(const struct judge_call *call)
{
	const struct judge_segment *own = segment_of(call);
	unsigned char before = own == NULL || own->len == 0 ? ' ' :
	    own->bytes[own->len - 1];
	size_t place;

	if (before != '\0' && before != '\n')
		return false;
	place = (size_t)(call->record->facts.stream - own->stream);
	if (before == '\0')
		return pad_rest(call, 0, place) || (call->text_len > 0 &&
		    stale_len(call, call->text, call->text_len, place) ==
		    call->text_len);
	if (place != own->len || !is_stale_line(call, own, place))
		return false;
	call->side->stale = true;
	judge_fault(call, RULE_LINES_PAD_STALE, (struct judge_span){
	    .at = 0, .len = call->text_len }, "the rest of an older message "
	    "is sent along: %zu bytes, at the place where they stood in that",
	    call->text_len);
	return true;
}

bool
judge_pad(const struct judge_call *call)
{
	size_t place = 0, first = call->text_len;

	if (call->len == 0)
		return false;
	if (pad_behind(call) || pad_litter(call) ||
	    (call->side->littered && segment_of(call) != NULL))
		return true;
	while (first < call->len && call->bytes[first] != '\0')
		first++;
	if (first < call->len && pad_rest(call, first, place + first))
		return false;
	pad_nuls(call);
	return false;
}
