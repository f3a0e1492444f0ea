/* The order lab: what is said before the client has spoken. */
#include "server/labs/order.h"

#include "server/limits.h"

/* The greeting that is to come; with a prompt, the silent client that auto
 * means is sent that one. */
static bool
order_greets(const struct order_talk *talk)
{
	return !talk->lines.greeted &&
	    (lines_greets(&talk->lines) == GREET_ALWAYS ||
	    (lines_greets(&talk->lines) == GREET_AUTO &&
	    lines_prompts(&talk->lines) == NULL));
}

static bool
order_prompts(const struct order_talk *talk)
{
	return !talk->lines.prompted && lines_prompts(&talk->lines) != NULL;
}

int64_t
order_greet_ns(const struct order_talk *talk)
{
	/* Its partner has left it. */
	if (!talk->view.met)
		return 0;
	if (order_greets(talk) && lines_greets(&talk->lines) == GREET_ALWAYS)
		return talk->view.met_ns;
	/* Only one that has sent nothing waits for us to begin. */
	if ((!order_greets(talk) && !order_prompts(talk)) ||
	    talk->arrived_ns != 0 || !frame_silent(&talk->lines.frame))
		return 0;
	return talk->view.met_ns + LIMIT_GREET_NS;
}

enum client_end
order_greet(struct order_talk *talk)
{
	if (!order_greets(talk))
		return lines_prompt_now(&talk->lines);
	talk->lines.greeted = true;
	return lines_send(&talk->lines, "Client %c connected",
	    order_letter(talk, talk->seat.side));
}

bool
order_spoke_first(const struct order_talk *talk)
{
	return talk->lines.greeted || talk->lines.prompted;
}

/*
 * It reads once, after its message: what was said before that lay there
 * already, so it goes at once, without its result or with a reset on it.
 */
void
order_deceived(struct order_talk *talk, enum client_end end)
{
	int64_t left_ns = talk->left_ns != 0 ? talk->left_ns :
	    when_mono_ns();

	if (talk->taken_ns == 0 || !order_spoke_first(talk) ||
	    end != (talk->result_sent ? END_RESET : END_CLIENT) ||
	    left_ns - talk->taken_ns > LIMIT_HASTE_NS)
		return;
	if (talk->lines.greeted)
		child_event(talk->child, SENTENCE_OF(TOOK_GREETING));
	else
		child_event(talk->child, SENTENCE_OF(TOOK_PROMPT));
}
