/* What the parent writes into the journal. */
#include "server/listener.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "server/sandbox.h"

void
listener_say(struct listener *listener, enum sentence sentence,
    const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	journal_vsay(&listener->table.journal, when_wall_ns(), sentence,
	    format, arguments);
	va_end(arguments);
}

void
listener_announce(struct listener *listener, enum sentence sentence,
    const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	journal_vsay(&listener->table.journal, 0, sentence, format,
	    arguments);
	va_end(arguments);
}

static struct feed_message
record_of(const struct row_data *row, enum feed_event event)
{
	return (struct feed_message){ .event = event, .client = row->client,
	    .pid = row->pid, .lab = row->lab, .name = row->name,
	    .peer = row->peer,
	    .message = (uint32_t)(row->messages_in + row->messages_out) };
}

void
listener_tell_connected(struct listener *listener,
    const struct row_data *row)
{
	struct feed_message record = record_of(row, FEED_CONNECTED);

	record.wall_ns = row->connected_wall_ns;
	record.facts.mono_ns = row->connected_mono_ns;
	journal_put(&listener->table.journal, &record);
}

/* An event of a client, by the parent. */
static void __attribute__((format(printf, 4, 5)))
say_of(struct listener *listener, struct feed_message *record,
    enum sentence sentence, const char *format, ...)
{
	unsigned char words[SENTENCE_WORDS_MAX];
	va_list arguments;

	va_start(arguments, format);
	record->bytes = words;
	record->bytes_len = sentence_pack(words, format, arguments);
	va_end(arguments);
	record->facts.sentence = (uint8_t)sentence;
	journal_put(&listener->table.journal, record);
}

/* The line of an event, and a record for those who watch and judge. */
void
listener_tell_mischief(struct listener *listener, const struct row_data *row,
    const char *text)
{
	struct feed_message record = record_of(row, FEED_MISCHIEF);

	record.message = 0;
	record.note = text;
	record.datagram = (row->flags & ROW_DATAGRAM) != 0;
	record.wall_ns = when_wall_ns();
	record.facts.mono_ns = when_mono_ns();
	journal_put(&listener->table.journal, &record);
	record.event = FEED_NOTE;
	record.note = "";
	if (strcmp(text, "off") == 0)
		say_of(listener, &record, SENTENCE_OF(MISCHIEF_OFF));
	else
		say_of(listener, &record, SENTENCE_OF(MISCHIEF), text);
}

void
listener_tell_ended(struct listener *listener, uint32_t index,
    const struct row_data *row)
{
	struct feed_message record = record_of(row, FEED_DISCONNECTED);
	char reason[96], death[SANDBOX_DEATH_SIZE];

	if (row->end == END_CRASHED) {
		sandbox_death(death, row->end_signal, row->end_call);
		(void)snprintf(reason, sizeof(reason), "%s: %s",
		    end_text(row->end), death);
	}
	record.note = row->end == END_CRASHED ? reason : end_text(row->end);
	record.wall_ns = row->ended_wall_ns;
	record.facts.mono_ns = row->ended_mono_ns;
	record.facts.row = index;
	record.facts.end = row->end;
	record.facts.end_signal = row->end_signal;
	journal_put(&listener->table.journal, &record);
}
