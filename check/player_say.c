/* Players: their connections, what they say, how they leave. */
#include "check/player.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/resolve.h"
#include "base/when.h"
#include "check/audit.h"
#include "check/stage.h"
#include "wire/java_text.h"
#include "wire/utf16.h"

#define CONNECT_MS	3000

static struct player *
player_new(struct stage *stage, int type)
{
	struct player *player = NULL;
	unsigned at;

	for (at = 0; at < STAGE_PLAYERS && player == NULL; at++)
		if (stage->players[at].stage == NULL)
			player = &stage->players[at];
	if (player == NULL)
		return NULL;
	memset(player, 0, sizeof(*player));
	player->fd = socket(stage->plan->address.ss_family,
	    type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (player->fd == -1)
		return NULL;
	player->stage = stage;
	player->datagrams = type == SOCK_DGRAM;
	player->opened_ns = when_mono_ns();
	(void)text_copy(player->name, sizeof(player->name),
	    stage_name(stage));
	return player;
}

void
player_free(struct player *player)
{
	audit_heard(player);
	if (player->fd != -1)
		(void)close(player->fd);
	free(player->got);
	memset(player, 0, sizeof(*player));
	player->fd = -1;
}

static void
player_address(const struct stage *stage, struct sockaddr_storage *address)
{
	*address = stage->plan->address;
	if (address->ss_family == AF_INET6)
		((struct sockaddr_in6 *)address)->sin6_port =
		    htons(stage->port);
	else
		((struct sockaddr_in *)address)->sin_port =
		    htons(stage->port);
}

static bool
is_decided(void *context)
{
	const struct player *player = context;

	return player->connected || player->ended;
}

struct player *
player_open(struct stage *stage, int *error)
{
	struct player *player = player_new(stage, SOCK_STREAM);
	struct sockaddr_storage address;
	int one = 1, fault = EMFILE;

	if (error != NULL)
		*error = fault;
	if (player == NULL)
		return NULL;
	player_address(stage, &address);
	(void)setsockopt(player->fd, IPPROTO_TCP, TCP_NODELAY, &one,
	    sizeof(one));
	if (connect(player->fd, (struct sockaddr *)&address,
	    resolved_len(&address)) == 0)
		player->connected = true;
	else if (errno != EINPROGRESS)
		player->error = errno;
	if (player->error == 0)
		(void)stage_wait(stage, stage_unhurried(stage, CONNECT_MS),
		    is_decided, player);
	if (player->connected && player->error == 0) {
		stage->accepted++;
		player->opened_ns = when_mono_ns();
		return player;
	}
	fault = player->error != 0 ? player->error : ETIMEDOUT;
	player_free(player);
	if (error != NULL)
		*error = fault;
	return NULL;
}

struct player *
player_open_datagrams(struct stage *stage)
{
	struct player *player = player_new(stage, SOCK_DGRAM);

	if (player != NULL)
		player->connected = true;
	return player;
}

void
player_fresh(struct player *player)
{
	int fd;

	if (!player->stale)
		return;
	player->stale = false;
	fd = socket(player->stage->plan->address.ss_family, SOCK_DGRAM |
	    SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return;
	(void)close(player->fd);
	player->fd = fd;
}

static bool
player_write_datagram(struct player *player, const void *bytes, size_t len)
{
	struct sockaddr_storage address;

	player_address(player->stage, &address);
	return sendto(player->fd, bytes, len, MSG_NOSIGNAL,
	    (struct sockaddr *)&address, resolved_len(&address)) ==
	    (ssize_t)len;
}

static bool
has_room(void *context)
{
	struct player *player = context;
	struct pollfd watched = { .fd = player->fd, .events = POLLOUT };

	return player->ended || (poll(&watched, 1, 0) == 1 &&
	    (watched.revents & (POLLOUT | POLLERR)) != 0);
}

/* All of it, for 5 s at most; everybody is read meanwhile. */
static bool
player_write(struct player *player, const unsigned char *bytes, size_t len)
{
	size_t done = 0;
	ssize_t wrote;

	while (done < len && player->fd != -1) {
		wrote = send(player->fd, bytes + done, len - done,
		    MSG_NOSIGNAL);
		if (wrote >= 0)
			done += (size_t)wrote;
		else if (errno != EAGAIN || !stage_wait(player->stage, 5000,
		    has_room, player) || player->ended)
			return false;
	}
	return done == len;
}

bool
player_write_plain(struct player *player, const unsigned char *bytes,
    size_t len)
{
	return player->datagrams ?
	    player_write_datagram(player, bytes, len) :
	    player_write(player, bytes, len);
}

bool
player_add(struct player *player, const void *bytes, size_t len)
{
	bool sent;

	audit_said(player, bytes, len);
	player->said_len = len < PLAYER_SAID ? len : PLAYER_SAID;
	if (player->said_len > 0)
		memcpy(player->said, bytes, player->said_len);
	if (player->fd == -1 || player->struck)
		return false;
	sent = player->stage->mischief.kinds != 0 && !player->stage->odd ?
	    player_write_mischief(player, bytes, len) :
	    player_write_plain(player, bytes, len);
	player->sent_ns = when_mono_ns();
	return sent;
}

bool
player_send(struct player *player, const void *bytes, size_t len)
{
	player_read(player);
	player_mark(player);
	return player_add(player, bytes, len);
}

void
player_say_form(struct player *player, enum player_form form,
    const char *text)
{
	unsigned char bytes[PLAYER_SAID];
	size_t len = strlen(text);

	if (len > PLAYER_SAID / 2 - 4)
		len = PLAYER_SAID / 2 - 4;
	switch (form) {
	case FORM_FRAMED:
		len = java_text_from_utf8(bytes + 2, sizeof(bytes) - 2, text,
		    len);
		bytes[0] = (unsigned char)(len >> 8);
		bytes[1] = (unsigned char)len;
		len += 2;
		break;
	case FORM_UTF16:
		bytes[0] = 0xff;
		bytes[1] = 0xfe;
		len = 2 + utf16_from_utf8(bytes + 2, sizeof(bytes) - 2, text,
		    len, false);
		break;
	default:
		memcpy(bytes, text, len);
		if (form == FORM_LF)
			bytes[len++] = '\n';
	}
	for (; len < player->stage->fill && len < sizeof(bytes); len++)
		bytes[len] = '\0';
	(void)player_send(player, bytes, len);
}

void
player_say_name(struct player *player, const char *name)
{
	player_say_form(player, player->stage->name_form, name);
}

void
player_say(struct player *player, const char *text)
{
	player_say_form(player, player->stage->line_form, text);
}

void
player_half_close(struct player *player)
{
	if (player->fd != -1)
		(void)shutdown(player->fd, SHUT_WR);
}

void
player_close(struct player *player)
{
	/* Unread bytes would make a reset of it. */
	if (player->fd != -1) {
		player_read(player);
		(void)shutdown(player->fd, SHUT_WR);
		player_read(player);
		(void)close(player->fd);
	}
	player->fd = -1;
}

void
player_reset(struct player *player)
{
	struct linger linger = { .l_onoff = 1 };

	if (player->fd == -1)
		return;
	(void)setsockopt(player->fd, SOL_SOCKET, SO_LINGER, &linger,
	    sizeof(linger));
	(void)close(player->fd);
	player->fd = -1;
}
