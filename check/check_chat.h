/*
 * What the files of the chat scenarios share.  Private to
 * check/check_chat*.c.
 */
#ifndef CHECK_CHECK_CHAT_H
#define CHECK_CHECK_CHAT_H

#include "check/scenario.h"

#define CHAT_ANSWER_MS	2000
#define CHAT_HEARD_MS	1000	/* for what others say */
#define CHAT_STEP_MS	400	/* between two logins */
#define CHAT_WORDS	48
#define CHAT_SEATS	3
#define CHAT_TEXT	96

/* Who sits there; [0] was the first. */
struct chat_seats {
	struct player *at[CHAT_SEATS];
};

struct chat_state {
	bool known;		/* what is played */
	bool commands, room;
	bool nameless;		/* it has no name step */
	bool backwards;		/* only the first heard the second */
	struct player *a, *b;	/* by whom that was found out */
	/* Words that were said, each once. */
	char words[CHAT_WORDS][NAME_SIZE];
	unsigned word_count;
};

struct chat_state *chat_state(const struct stage *stage);

/* Form and variant are known then; the two by whom they were found out are
 * still there, in state, unless somebody has used them.  false: judged. */
bool chat_find(struct stage *stage);
/* Three that are in; false: judged why not. */
bool chat_sit(struct stage *stage, struct chat_seats *seats);
/* The same with line ends, where lines work so; else as chat_sit. */
bool chat_sit_lines(struct stage *stage, struct chat_seats *seats);
/* Does what the first says to the second arrive? */
bool chat_relays(struct stage *stage, struct chat_seats *seats);
/* As a line that the second is to hear. */
void chat_line_to(struct stage *stage, const struct chat_seats *seats,
    const char *text, char out[2 * CHAT_TEXT]);
/* One more. */
struct player *chat_come(struct stage *stage, const char *name);

/* What all of them hear from here on is new. */
void chat_mark(struct chat_seats *seats);
/* A text of three words, two of them new: its first word. */
const char *chat_text(struct stage *stage, char out[CHAT_TEXT]);
/* What a player has heard holds words that were said before, and not now. */
void chat_leak(const struct player *player, const char *now);
/* Since the mark. */
bool chat_has(const struct player *player, const char *text);
/* All of several texts stand in what it hears within that time. */
bool chat_hears_all(struct player *player, const char *const *texts,
    unsigned count, long ms);

/* A new client's first step: check/scenario.h. */
void chat_ask(struct player *player);
bool chat_answered(struct player *player, long ms);
struct player *chat_enter(struct stage *stage);

/* Scenarios. */
void chat_play_talk(struct stage *stage);
void chat_play_names(struct stage *stage);
void chat_play_lines(struct stage *stage);
void chat_play_quit(struct stage *stage);
void chat_play_vanish(struct stage *stage);
void chat_play_slow(struct stage *stage);
void chat_play_garbage(struct stage *stage);

/* Their parts. */
void chat_room_talk(struct stage *stage, struct chat_seats *seats);
void chat_commands_talk(struct stage *stage, struct chat_seats *seats);

#endif
