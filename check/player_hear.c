/* Players: what they hear. */
#include "check/player.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/when.h"
#include "check/stage.h"
#include "check/words.h"

#define REST_MS		80

/* Room for so many bytes more, which are kept up to a bound. */
static bool
got_grow(struct player *player, size_t more)
{
	size_t size = player->got_size;
	unsigned char *grown;

	if (player->got_len + more > PLAYER_KEPT)
		return false;
	while (size < player->got_len + more + 1)
		size = size == 0 ? 8192 : 2 * size;
	if (size == player->got_size)
		return true;
	grown = realloc(player->got, size);
	if (grown == NULL)
		return false;
	player->got = grown;
	player->got_size = size;
	return true;
}

static void
got_add(struct player *player, const unsigned char *bytes, size_t len,
    bool stranger)
{
	struct player_segment *segment;

	player->got_total += len;
	if (!got_grow(player, len))
		return;
	if (player->segment_count < PLAYER_SEGMENTS) {
		segment = &player->segments[player->segment_count++];
		*segment = (struct player_segment){ .at_ns = when_mono_ns(),
		    .at = player->got_len, .len = len, .stranger = stranger };
	}
	if (len > 0)
		memcpy(player->got + player->got_len, bytes, len);
	player->got_len += len;
}

static void
player_ends(struct player *player, int error)
{
	player->ended = true;
	player->ended_ns = when_mono_ns();
	player->error = error;
	player->reset = error == ECONNRESET || error == EPIPE;
}

/* Datagrams of others than the server are kept, and marked. */
static bool
is_stranger(const struct player *player, const struct sockaddr_storage *from)
{
	const struct sockaddr_in *got = (const void *)from, *want =
	    (const void *)&player->stage->plan->address;

	if (!player->datagrams)
		return false;
	if (from->ss_family != AF_INET || want->sin_family != AF_INET)
		return false;
	return got->sin_port != htons(player->stage->port) ||
	    (player->stage->plan->local &&
	    got->sin_addr.s_addr != want->sin_addr.s_addr);
}

void
player_read(struct player *player)
{
	static unsigned char bytes[65536];
	struct sockaddr_storage from = { 0 };
	socklen_t from_len;
	ssize_t got;
	unsigned reads;

	for (reads = 0; reads < 32 && player->fd != -1 && !player->ended &&
	    !player->deaf && player->connected; reads++) {
		from_len = sizeof(from);
		got = recvfrom(player->fd, bytes, sizeof(bytes), 0,
		    (struct sockaddr *)&from, &from_len);
		if (got > 0 || (got == 0 && player->datagrams))
			got_add(player, bytes, (size_t)got,
			    is_stranger(player, &from));
		else if (got == 0)
			player_ends(player, 0);
		else if (errno == EAGAIN || errno == EINTR ||
		    player->datagrams)
			return;
		else
			player_ends(player, errno);
	}
}

struct heard
player_heard(const struct player *player)
{
	struct heard heard = { "", 0, 0, 0 };
	unsigned at = player->mark_segment;

	if (player->got_len > player->mark)
		heard.text = (const char *)player->got + player->mark;
	heard.len = player->got_len - player->mark;
	if (at < player->segment_count) {
		heard.segments = player->segment_count - at;
		heard.first_ns = player->segments[at].at_ns;
		if (player->datagrams)
			heard.len = player->segments[at].len;
	}
	/* So many segments that they have no times. */
	if (heard.segments == 0 && heard.len > 0) {
		heard.segments = 1;
		heard.first_ns = when_mono_ns();
	}
	return heard;
}

void
player_mark(struct player *player)
{
	player->mark = player->got_len;
	player->mark_segment = player->segment_count;
}

static bool
has_heard(void *context)
{
	const struct player *player = context;

	return player->ended || player_heard(player).segments > 0;
}

bool
player_wait(struct player *player, long ms)
{
	(void)stage_wait(player->stage, ms, has_heard, player);
	if (player_heard(player).segments == 0)
		return false;
	if (!player->ended)
		stage_pass(player->stage, stage_unhurried(player->stage,
		    REST_MS));
	return true;
}

bool
player_ask(struct player *player, const char *text, long ms)
{
	player_say(player, text);
	return player_wait(player, ms);
}

struct hope {
	const struct player *player;
	const char *text;
};

static bool
has_text(void *context)
{
	const struct hope *hope = context;
	struct heard heard = player_heard(hope->player);

	return words_has(heard.text, heard.len, hope->text) ||
	    hope->player->ended;
}

bool
player_wait_for(struct player *player, const char *text, long ms)
{
	struct hope hope = { player, text };
	struct heard heard;

	(void)stage_wait(player->stage, ms, has_text, &hope);
	heard = player_heard(player);
	return words_has(heard.text, heard.len, text);
}

static bool
has_ended(void *context)
{
	const struct player *player = context;

	return player->ended;
}

bool
player_wait_end(struct player *player, long ms)
{
	return stage_wait(player->stage, ms, has_ended, player);
}
