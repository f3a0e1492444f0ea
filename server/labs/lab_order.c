/*
 * The order lab: the first connection is client X, the second client Y; both
 * are told whose message came first.
 */
#include "server/lab.h"
#include "server/labs/order.h"

static enum client_end
order_talk(struct order_talk *talk)
{
	enum client_end end = order_meet(talk);

	if (end == CHILD_OK)
		end = order_hear(talk);
	if (end == CHILD_OK)
		end = order_judge(talk);
	order_deceived(talk, end);
	if (end == CHILD_OK && talk->child->settings->order_chat)
		end = order_chat(talk);
	return end == CHILD_OK ? END_SERVER : end;
}

static enum client_end
order_serve(struct child *child)
{
	static struct order_talk talk;
	enum client_end end;
	int tries = 0;

	talk.child = child;
	talk.view.first = -1;
	lines_init(&talk.lines, child, ORDER_TEXT_MAX);
	talk.lines.limited = true;
	if (!child_watch_init(&talk.watch, bell_fd(child->inherit->bells,
	    child->inherit->row)))
		return END_INTERNAL;
	end = order_sit(&talk);
	if (end == CHILD_OK) {
		end = order_talk(&talk);
		while (pair_leave(&talk.seat) == PAIR_BUSY &&
		    lines_again(&tries))
			continue;
		order_ring(&talk);
	}
	child_watch_close(&talk.watch);
	return end;
}

const struct lab lab_order = {
	.transport = LAB_TCP,
	.serve = order_serve,
	.farewell = lines_farewell,
	.greet = GREET_AUTO,
	.area_size = pair_area_size,
	.area_repair = pair_area_repair,
	.area_arrive = pair_arrive,
	.area_arrive_undo = pair_arrive_undo,
};
