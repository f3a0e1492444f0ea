/*
 * The chat lab's conversation: one client in the room of shm/room.h.
 *
 * Child only; between lab_chat.c and the chat_*.c files.
 */
#ifndef SERVER_LABS_CHAT_H
#define SERVER_LABS_CHAT_H

#include "server/child_lines.h"
#include "server/child_watch.h"
#include "shm/room.h"

/* A line with its speaker ("NAME (private): ") keeps to 1024 bytes. */
#define CHAT_LINE_MAX	976

struct chat_talk {
	struct child *child;
	struct lines lines;
	struct child_watch watch;	/* our neighbour in the room */
	struct room room;
	bool joined;		/* before it has a name, a client only looks */
	char said[CHAT_LINE_MAX + 1];	/* its line, as others get it */
	bool moved;		/* somebody came or went: look who is next */
};

/* lab_chat.c */
const char *chat_count(uint32_t members, char out[24]);

/* chat_name.c: up to the name; a member on CHILD_OK, and joined says so also
 * when its first line was its last. */
enum client_end chat_enter(struct chat_talk *talk);

/* chat_command.c: a line from the client, also one that is no member yet;
 * cut: it was longer.  END_SERVER when it quits. */
enum client_end chat_take(struct chat_talk *talk, const char *text,
    size_t len, bool cut);

/* chat_room.c: what the room has for the client, up to a few dozen, and as
 * long as lines_ready_ns allows it. */
enum client_end chat_show(struct chat_talk *talk, bool *more);
/* Watches over the member after us in the circle, so that one who dies
 * without a word is missed. */
void chat_watch(struct chat_talk *talk);

#endif
