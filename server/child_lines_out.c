/* Messages to a child's client: in its form, and apart where it needs it. */
#include "server/child_lines.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "server/child_private.h"
#include "wire/frame_out.h"

static struct frame_form
lines_form(const struct lines *lines)
{
	return frame_form_chosen(&lines->frame,
	    lines->child->settings->line_end);
}

int64_t
lines_ready_ns(const struct lines *lines)
{
	if (lines->sent_ns == 0 || (lines->frame.spoken &&
	    !frame_out_runs_on(lines_form(lines))))
		return 0;
	if (lines->in_turn && lines->arrived_ns > lines->sent_wall_ns)
		return 0;
	return lines->sent_ns + LINES_GAP_NS;
}

/* Neither reads nor writes until then. */
static enum client_end
lines_rest(struct lines *lines, int64_t until_ns)
{
	enum client_end end;
	short events;

	while (when_mono_ns() < until_ns) {
		end = child_wait(lines->child, 0, until_ns, -1, &events,
		    NULL);
		if (end != CHILD_OK)
			return end;
		if (events != 0)
			return child_socket_end(lines->child->socket, 0);
	}
	return CHILD_OK;
}

enum client_end
lines_put(struct lines *lines, const void *bytes, size_t len)
{
	struct child_message message = { .bytes = bytes, .len = len,
	    .bordered = lines->frame.spoken &&
	    !frame_out_runs_on(lines_form(lines)) };
	enum client_end end;

	end = lines_rest(lines, lines_ready_ns(lines));
	if (end == CHILD_OK)
		end = child_send(lines->child, &message);
	if (end != CHILD_OK)
		return end;
	lines->sent_ns = when_mono_ns();
	lines->sent_wall_ns = when_wall_ns();
	return CHILD_OK;
}

enum client_end
lines_send_text(struct lines *lines, const char *text, size_t len)
{
	static unsigned char out[FRAME_OUT_MAX];

	len = frame_out(out, text, len, lines_form(lines));
	return lines_put(lines, out, len);
}

enum client_end
lines_vsend(struct lines *lines, const char *format, va_list arguments)
{
	static char mended[FRAME_TEXT_MAX + 1];
	char text[FRAME_TEXT_MAX + 1];
	int len = vsnprintf(text, sizeof(text), format, arguments);
	bool cut;

	if (len < 0)
		return END_INTERNAL;
	/* Names, and what others said, come from where any child of the
	 * server can write. */
	return lines_send_text(lines, mended, text_mend(mended,
	    sizeof(mended), text, strlen(text), &cut));
}

enum client_end
lines_send(struct lines *lines, const char *format, ...)
{
	enum client_end end;
	va_list arguments;

	va_start(arguments, format);
	end = lines_vsend(lines, format, arguments);
	va_end(arguments);
	return end;
}

enum client_end
lines_gap(struct lines *lines)
{
	return lines->sent_ns == 0 ? CHILD_OK :
	    lines_rest(lines, lines->sent_ns + LINES_GAP_NS);
}

/* The waits above come back at once in a child that was told to stop. */
void
lines_farewell(struct child *child, enum farewell farewell)
{
	struct lines *lines = child->talk;
	int64_t until_ns = lines->sent_ns + LINES_GAP_NS;
	const struct timespec until = { until_ns / NS_PER_S,
	    until_ns % NS_PER_S };

	if (lines->sent_ns != 0)
		(void)clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until,
		    NULL);
	(void)lines_send(lines, "%s", farewell_text(farewell));
}
