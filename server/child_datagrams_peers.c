/* The recent peers of a UDP port, each with a row of the table. */
#include "server/child_datagrams_private.h"

#include <stdio.h>
#include <unistd.h>

#include "server/child_private.h"
#include "server/limits.h"
#include "wire/feed.h"

#define QUIET_NS	(30 * NS_PER_S)

static void
peers_row(struct row_data *row, const struct child *child, uint64_t client,
    const char *peer)
{
	memset(row, 0, sizeof(*row));
	row->client = client;
	row->connected_wall_ns = row->since_wall_ns = when_wall_ns();
	row->connected_mono_ns = row->since_mono_ns = when_mono_ns();
	row->pid = getpid();
	row->lab = (uint8_t)child->inherit->lab;
	row->state = STATE_IDLE;
	row->flags = ROW_DATAGRAM;
	(void)text_copy(row->peer, sizeof(row->peer), peer);
}

void
peers_init(struct peers *peers, struct child *child)
{
	peers->child = child;
	peers->own = child->inherit;
	peers->inherit = *child->inherit;
	peers->count = child->inherit->row_count;
	if (peers->count > PEERS_MAX)
		peers->count = PEERS_MAX;
	child->inherit = &peers->inherit;
}

/* The port is what tells the clients of one machine apart. */
static void
peers_name(struct row_data *row)
{
	const char *port = strrchr(row->peer, ':');

	(void)snprintf(row->name, NAME_SIZE, "udp-%s",
	    port == NULL ? "" : port + 1);
}

/* The child becomes this peer: its row, its number, its count. */
void
peers_become(struct peers *peers, struct udp_peer *peer)
{
	struct child *child = peers->child;

	peers->inherit.row = peers->own->row +
	    (uint32_t)(peer - peers->peer);
	child->row = peer->row;
	child->messages = peer->messages;
}

static void
peers_tell(struct peers *peers, enum feed_event event, const char *note)
{
	struct child *child = peers->child;
	struct feed_message record = child_record(child, event);

	record.note = note;
	record.facts.end = child->row.end;
	journal_put(&child->table->journal, &record);
}

static void
peers_tell_fast(struct peers *peers, struct udp_peer *peer)
{
	child_event(peers->child, SENTENCE_OF(PEER_FAST),
	    peers->child->settings->peer_rate,
	    (unsigned long long)peer->unanswered);
	peer->unanswered = 0;
	peer->told_ns = when_mono_ns();
}

bool
peers_too_fast(struct peers *peers, struct udp_peer *peer)
{
	long rate = peers->child->settings->peer_rate;
	int64_t now_ns = when_mono_ns();

	if (rate_free_ns(&peer->rate, rate, rate) <= now_ns) {
		rate_take(&peer->rate, rate, now_ns);
		return false;
	}
	peer->unanswered++;
	if (now_ns >= peer->told_ns + NS_PER_S)
		peers_tell_fast(peers, peer);
	return true;
}

/* The child is the peer already. */
static void
peers_end(struct peers *peers, struct udp_peer *peer, enum client_end end)
{
	struct row_data *row = &peers->child->row;

	if (peer->unanswered != 0)
		peers_tell_fast(peers, peer);
	row->end = (uint8_t)end;
	row->ended_wall_ns = when_wall_ns();
	row->ended_mono_ns = when_mono_ns();
	child_state(peers->child, STATE_ENDED);
	peers_tell(peers, FEED_DISCONNECTED, end_text(end));
}

static void
peers_begin(struct peers *peers, struct udp_peer *peer,
    const struct sockaddr_storage *address, socklen_t len)
{
	char text[ADDRESS_SIZE];

	memcpy(&peer->address, address, sizeof(*address));
	peer->address_len = len;
	peer->messages = 0;
	peer->rate = (struct rate){ 0 };
	peer->unanswered = 0;
	peer->told_ns = 0;
	address_format(text, (const struct sockaddr *)address);
	/* A number of its own: the port's, and which of its peers. */
	peers_row(&peer->row, peers->child, peers->own->client |
	    ++peers->serial << 40, text);
	peers_name(&peer->row);
	peers_become(peers, peer);
	child_publish(peers->child);
	peers_tell(peers, FEED_CONNECTED, "");
	child_mischief_begin(peers->child);
}

struct udp_peer *
peers_find(struct peers *peers, const struct sockaddr_storage *address,
    socklen_t len)
{
	uint32_t i;

	for (i = 0; i < peers->count; i++)
		if (peers->peer[i].address_len == len &&
		    peers->peer[i].row.state != STATE_ENDED && memcmp(
		    &peers->peer[i].address, address, len) == 0)
			return &peers->peer[i];
	return NULL;
}

/* An empty place, else the one that has been quiet for longest. */
static struct udp_peer *
peers_place(struct peers *peers)
{
	struct udp_peer *oldest = &peers->peer[0];
	uint32_t i;

	for (i = 0; i < peers->count; i++) {
		if (peers->peer[i].address_len == 0)
			return &peers->peer[i];
		if (peers->peer[i].heard_ns < oldest->heard_ns)
			oldest = &peers->peer[i];
	}
	if (oldest->row.state != STATE_ENDED) {
		peers_become(peers, oldest);
		peers_end(peers, oldest, END_TIMEOUT);
	}
	return oldest;
}

struct udp_peer *
peers_enter(struct peers *peers, const struct sockaddr_storage *address,
    socklen_t len)
{
	struct udp_peer *peer = peers_find(peers, address, len);

	if (peer != NULL) {
		peers_become(peers, peer);
	} else {
		peer = peers_place(peers);
		peers_begin(peers, peer, address, len);
	}
	peer->heard_ns = when_mono_ns();
	return peer;
}

void
peers_leave(struct peers *peers, struct udp_peer *peer)
{
	peer->row = peers->child->row;
	peer->messages = peers->child->messages;
}

int64_t
peers_tick(struct peers *peers)
{
	int64_t now_ns = when_mono_ns(), next_ns = 0, due_ns;
	struct udp_peer *peer;
	uint32_t i;

	for (i = 0; i < peers->count; i++) {
		peer = &peers->peer[i];
		if (peer->address_len == 0)
			continue;
		due_ns = peer->row.state == STATE_ENDED ?
		    peer->row.ended_mono_ns + LIMIT_ENDED_NS :
		    peer->heard_ns + QUIET_NS;
		if (due_ns <= now_ns) {
			peers_become(peers, peer);
			if (peer->row.state == STATE_ENDED) {
				peer->address_len = 0;
				memset(&peers->child->row, 0,
				    sizeof(peers->child->row));
				child_publish(peers->child);
			} else {
				peers_end(peers, peer, END_TIMEOUT);
			}
			peers_leave(peers, peer);
			due_ns = now_ns + LIMIT_ENDED_NS;
		}
		if (next_ns == 0 || due_ns < next_ns)
			next_ns = due_ns;
	}
	return next_ns;
}
