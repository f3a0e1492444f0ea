/* The chat: what a line from the client does. */
#include "server/labs/chat.h"

#include <stdio.h>
#include <string.h>

#include "wire/chat_line.h"
#include "wire/name_line.h"

static const char busy[] =
    "error: it could not be passed on now, try again";
static const char nobody[] =
    "error: nobody is called %s: /list says who is here";

/* As everybody's programs can read it; *cut when it got too long. */
static size_t
chat_mend(struct chat_talk *talk, const struct chat_line *line, bool *cut)
{
	bool longer;
	size_t len = text_mend(talk->said, sizeof(talk->said), line->text,
	    line->text_len, &longer);

	*cut = *cut || longer;
	return len;
}

static enum client_end
chat_say(struct chat_talk *talk, const struct chat_line *line, bool *cut)
{
	size_t len = chat_mend(talk, line, cut);
	enum room_result result;
	char escaped[160];
	int tries = 0;

	do
		result = room_say(&talk->room, talk->child->row.name,
		    talk->said, len);
	while (result == ROOM_BUSY && lines_again(&tries));
	if (result != ROOM_OK)
		return lines_send(&talk->lines, busy);
	room_ring(&talk->room, talk->child->inherit->bells);
	(void)text_escape(escaped, sizeof(escaped), line->text,
	    line->text_len);
	child_event(talk->child, SENTENCE_OF(SAID), escaped);
	return CHILD_OK;
}

/* As many names as one message takes; the rest is counted. */
static enum client_end
chat_list(struct chat_talk *talk)
{
	char text[FRAME_TEXT_MAX] = "", count[24];
	uint32_t at = 0, members = 0, shown = 0;
	struct room_peer peer;
	size_t used = 0;

	while (room_each(&talk->room, &at, &peer)) {
		members++;
		if (used + strlen(peer.name) + 2 > sizeof(text) - 64)
			continue;
		shown++;
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%s", used == 0 ? "" : ", ", peer.name);
	}
	if (shown < members)
		(void)snprintf(text + used, sizeof(text) - used,
		    " and %u more", (unsigned)(members - shown));
	(void)chat_count(members, count);
	/* Before a name: nobody else may be there. */
	if (members == 0)
		return lines_send(&talk->lines, "%s", count);
	return lines_send(&talk->lines, "%s: %s", count, text);
}

static enum client_end
chat_private_sent(struct chat_talk *talk, const char *name,
    const struct chat_line *line)
{
	char escaped[160];

	room_ring(&talk->room, talk->child->inherit->bells);
	(void)text_escape(escaped, sizeof(escaped), line->text,
	    line->text_len);
	child_event(talk->child, SENTENCE_OF(SAID_TO), name, escaped);
	/* A client that reads one message for each it sends must get one. */
	return lines_send(&talk->lines, "to %s (private): %s", name,
	    talk->said);
}

static enum client_end
chat_send_private(struct chat_talk *talk, const char *name,
    const struct chat_line *line, bool *cut)
{
	size_t len = chat_mend(talk, line, cut);
	enum room_result result;
	int tries = 0;

	do
		result = room_tell(&talk->room, talk->child->row.name, name,
		    talk->said, len);
	while (result == ROOM_BUSY && lines_again(&tries));
	switch (result) {
	case ROOM_OK:
		return chat_private_sent(talk, name, line);
	case ROOM_GONE:
		return lines_send(&talk->lines, nobody, name);
	default:
		return lines_send(&talk->lines, busy);
	}
}

static enum client_end
chat_tell(struct chat_talk *talk, const struct chat_line *line, bool *cut)
{
	char name[NAME_SIZE], escaped[80];

	if (!talk->joined)
		return lines_send(&talk->lines, "error: say your name first: "
		    "who is spoken to must know by whom");
	if (line->name_len == 0)
		return lines_send(&talk->lines, "error: /msg needs a name "
		    "and a text: /msg NAME TEXT");
	(void)text_escape(escaped, sizeof(escaped), line->name,
	    line->name_len);
	if (line->text_len == 0)
		return lines_send(&talk->lines, "error: there is no text "
		    "for %s: /msg NAME TEXT", escaped);
	if (text_name_fault(line->name, line->name_len) != NULL)
		return lines_send(&talk->lines, nobody, escaped);
	memcpy(name, line->name, line->name_len);
	name[line->name_len] = '\0';
	return chat_send_private(talk, name, line, cut);
}

/* The answer is the word they read for: "q" to q, "Bye" to the others. */
static enum client_end
chat_quit(struct chat_talk *talk, const struct chat_line *line)
{
	enum client_end end;

	end = lines_send(&talk->lines, line->word_len == 1 ? "q" : "Bye");
	return end == CHILD_OK ? END_SERVER : end;
}

static enum client_end
chat_unknown(struct chat_talk *talk, const struct chat_line *line)
{
	char escaped[80];

	(void)text_escape(escaped, sizeof(escaped), line->word,
	    line->word_len);
	return lines_send(&talk->lines, "error: there is no command %s: "
	    "/help says which there are", escaped);
}

static enum client_end
chat_do(struct chat_talk *talk, const struct chat_line *line, bool *cut)
{
	switch (line->verb) {
	case CHAT_NOTHING:
		return CHILD_OK;
	case CHAT_LIST:
		return chat_list(talk);
	case CHAT_MSG:
		return chat_tell(talk, line, cut);
	case CHAT_HELP:
		return lines_send(&talk->lines, "%s", chat_line_help);
	case CHAT_QUIT:
		return chat_quit(talk, line);
	case CHAT_UNKNOWN:
		return chat_unknown(talk, line);
	default:
		return chat_say(talk, line, cut);
	}
}

/* Said after the line itself, and where it was cut. */
static enum client_end
chat_say_cut(struct chat_talk *talk, bool whole)
{
	enum client_end end = lines_gap(&talk->lines);
	bool more;

	if (end == CHILD_OK && talk->joined)
		end = chat_show(talk, &more);
	if (end != CHILD_OK)
		return end;
	return lines_send(&talk->lines, "error: your line was longer than %d "
	    "bytes%s and was cut there", CHAT_LINE_MAX, whole ? ", with four "
	    "(\\xHH) for each that is not UTF-8," : "");
}

enum client_end
chat_take(struct chat_talk *talk, const char *text, size_t len, bool cut)
{
	struct chat_line line;
	enum client_end end;
	bool shortened = cut;
	size_t own = 0;

	/* Many clients put their name before everything they say. */
	if (talk->joined)
		own = name_line_own(text, len, talk->child->row.name);
	chat_line_parse(text + own, len - own, &line);
	/* Without a name nothing is said; what is said is a plain "exit". */
	if (!talk->joined && line.verb == CHAT_SAY)
		line.verb = CHAT_QUIT;
	end = chat_do(talk, &line, &shortened);
	return end == CHILD_OK && shortened ? chat_say_cut(talk, !cut) : end;
}
