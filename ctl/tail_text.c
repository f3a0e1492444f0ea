/*
 * Messages for people:
 *
 *	08:00:53.120 alice connected from 127.0.0.1:40112 (wait, process 4123)
 *	08:00:53.121 from alice, 132 bytes (wait)
 *	    POST /wait HTTP/1.1\r\n
 */
#include <string.h>

#include "base/labs.h"
#include "base/when.h"
#include "ctl/tail.h"
#include "watch/rows.h"

/* A line of a message in pieces that fit. */
#define PIECE_BYTES	1024

static void
add_clean(struct output *output, const char *text)
{
	char clean[4 * FEED_NOTE_MAX + 8];

	(void)row_text_clean(clean, sizeof(clean), text);
	output_add(output, clean, strlen(clean));
}

static void
add_time_name(struct output *output, int64_t wall_ns, const char *word,
    const char *name)
{
	char clock[WHEN_CLOCK_SIZE];

	when_clock(clock, wall_ns);
	output_print(output, "%s%s %s", output->recorded ? "RECORDED " : "",
	    clock, word);
	add_clean(output, name);
}

static void
add_line(struct output *output, const char *bytes, size_t len)
{
	char text[4 * PIECE_BYTES + TEXT_NULS_SIZE];
	size_t piece;

	output_add(output, "    ", 4);
	for (; len > 0; bytes += piece, len -= piece) {
		piece = text_piece(bytes, len, PIECE_BYTES);
		(void)text_escape(text, sizeof(text), bytes, piece);
		output_add(output, text, strlen(text));
	}
	output_add(output, "\n", 1);
}

/* Its lines; line ends are visible, so a missing \r is seen. */
static void
add_lines(struct output *output, const char *bytes, size_t len)
{
	const char *end;
	size_t line;

	for (; len > 0; bytes += line, len -= line) {
		end = memchr(bytes, '\n', len);
		line = end == NULL ? len : (size_t)(end - bytes) + 1;
		add_line(output, bytes, line);
	}
}

static void
text_message(struct output *output, const struct feed_message *message)
{
	add_time_name(output, message->wall_ns,
	    message->direction == FEED_SENT ? "to " : "from ",
	    message->name);
	output_print(output, ", %ju byte%s (%s)",
	    (uintmax_t)message->message_bytes,
	    message->message_bytes == 1 ? "" : "s",
	    lab_info(message->lab)->name);
	if (message->status != 0)
		output_print(output, ", status %d", message->status);
	if (message->fault)
		output_print(output, ", malformed");
	if (message->truncated)
		output_print(output, ", only the first %zu shown",
		    message->bytes_len);
	if (message->past)
		output_print(output, ", past");
	if (message->note[0] != '\0') {
		output_print(output, ", ");
		add_clean(output, message->note);
	}
	output_add(output, "\n", 1);
	add_lines(output, message->bytes, message->bytes_len);
}

static void
text_put(struct output *output, const struct feed_message *message)
{
	if (message->event == FEED_MESSAGE) {
		text_message(output, message);
		return;
	}
	add_time_name(output, message->wall_ns, "", message->name);
	if (message->event == FEED_NOTE)
		output_print(output, " ");
	else
		output_print(output, " %s", feed_event_word(message->event));
	if (message->event == FEED_CONNECTED) {
		output_print(output, " from ");
		add_clean(output, message->peer);
		output_print(output, " (%s, process %d)",
		    lab_info(message->lab)->name, (int)message->pid);
	} else if (message->note[0] != '\0') {
		output_print(output, "%s",
		    message->event == FEED_REGISTERED ? " (was " :
		    message->event == FEED_DISCONNECTED ||
		    message->event == FEED_MISCHIEF ? ": " : "");
		add_clean(output, message->note);
		if (message->event == FEED_REGISTERED)
			output_print(output, ")");
	}
	output_add(output, "\n", 1);
}

static void
text_gap(struct output *output, uint64_t count)
{
	char text[TAIL_GAP_SIZE];

	tail_gap_text(text, count);
	output_print(output, "%s%s\n", output->recorded ? "RECORDED " : "",
	    text);
}

const struct tail_form tail_text = { text_put, text_gap };
