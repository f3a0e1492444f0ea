/* Holding a lab that asks by itself, and letting it go on. */
#include "client/conversation_private.h"

void
conversation_hold(struct conversation *conversation)
{
	conversation->hold = true;
}

void
conversation_resume(struct conversation *conversation,
    const struct conversation_plan *plan, int64_t now_ns)
{
	conversation->plan.min_seconds = plan->min_seconds;
	conversation->plan.max_seconds = plan->max_seconds;
	conversation->plan.count = plan->count;
	conversation->hold = false;
	if (!conversation->resting)
		return;
	conversation->resting = false;
	conversation->wake_ns = now_ns;
	conversation_tick(conversation, now_ns);
}

bool
lab_rests(struct conversation *conversation)
{
	conversation->resting = conversation->hold;
	if (conversation->resting) {
		lab_state(conversation, CONVERSATION_CONNECTED);
		lab_wake(conversation, 0);
	}
	return conversation->resting;
}
