/*
 * The chat lab: one room, one log, the same order for everyone.
 *
 * Messages travel through the shared log of shm/room.h: written once however
 * many read, and a client that does not read holds up nobody; see there.
 */
#include "server/labs/chat.h"

#include <stdio.h>
#include <unistd.h>

#include "server/lab.h"

/* A burial that found the lock taken is tried again. */
#define AGAIN_NS	(100 * NS_PER_MS)

const char *
chat_count(uint32_t members, char out[24])
{
	(void)snprintf(out, 24, "%u member%s", (unsigned)members,
	    members == 1 ? "" : "s");
	return out;
}

/* The room first: what others said comes before the answer to a line. */
static enum client_end
chat_once(struct chat_talk *talk)
{
	struct frame_message message;
	int64_t until_ns = 0;
	enum client_end end;
	enum lines_got got;
	bool more;

	end = chat_show(talk, &more);
	if (end != CHILD_OK)
		return end;
	chat_watch(talk);
	/* More to show, or it came just now: only a glance at the client, or
	 * until it can be shown. */
	if (more || !room_sleep(&talk->room)) {
		until_ns = lines_ready_ns(&talk->lines);
		if (until_ns == 0)
			until_ns = when_mono_ns();
	} else if (talk->moved)
		until_ns = when_mono_ns() + AGAIN_NS;
	end = lines_receive(&talk->lines, &message, when_sooner(until_ns,
	    talk->lines.heard_ns + child_idle_ns(talk->child)),
	    talk->watch.fd, &got);
	if (end != CHILD_OK)
		return end;
	if (got != LINES_MESSAGE && lines_idle(&talk->lines))
		return child_idle_over(talk->child);
	if (got == LINES_CLOSED)
		return END_CLIENT;
	child_watch_quiet(&talk->watch);
	return got != LINES_MESSAGE ? CHILD_OK : chat_take(talk,
	    message.text, message.text_len, message.cut);
}

static void
chat_leave(struct chat_talk *talk, enum client_end end)
{
	enum room_result result;
	char count[24];
	int tries = 0;

	/* When the server ends, everybody goes: there is no one to tell. */
	if (end == END_SHUTDOWN)
		return;
	do
		result = room_leave(&talk->room);
	while (result == ROOM_BUSY && lines_again(&tries));
	if (result != ROOM_OK)
		return;
	room_ring(&talk->room, talk->child->inherit->bells);
	child_event(talk->child, SENTENCE_OF(LEFT),
	    chat_count(room_members(&talk->room), count));
}

static enum client_end
chat_serve(struct child *child)
{
	static struct chat_talk talk;
	enum client_end end;

	talk.child = child;
	lines_init(&talk.lines, child, CHAT_LINE_MAX);
	talk.lines.limited = true;
	if (!child_watch_init(&talk.watch, bell_fd(child->inherit->bells,
	    child->inherit->row)))
		return END_INTERNAL;
	end = chat_enter(&talk);
	while (end == CHILD_OK)
		end = chat_once(&talk);
	if (talk.joined)
		chat_leave(&talk, end);
	child_watch_close(&talk.watch);
	return end;
}

const struct lab lab_chat = {
	.transport = LAB_TCP,
	.serve = chat_serve,
	.farewell = lines_farewell,
	.greet = GREET_NEVER,
	.area_size = room_area_size,
	.area_repair = room_area_repair,
};
