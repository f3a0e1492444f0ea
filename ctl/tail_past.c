/* The last messages of the past. */
#include "ctl/tail_past.h"

#include <stdlib.h>
#include <string.h>

struct tail_kept {
	struct feed_message message;
	char name[NAME_SIZE];
	char peer[ADDRESS_SIZE];
	char note[FEED_NOTE_MAX + 1];
	unsigned char bytes[];
};

void
tail_past_init(struct tail_past *past, size_t most)
{
	memset(past, 0, sizeof(*past));
	if (most == 0)
		return;
	past->kept = calloc(most, sizeof(past->kept[0]));
	past->most = past->kept == NULL ? 0 : most;
}

void
tail_past_free(struct tail_past *past)
{
	size_t i;

	for (i = 0; i < past->most; i++)
		free(past->kept[i]);
	free(past->kept);
	memset(past, 0, sizeof(*past));
}

struct tail_kept *
tail_kept_new(const struct feed_message *message)
{
	struct tail_kept *kept = malloc(sizeof(*kept) + message->bytes_len);

	if (kept == NULL)
		return NULL;
	kept->message = *message;
	(void)text_copy(kept->name, sizeof(kept->name), message->name);
	(void)text_copy(kept->peer, sizeof(kept->peer), message->peer);
	(void)text_copy(kept->note, sizeof(kept->note), message->note);
	if (message->bytes_len > 0)
		memcpy(kept->bytes, message->bytes, message->bytes_len);
	kept->message.name = kept->name;
	kept->message.peer = kept->peer;
	kept->message.note = kept->note;
	kept->message.bytes = kept->bytes;
	return kept;
}

const struct feed_message *
tail_kept_message(const struct tail_kept *kept)
{
	return &kept->message;
}

void
tail_past_keep(struct tail_past *past, const struct feed_message *message)
{
	struct tail_kept *kept;
	size_t at;

	kept = past->most == 0 ? NULL : tail_kept_new(message);
	if (kept == NULL)
		return;
	at = past->count++ % past->most;
	free(past->kept[at]);
	past->kept[at] = kept;
}

void
tail_past_end(struct tail_past *past,
    void (*show)(void *context, const struct feed_message *message),
    void *context)
{
	uint64_t at = past->count > past->most ? past->count - past->most : 0;
	const struct tail_kept *kept;

	for (; at < past->count; at++) {
		kept = past->kept[at % past->most];
		if (kept != NULL)
			show(context, &kept->message);
	}
	tail_past_free(past);
}
