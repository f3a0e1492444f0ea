/*
 * A session: what a conversation's events mean for the window that shows it.
 *
 * Pure; no X, no words: what is to be said is told to the sink by name, with
 * its arguments; the names' texts are resources.  The messages go into a log
 * (gui/model/log.h) that a stream shows.
 */
#ifndef GUI_MODEL_SESSION_H
#define GUI_MODEL_SESSION_H

#include "client/conversation.h"
#include "gui/model/advice.h"
#include "gui/model/transcript.h"
#include "gui/model/verdict.h"
#include "gui/model/log.h"

#define SESSION_ARGS_MAX	2
#define SESSION_TEXT_SIZE	512

struct session_sink {
	void *context;
	void (*say)(void *context, enum transcript_kind kind,
	    const char *word, const char *const *args, int count);
	/* answers, and what the user typed, as they are; anything else has
	 * been escaped where that was needed */
	void (*say_text)(void *context, enum transcript_kind kind,
	    const char *text, size_t len);
	/* NULL, or what to say of a failure (advice_text). */
	bool (*advise)(void *context, const struct advice_call *call,
	    char *out, size_t out_size);
};

struct session {
	struct session_sink sink;
	struct log *log;
	struct conversation_plan plan;
	enum conversation_state state;
	char address[ADDRESS_SIZE];	/* connected to, or tried */
	bool looking_up;	/* the address of the host */
	char problem[SESSION_TEXT_SIZE];	/* why it failed, escaped */
	bool connected;		/* it is, or was */
	bool registered;
	bool by_hand;		/* no lab: requests somebody typed */
	struct verdict_answers heard;	/* of the lab that speaks HTTP */
	unsigned connection;		/* number of the session, from 1 */
	uint32_t answers, sent, received;
	uint64_t bytes_sent, bytes_received;
	long pause_seconds;
	int64_t pause_from_ns, pause_until_ns;	/* until 0: no pause */
	int64_t now_ns, wall_ns;	/* of the event under way */
};

/* The log is the owner's. */
void session_init(struct session *session, struct log *log,
    const struct session_sink *sink);

/* Another conversation begins; the log goes on. */
void session_begin(struct session *session,
    const struct conversation_plan *plan);

/* The same without a lab: the answers counted are what was judged one. */
void session_begin_by_hand(struct session *session,
    const struct conversation_plan *plan);

/* state: what conversation_state says at that time. */
void session_event(struct session *session,
    const struct conversation_event *event, enum conversation_state state,
    int64_t now_ns, int64_t wall_ns);

/* From now on; what was said of the last answer goes. */
void session_count_anew(struct session *session);

bool session_live(const struct session *session);

/* What is said of it: what was stopped before there was a connection is not
 * finished, but not connected. */
enum conversation_state session_state(const struct session *session);

/* There is a connection now. */
bool session_stands(const struct session *session);

/* Half an answer has come. */
bool session_partly(const struct session *session);

/* What is left of the pause, in nanoseconds: negative when it has taken
 * longer than asked, which counts on until the answer is there. */
bool session_pausing(const struct session *session);
int64_t session_left_ns(const struct session *session, int64_t now_ns);
/* The same in seconds as a countdown says it: 7, 6, ... 1, 0. */
long session_left_seconds(const struct session *session, int64_t now_ns);

#endif
