/* The chat: what comes from the room, and who is watched over. */
#include "server/labs/chat.h"

#include <string.h>

/* Shown at once before the client is looked at again. */
#define SHOW_MAX	64

static enum client_end
chat_show_entry(struct chat_talk *talk, const struct room_entry *entry)
{
	char count[24];

	switch (entry->kind) {
	case ROOM_JOINED:
		talk->moved = true;
		return lines_send(&talk->lines, "%s joined (%s)",
		    entry->name, chat_count(entry->members, count));
	case ROOM_LEFT:
		talk->moved = true;
		return lines_send(&talk->lines, "%s left (%s)", entry->name,
		    chat_count(entry->members, count));
	case ROOM_SAID:
		return lines_send(&talk->lines, "%s: %s", entry->name,
		    entry->text);
	case ROOM_PRIVATE:
		return lines_send(&talk->lines, "%s (private): %s",
		    entry->name, entry->text);
	}
	return CHILD_OK;
}

static enum client_end
chat_show_gap(struct chat_talk *talk, uint64_t missed)
{
	talk->moved = true;
	child_event(talk->child, SENTENCE_OF(ROOM_MISSED),
	    (unsigned long long)missed);
	return lines_send(&talk->lines, "You missed %llu message%s",
	    (unsigned long long)missed, missed == 1 ? "" : "s");
}

enum client_end
chat_show(struct chat_talk *talk, bool *more)
{
	static struct room_entry entry;
	enum client_end end = CHILD_OK;
	enum room_got got;
	int shown;

	*more = true;
	for (shown = 0; shown < SHOW_MAX && end == CHILD_OK; shown++) {
		/* It reads once for each, and may say something meanwhile. */
		if (when_mono_ns() < lines_ready_ns(&talk->lines))
			return CHILD_OK;
		got = room_read(&talk->room, &entry);
		if (got == ROOM_NOTHING) {
			*more = false;
			return CHILD_OK;
		}
		end = got == ROOM_GAP ?
		    chat_show_gap(talk, entry.missed) :
		    chat_show_entry(talk, &entry);
	}
	return end;
}

/* Says for a dead member that it left.  False when that must wait. */
static bool
chat_bury(struct chat_talk *talk, const struct room_peer *peer)
{
	char count[24];

	child_watch_clear(&talk->watch);
	switch (room_bury(&talk->room, peer)) {
	case ROOM_BUSY:
		return false;
	case ROOM_OK:
		room_ring(&talk->room, talk->child->inherit->bells);
		child_event(talk->child, SENTENCE_OF(ROOM_SAW_GONE),
		    peer->name, chat_count(room_members(&talk->room), count));
		return true;
	default:
		return true;
	}
}

void
chat_watch(struct chat_talk *talk)
{
	struct room_peer peer;

	if (!talk->moved && !child_watch_ended(&talk->watch))
		return;
	talk->moved = false;
	while (room_neighbour(&talk->room, &peer)) {
		/* A member had a row before it joined: one that is not to be
		 * found is gone. */
		if (child_watch_set(&talk->watch, talk->child->table,
		    peer.row, peer.client) == CHILD_WATCH_ALIVE)
			return;
		talk->moved = !chat_bury(talk, &peer);
		if (talk->moved)
			return;
	}
	child_watch_clear(&talk->watch);
}
