/* The chat: a name, and with it into the room. */
#include "server/labs/chat.h"

#include "server/limits.h"
#include "wire/chat_line.h"
#include "wire/name_line.h"
#include "wire/quit_line.h"

static enum client_end
chat_refuse(struct chat_talk *talk, const char *name, const char *why)
{
	enum client_end end;

	child_event(talk->child, SENTENCE_OF(NAME_UNFIT), name, why);
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
	room_ring(&talk->room, talk->child->inherit->bells);
	talk->joined = true;
	talk->moved = true;
	child_event(talk->child, SENTENCE_OF(JOINED),
	    chat_count(room_members(&talk->room), count));
	return CHILD_OK;
}

static enum client_end
chat_register(struct chat_talk *talk, const struct name_line *line)
{
	const char *fault = text_name_fault(line->name, line->name_len);
	char escaped[80];
	enum table_result result;
	int tries = 0;

	(void)text_escape(escaped, sizeof(escaped), line->name,
	    line->name_len);
	if (fault != NULL)
		return chat_refuse(talk, escaped, fault);
	/* A good name has nothing to be escaped. */
	do
		result = child_rename(talk->child, escaped);
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

/*
 * A first message: a name, perhaps with a first line behind it.  A command
 * instead is served as a guest's, for no name begins like one, and a word that
 * ends conversations means that: there is nobody yet whom it could be said to.
 */
static enum client_end
chat_begin(struct chat_talk *talk, const struct frame_message *message)
{
	struct name_line first;
	struct chat_line line;
	enum client_end end;

	chat_line_parse(message->text, message->text_len, &line);
	if (line.verb != CHAT_SAY ||
	    quit_line_word(line.text, line.text_len) != QUIT_NOT)
		return chat_take(talk, message->text, message->text_len,
		    message->cut);
	name_line_parse(message->text, message->text_len, "/", &first);
	if (first.name_len > 0) {
		end = chat_register(talk, &first);
		if (end != CHILD_OK)
			return end;
		child_state(talk->child, STATE_CHATTING);
	}
	return chat_take(talk, first.rest, first.rest_len, message->cut);
}

/* With a prompt, the silent client that auto means is sent that one. */
static enum client_end
chat_welcome(struct chat_talk *talk)
{
	int64_t since_ns = when_mono_ns();
	enum client_end end = CHILD_OK;

	if (lines_prompts(&talk->lines) == NULL ||
	    lines_greets(&talk->lines) != GREET_AUTO)
		end = lines_greet(&talk->lines, since_ns,
		    "Welcome to the chat. Your name?");
	return end == CHILD_OK ? lines_prompt(&talk->lines, since_ns) : end;
}

enum client_end
chat_enter(struct chat_talk *talk)
{
	const struct child_inherit *inherit = talk->child->inherit;
	struct frame_message message;
	enum client_end end;
	enum lines_got got;

	room_open(&talk->room, talk->child->table,
	    table_area(talk->child->table, inherit->lab));
	end = chat_welcome(talk);
	while (end == CHILD_OK && !talk->joined) {
		end = lines_receive(&talk->lines, &message,
		    when_mono_ns() + child_idle_ns(talk->child), -1, &got);
		if (end != CHILD_OK)
			return end;
		if (got == LINES_CLOSED)
			return END_CLIENT;
		if (got == LINES_NOTHING)
			return child_idle_over(talk->child);
		end = chat_begin(talk, &message);
	}
	return end;
}
