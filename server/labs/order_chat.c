/*
 * The order lab with --order-chat: after the verdict what each says is
 * relayed to the other, until one says Bye.
 *
 * Nothing is relayed after a Bye: two clients that echo would flood each
 * other for ever.
 */
#include "server/labs/order.h"

#include <poll.h>

#include "wire/order_line.h"

/* Both are told "Bye", alone in its message: clients compare it. */
static enum client_end
order_bye(struct order_talk *talk)
{
	enum client_end end = lines_gap(&talk->lines);

	if (end == CHILD_OK)
		end = lines_send(&talk->lines, "Bye");
	if (end == CHILD_OK)
		end = lines_gap(&talk->lines);
	return end == CHILD_OK ? END_SERVER : end;
}

/* What the partner has said until now; *ready_ns is when the rest of it can
 * follow, 0: there is none. */
static enum client_end
order_relay(struct order_talk *talk, int64_t *ready_ns)
{
	char text[PAIR_TEXT_MAX + 1];
	bool last = false, any = false;
	enum client_end end = CHILD_OK;
	size_t len;

	for (;;) {
		*ready_ns = lines_ready_ns(&talk->lines);
		if (when_mono_ns() < *ready_ns)
			break;
		*ready_ns = 0;
		if (!pair_get(&talk->seat, text, &len, &last))
			break;
		any = true;
		/* They compare it: it must not arrive with another line. */
		if (last)
			end = lines_gap(&talk->lines);
		if (end == CHILD_OK)
			end = lines_send(&talk->lines, "Client %c: %s",
			    order_letter(talk, 1 - talk->seat.side), text);
		if (end != CHILD_OK || last)
			break;
	}
	/* There is room in the pipe again. */
	if (any)
		order_ring(talk);
	if (end == CHILD_OK && last)
		return order_bye(talk);
	return end;
}

/* To the partner; what does not fit is held, and nothing read meanwhile. */
static enum client_end
order_pass(struct order_talk *talk)
{
	bool last = order_line_bye(talk->waiting, talk->waiting_len);

	talk->waits = !pair_put(&talk->seat, talk->waiting, talk->waiting_len,
	    last);
	if (talk->waits)
		return CHILD_OK;
	order_ring(talk);
	if (!last)
		return CHILD_OK;
	child_event(talk->child, SENTENCE_OF(SAID_BYE));
	return order_bye(talk);
}

static enum client_end
order_said(struct order_talk *talk, const struct frame_message *message)
{
	size_t len = message->text_len, at;
	bool cut;

	(void)order_line_letter(message->text, &len, &at);
	if (len == at)
		return CHILD_OK;
	talk->waiting_len = text_mend(talk->waiting, sizeof(talk->waiting),
	    message->text + at, len - at, &cut);
	return order_pass(talk);
}

static enum client_end
order_partner_left(struct order_talk *talk)
{
	unsigned other = 1 - talk->seat.side;
	enum client_end end;

	child_event(talk->child, SENTENCE_OF(PARTNER_LEFT),
	    order_letter(talk, other));
	end = lines_send(&talk->lines, "Client %c left",
	    order_letter(talk, other));
	return end == CHILD_OK ? order_bye(talk) : end;
}

/* Waits for the client, the partner, or both; takes what comes. */
static enum client_end
order_chat_once(struct order_talk *talk, int64_t again_ns)
{
	struct frame_message message;
	enum client_end end;
	enum lines_got got;
	short events;
	bool woken;

	if (talk->waits) {
		end = child_wait(talk->child, POLLRDHUP, again_ns,
		    talk->watch.fd, &events, &woken);
		if (end == CHILD_OK && events != 0)
			end = child_socket_end(talk->child->socket, 0);
		return end;
	}
	end = lines_receive(&talk->lines, &message, when_sooner(again_ns,
	    talk->lines.heard_ns + child_idle_ns(talk->child)),
	    talk->watch.fd, &got);
	if (end == CHILD_OK && got != LINES_MESSAGE &&
	    lines_idle(&talk->lines))
		return child_idle_over(talk->child);
	if (end == CHILD_OK && got == LINES_MESSAGE)
		end = order_said(talk, &message);
	if (end == CHILD_OK && got == LINES_CLOSED)
		end = END_CLIENT;
	return end;
}

enum client_end
order_chat(struct order_talk *talk)
{
	int64_t again_ns, ready_ns;
	enum client_end end;

	child_state(talk->child, STATE_CHATTING);
	/* The verdict is a message of its own, too. */
	end = lines_gap(&talk->lines);
	while (end == CHILD_OK) {
		/* First what it said, then that it left. */
		(void)order_look(talk, &again_ns);
		end = order_relay(talk, &ready_ns);
		if (end == CHILD_OK && ready_ns == 0 &&
		    talk->view.partner_left)
			end = order_partner_left(talk);
		if (end == CHILD_OK && talk->waits)
			end = order_pass(talk);
		if (end == CHILD_OK)
			end = order_chat_once(talk,
			    when_sooner(again_ns, ready_ns));
	}
	return end;
}
