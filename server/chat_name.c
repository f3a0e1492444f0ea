/* The chat: a name, and with it into the room. */
#include "server/chat.h"

#include "server/limits.h"

/* Takes the spaces off both ends. */
static void
chat_trim(struct frame_message *message)
{
	while (message->text_len > 0 && (*message->text == ' ' ||
	    *message->text == '\t')) {
		message->text++;
		message->text_len--;
	}
	while (message->text_len > 0 &&
	    (message->text[message->text_len - 1] == ' ' ||
	    message->text[message->text_len - 1] == '\t'))
		message->text_len--;
}

static enum client_end
chat_refuse(struct chat_talk *talk, const char *name, const char *why)
{
	enum client_end end;

	child_event(talk->child, "cannot be \"%s\": %s", name, why);
	end = lines_send(&talk->lines, "error: \"%s\" cannot be your name: "
	    "%s", name, why);
	return end == CHILD_OK ? END_REFUSED : end;
}

static enum client_end
chat_join(struct chat_talk *talk)
{
	const struct child_inherit *inherit = talk->child->inherit;
	struct room_peer self = { .row = inherit->row,
	    .client = inherit->client, .pid = talk->child->row.pid };
	enum room_result result;
	char count[24];
	int tries = 0;

	(void)text_copy(self.name, sizeof(self.name), talk->child->row.name);
	do
		result = room_join(&talk->room, talk->child->table,
		    table_area(talk->child->table, inherit->lab), &self);
	while (result == ROOM_BUSY && lines_again(&tries));
	switch (result) {
	case ROOM_OK:
		break;
	case ROOM_FULL:
		(void)lines_send(&talk->lines, "error: the room is full");
		return END_REFUSED;
	default:
		(void)lines_send(&talk->lines,
		    "error: the room could not be entered now, try again");
		return END_INTERNAL;
	}
	room_ring(&talk->room, &talk->bell);
	talk->moved = true;
	child_event(talk->child, "joined the chat (%s)",
	    chat_count(room_members(&talk->room), count));
	return CHILD_OK;
}

static enum client_end
chat_register(struct chat_talk *talk, const struct frame_message *message)
{
	const char *fault = text_name_fault(message->text,
	    message->text_len);
	char escaped[80], name[NAME_SIZE];
	enum table_result result;
	int tries = 0;

	(void)text_escape(escaped, sizeof(escaped), message->text,
	    message->text_len);
	if (fault != NULL)
		return chat_refuse(talk, escaped, fault);
	(void)text_escape(name, sizeof(name), message->text,
	    message->text_len);
	do
		result = child_rename(talk->child, name);
	while (result == TABLE_BUSY && lines_again(&tries));
	switch (result) {
	case TABLE_OK:
		return chat_join(talk);
	case TABLE_TAKEN:
		return chat_refuse(talk, escaped, "it is taken");
	default:
		return chat_refuse(talk, escaped,
		    "it could not be registered now, try again");
	}
}

enum client_end
chat_enter(struct chat_talk *talk)
{
	struct frame_message message;
	enum client_end end;
	enum lines_got got;

	end = lines_greet(&talk->lines, when_mono_ns(),
	    "Welcome to the chat. Your name?");
	if (end != CHILD_OK)
		return end;
	do {
		end = lines_receive(&talk->lines, &message,
		    when_mono_ns() + LIMIT_IDLE_NS, -1, &got);
		if (end != CHILD_OK)
			return end;
		if (got == LINES_CLOSED)
			return END_CLIENT;
		if (got == LINES_NOTHING)
			return END_TIMEOUT;
		chat_trim(&message);
	} while (message.text_len == 0);
	return chat_register(talk, &message);
}
