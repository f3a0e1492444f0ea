/*
 * What two partners say to each other: a ring of bytes each way.
 *
 * A record is two bytes of length, the highest bit marking the last one, and
 * the text.  Atomic bytes: the two processes need no lock, and a reader that
 * is given nonsense reads nonsense, within bounds.
 */
#include "shm/pair.h"

#include "shm/pair_private.h"

#define LAST	0x8000u

static struct pair_pipe *
pipe_of(const struct pair_seat *seat, unsigned side)
{
	return &pair_at(seat->area, seat->table->facts.max_clients,
	    seat->slot)->side[side].pipe;
}

static void
pipe_store(struct pair_pipe *pipe, uint32_t at, unsigned char byte)
{
	atomic_store_explicit(&pipe->bytes[at & (PAIR_PIPE_BYTES - 1)], byte,
	    memory_order_relaxed);
}

static unsigned char
pipe_load(struct pair_pipe *pipe, uint32_t at)
{
	return atomic_load_explicit(
	    &pipe->bytes[at & (PAIR_PIPE_BYTES - 1)], memory_order_relaxed);
}

bool
pair_put(struct pair_seat *seat, const char *text, size_t len, bool last)
{
	struct pair_pipe *pipe = pipe_of(seat, seat->side);
	uint32_t put = atomic_load(&pipe->put), i;
	uint32_t used = put - atomic_load(&pipe->got);

	if (len > PAIR_TEXT_MAX)
		len = PAIR_TEXT_MAX;
	if (used > PAIR_PIPE_BYTES || PAIR_PIPE_BYTES - used < len + 2)
		return false;
	pipe_store(pipe, put, (unsigned char)len);
	pipe_store(pipe, put + 1, (unsigned char)((last ? LAST : 0) >> 8 |
	    len >> 8));
	for (i = 0; i < len; i++)
		pipe_store(pipe, put + 2 + i, (unsigned char)text[i]);
	atomic_store(&pipe->put, put + 2 + (uint32_t)len);
	return true;
}

bool
pair_get(struct pair_seat *seat, char *text, size_t *len, bool *last)
{
	struct pair_pipe *pipe = pipe_of(seat, 1 - seat->side);
	uint32_t got = atomic_load(&pipe->got), i, size;
	uint32_t used = atomic_load(&pipe->put) - got;

	/* More than there can be: somebody scribbled. */
	if (used < 2 || used > PAIR_PIPE_BYTES)
		return false;
	size = pipe_load(pipe, got) | (uint32_t)pipe_load(pipe, got + 1) << 8;
	*last = (size & LAST) != 0;
	size &= ~LAST;
	if (size > PAIR_TEXT_MAX || size + 2 > used)
		return false;
	for (i = 0; i < size; i++)
		text[i] = (char)pipe_load(pipe, got + 2 + i);
	text[size] = '\0';
	*len = size;
	atomic_store(&pipe->got, got + 2 + size);
	return true;
}
