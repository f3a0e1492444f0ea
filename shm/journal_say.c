/* Event lines of the server's own. */
#include "shm/journal.h"

#include <unistd.h>

#include "base/when.h"

void
journal_vsay(struct journal *journal, int64_t wall_ns, enum sentence sentence,
    const char *format, va_list arguments)
{
	unsigned char words[SENTENCE_WORDS_MAX];
	struct feed_message record = { .event = FEED_NOTE,
	    .wall_ns = wall_ns, .pid = (int32_t)getpid(), .bytes = words,
	    .facts = { .mono_ns = when_mono_ns(),
	    .sentence = (uint8_t)sentence } };

	record.bytes_len = sentence_pack(words, format, arguments);
	journal_put(journal, &record);
}

void
journal_say(struct journal *journal, int64_t wall_ns, enum sentence sentence,
    const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	journal_vsay(journal, wall_ns, sentence, format, arguments);
	va_end(arguments);
}
