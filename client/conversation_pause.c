/* A pause for a lab that asks by itself, and its end. */
#include "client/conversation_private.h"

void
conversation_pause(struct conversation *conversation)
{
	conversation->paused = true;
}

void
conversation_resume(struct conversation *conversation,
    const struct conversation_plan *plan, int64_t now_ns)
{
	conversation->plan.min_seconds = plan->min_seconds;
	conversation->plan.max_seconds = plan->max_seconds;
	conversation->plan.count = plan->count;
	conversation->paused = false;
	if (!conversation->resting)
		return;
	conversation->resting = false;
	conversation->wake_ns = now_ns;
	conversation_tick(conversation, now_ns);
}

bool
lab_rests(struct conversation *conversation)
{
	conversation->resting = conversation->paused;
	if (conversation->resting) {
		lab_state(conversation, CONVERSATION_CONNECTED);
		lab_wake(conversation, 0);
	}
	return conversation->resting;
}
