/* The wait lab: what the server's answers say, and whether it is true. */
#include "client/lab_wait.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "wire/wait_sentence.h"
#include "wire/farewell.h"

/* For a second answer that shows the first to be a greeting. */
#define DOUBT_NS	(500 * NS_PER_MS)
/* The way there and back, and a busy machine, never take so long; a server
 * that counts a second too many does. */
#define LATE_NS		(900 * NS_PER_MS)

void
wait_registered(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->doubtful = false;
	memory->registered = memory->named = true;
	lab_tell(conversation, CONVERSATION_ON_REGISTERED,
	    lab_plan(conversation)->name);
	wait_go_on(conversation);
}

/* That message answered nothing. */
static void
wait_greeting(struct conversation *conversation, const char *summary)
{
	struct wait_memory *memory = lab_memory(conversation);

	memory->doubtful = memory->was_doubtful = false;
	memory->greets = memory->greeted = true;
	lab_tell(conversation, CONVERSATION_ON_GREETING, summary);
}

/* The server's last words stand in a line of their own. */
static enum farewell
wait_dismissed(const struct wait_memory *memory, const char *bytes)
{
	char body[1024];
	size_t len = http_response_body(&memory->http.response, bytes,
	    body, sizeof(body));
	const char *line = body, *end = body + len;
	enum farewell farewell = FAREWELL_NONE;

	while (line < end && farewell == FAREWELL_NONE) {
		const char *behind = memchr(line, '\n', (size_t)(end - line));

		if (behind == NULL)
			behind = end;
		farewell = farewell_find(line, (size_t)(behind - line));
		line = behind + 1;
	}
	return farewell;
}

static void
wait_refused(struct conversation *conversation, const char *bytes,
    const char *summary)
{
	struct wait_memory *memory = lab_memory(conversation);
	int status = memory->http.response.status;
	enum farewell farewell = status == 503 ?
	    wait_dismissed(memory, bytes) : FAREWELL_NONE;
	char name[CONVERSATION_NAME_SIZE];
	const char *plain = lab_plan(conversation)->name;

	(void)text_escape(name, sizeof(name), plain, strlen(plain));
	if (farewell != FAREWELL_NONE)
		lab_fail(conversation, "%s", farewell_reason(farewell));
	else if (memory->asked == ASKED_PAUSE)
		lab_fail(conversation, "the server refused to wait %ld "
		    "seconds: %s", memory->seconds, summary);
	else if (status == 409)
		lab_fail(conversation, "the name %s is taken: %s", name,
		    summary);
	else
		lab_fail(conversation, "the server did not register %s: %s",
		    name, summary);
}

static void
wait_name_answered(struct conversation *conversation, const char *bytes,
    const char *summary)
{
	struct wait_memory *memory = lab_memory(conversation);
	const struct http_response *response = &memory->http.response;

	if (response->status / 100 == 2) {
		wait_registered(conversation);
	} else if (response->status == 409 && memory->registered) {
		lab_warn(conversation, "the server kept the name: going on "
		    "without registering again");
		memory->server_remembers = true;
		wait_go_on(conversation);
	} else {
		wait_refused(conversation, bytes, summary);
	}
}

/* Did the server pause as long as it was asked to? */
static void
wait_judge_pause(struct conversation *conversation)
{
	struct wait_memory *memory = lab_memory(conversation);
	int64_t took_ns = lab_now(conversation) - memory->asked_ns;

	memory->hasty = took_ns < memory->seconds * NS_PER_S;
	if (memory->hasty || took_ns > memory->seconds * NS_PER_S + LATE_NS)
		lab_warn(conversation, "the server paused %.1f seconds "
		    "instead of %ld", (double)took_ns / (double)NS_PER_S,
		    memory->seconds);
}

/* And does it say whom it served, and how long? */
static void
wait_judge_sentence(struct conversation *conversation, const char *text,
    size_t len)
{
	struct wait_memory *memory = lab_memory(conversation);
	const char *plain = lab_plan(conversation)->name;
	char name[CONVERSATION_NAME_SIZE];
	struct wait_sentence sentence;

	(void)text_escape(name, sizeof(name), plain, strlen(plain));
	wait_sentence_read(&sentence, text, len, plain, memory->seconds);
	if (sentence.other_number)
		lab_warn(conversation, "the server was asked for %ld seconds, "
		    "and says %s", memory->seconds, sentence.number);
	if (sentence.other_name && !memory->misnamed)
		lab_warn(conversation, "the server's answer names %s, not %s",
		    sentence.name[0] != '\0' ? sentence.name : "no client",
		    name);
	memory->misnamed |= sentence.other_name;
}

static void
wait_pause_answered(struct conversation *conversation, const char *bytes,
    const char *summary)
{
	struct wait_memory *memory = lab_memory(conversation);
	size_t len;
	char *text;

	if (memory->http.response.status / 100 != 2) {
		wait_refused(conversation, bytes, summary);
		return;
	}
	text = http_client_body(&memory->http, bytes, &len);
	if (text == NULL) {
		lab_fail(conversation, "no memory for the answer");
		return;
	}
	lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, text, text, len);
	wait_judge_pause(conversation);
	wait_judge_sentence(conversation, text, len);
	free(text);
	memory->unanswered = memory->was_doubtful = false;
	if (++memory->done == lab_plan(conversation)->count)
		lab_finish(conversation);
	else
		wait_go_on(conversation);
}

/* A 200 that may be a greeting; one that ends the connection is none. */
static bool
wait_doubt(const struct wait_memory *memory)
{
	return memory->asked == ASKED_NAME && !memory->greeted &&
	    memory->http.response.status == 200 &&
	    memory->http.response.keep_alive;
}

void
wait_unasked(struct conversation *conversation, const char *bytes)
{
	struct wait_memory *memory = lab_memory(conversation);
	char summary[HTTP_CLIENT_SUMMARY_SIZE];

	http_client_summary(&memory->http, bytes, summary);
	lab_warn(conversation, "an answer that nobody asked for: %s", summary);
	memory->stalled = false;
	if (memory->asked != ASKED_NOTHING)
		lab_wake(conversation, memory->deadline_ns);
}

void
wait_answered(struct conversation *conversation, const char *bytes)
{
	struct wait_memory *memory = lab_memory(conversation);
	int status = memory->http.response.status;
	char summary[HTTP_CLIENT_SUMMARY_SIZE];

	http_client_summary(&memory->http, bytes, summary);
	if (memory->doubtful)
		wait_greeting(conversation, memory->greeting);
	if (memory->was_doubtful && status == 201) {
		/* The registration's, late: what had passed for it was... */
		wait_greeting(conversation, memory->greeting);
	} else if (memory->greets && !memory->greeted && status == 200) {
		wait_greeting(conversation, summary);
	} else if (wait_doubt(memory)) {
		memory->doubtful = true;
		(void)text_copy(memory->greeting, sizeof(memory->greeting),
		    summary);
		lab_wake(conversation, lab_now(conversation) + DOUBT_NS);
	} else if (memory->asked == ASKED_NOTHING) {
		wait_unasked(conversation, bytes);
	} else if (memory->asked == ASKED_NAME) {
		wait_name_answered(conversation, bytes, summary);
	} else {
		wait_pause_answered(conversation, bytes, summary);
	}
}
