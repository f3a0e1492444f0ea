/* The order lab: the message, and whose came first. */
#include "server/labs/order.h"

#include <string.h>

#include "server/limits.h"
#include "wire/name_line.h"
#include "wire/order_line.h"

/* A message that is a good name, perhaps with a label, is the client's. */
static void
order_name(struct order_talk *talk, const char *text, size_t len)
{
	struct name_line line;
	char name[NAME_SIZE];

	name_line_parse(text, len, "", &line);
	if (line.rest_len > 0 ||
	    text_name_fault(line.name, line.name_len) != NULL)
		return;
	memcpy(name, line.name, line.name_len);
	name[line.name_len] = '\0';
	(void)child_rename(talk->child, name);
}

/* The message is known to both, as everybody's programs can read it. */
static enum client_end
order_take(struct order_talk *talk, const struct frame_message *message)
{
	size_t len = message->text_len, at;
	char letter = order_line_letter(message->text, &len, &at);
	const char *text = message->text + at;
	char escaped[160], mended[ORDER_TEXT_MAX + 1];
	enum pair_result result;
	size_t mended_len;
	int tries = 0;
	bool cut;

	len -= at;
	mended_len = text_mend(mended, sizeof(mended), text, len, &cut);
	do
		result = pair_say(&talk->seat, mended, mended_len, letter,
		    talk->arrived_ns);
	while (result == PAIR_BUSY && lines_again(&tries));
	if (result != PAIR_OK)
		return END_INTERNAL;
	talk->taken_ns = when_mono_ns();
	order_ring(talk);
	(void)text_escape(escaped, sizeof(escaped), text, len);
	child_event(talk->child, SENTENCE_OF(ORDER_SENT), letter != 0 ?
	    letter : order_letter(talk, talk->seat.side), escaped);
	order_name(talk, text, len);
	return CHILD_OK;
}

enum client_end
order_hear(struct order_talk *talk)
{
	int64_t greet_ns, again_ns;
	struct frame_message message;
	enum lines_got got;
	enum client_end end;

	child_state(talk->child, STATE_IDLE);
	child_silent(talk->child, when_mono_ns(), SILENCE_FIRST);
	if (talk->arrived_ns == 0)
		talk->arrived_ns = lines_arrived_ns(&talk->lines);
	for (;;) {
		end = order_look(talk, &again_ns);
		if (end != CHILD_OK)
			return end;
		greet_ns = order_greet_ns(talk);
		if (greet_ns != 0 && when_mono_ns() >= greet_ns) {
			end = order_greet(talk);
			if (end != CHILD_OK)
				return end;
			continue;
		}
		end = lines_receive(&talk->lines, &message,
		    when_sooner(greet_ns, again_ns), talk->watch.fd, &got);
		if (end != CHILD_OK)
			return end;
		if (got == LINES_CLOSED)
			return END_CLIENT;
		/* What arrived first was no word of its. */
		if (got == LINES_SILENT)
			talk->arrived_ns = 0;
		if (got != LINES_MESSAGE)
			continue;
		if (talk->arrived_ns == 0)
			talk->arrived_ns = message.stamp_ns;
		if (message.text_len > 0)
			return order_take(talk, &message);
		/* An empty line is no message. */
		talk->arrived_ns = 0;
	}
}

/* Until both have spoken. */
static enum client_end
order_await(struct order_talk *talk)
{
	enum client_end end;
	int64_t again_ns;

	if (talk->lines.lost != CHILD_OK)
		return talk->lines.lost;
	talk->half = talk->half || talk->lines.closed;
	for (;;) {
		end = order_look(talk, &again_ns);
		if (end != CHILD_OK || talk->view.first >= 0)
			return end;
		end = order_wait(talk, again_ns, true);
		if (end != CHILD_OK)
			return end;
	}
}

/* What came after the message and before the verdict is not answered, but
 * it is shown. */
static void
order_surplus(struct order_talk *talk)
{
	struct frame_message message;
	enum lines_got got;

	do {
		if (lines_receive(&talk->lines, &message, when_mono_ns(), -1,
		    &got) != CHILD_OK)
			return;
		if (got == LINES_MESSAGE)
			child_event(talk->child, SENTENCE_OF(ORDER_SURPLUS));
	} while (got == LINES_MESSAGE);
}

/* Both have spoken.  One that is gone is not told. */
static enum client_end
order_tell(struct order_talk *talk)
{
	const struct pair_view *view = &talk->view;
	unsigned first = (unsigned)view->first;
	enum client_end end = lines_gap(&talk->lines);

	talk->half = talk->half || talk->lines.closed;
	if (end == CHILD_OK)
		end = order_wait(talk, when_mono_ns(), true);
	if (end == CHILD_OK)
		end = lines_send(&talk->lines,
		    "%c: %s received before %c: %s", view->letter[first],
		    view->text[first], view->letter[1 - first],
		    view->text[1 - first]);
	talk->result_sent = end == CHILD_OK;
	return end;
}

enum client_end
order_judge(struct order_talk *talk)
{
	enum client_end end = order_await(talk);
	enum pair_result result;
	int tries = 0;
	bool both;

	if (end != CHILD_OK)
		return end;
	if (!talk->child->settings->order_chat)
		order_surplus(talk);
	end = order_tell(talk);
	if (end != CHILD_OK)
		return end;
	do
		result = pair_verdict_sent(&talk->seat, &both);
	while (result == PAIR_BUSY && lines_again(&tries));
	if (result == PAIR_OK && both)
		child_event(talk->child, SENTENCE_OF(ORDER_SERVED));
	/* One that never reads it resets the connection now. */
	return order_spoke_first(talk) ? lines_gap(&talk->lines) : CHILD_OK;
}
