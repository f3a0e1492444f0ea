/* Conversations in lines: what we say, and what the server said is told. */
#include "client/line_client.h"

#include <string.h>

#include "base/text.h"
#include "wire/frame_out.h"

static struct frame_form
line_client_form(struct conversation *conversation)
{
	const struct line_client *lines = lab_memory(conversation);

	return frame_form_chosen(&lines->frame,
	    lab_plan(conversation)->line_end);
}

static struct frame_form
line_client_name_form(struct conversation *conversation)
{
	struct frame_form form = line_client_form(conversation);

	if (lab_plan(conversation)->bare_name)
		form.end = LINE_END_NONE;
	return form;
}

bool
line_client_run_on(struct conversation *conversation)
{
	return frame_out_runs_on(line_client_form(conversation));
}

bool
line_client_name_runs_on(struct conversation *conversation)
{
	return frame_out_runs_on(line_client_name_form(conversation));
}

static void
line_client_put(struct conversation *conversation, const char *text, size_t len,
    struct frame_form form)
{
	unsigned char out[FRAME_OUT_MAX];

	lab_said(conversation, text, len);
	len = frame_out(out, text, len, form);
	lab_send(conversation, out, len);
}

void
line_client_say(struct conversation *conversation, const char *text,
    size_t len)
{
	line_client_put(conversation, text, len,
	    line_client_form(conversation));
}

bool
line_client_name_has_newline(struct conversation *conversation)
{
	enum line_end end = line_client_name_form(conversation).end;

	return end == LINE_END_LF || end == LINE_END_CRLF;
}

void
line_client_say_name(struct conversation *conversation)
{
	const char *name = lab_plan(conversation)->name;

	line_client_put(conversation, name, strlen(name),
	    line_client_name_form(conversation));
	lab_tell(conversation, CONVERSATION_ON_SAID, name);
}

void
line_client_answer(struct conversation *conversation, const char *text,
    size_t len)
{
	lab_tell_bytes(conversation, CONVERSATION_ON_ANSWER, text, text, len);
}

static void
line_client_tell_shown(struct conversation *conversation,
    enum conversation_event_kind kind, const char *text, size_t len)
{
	char escaped[1024];

	(void)text_show(escaped, sizeof(escaped), text, len);
	lab_tell(conversation, kind, escaped);
}

void
line_client_greeting(struct conversation *conversation, const char *text,
    size_t len)
{
	line_client_tell_shown(conversation, CONVERSATION_ON_GREETING, text,
	    len);
}

void
line_client_remark(struct conversation *conversation, const char *text,
    size_t len)
{
	line_client_tell_shown(conversation, CONVERSATION_ON_REMARK, text,
	    len);
}
