/* Who may say how much while there is too much: a second each. */
#include "server/log.h"

#include <string.h>

#include "base/text.h"
#include "base/when.h"
#include "server/limits.h"

#define SHARES		1024	/* more clients share a place */
#define SECOND_NS	NS_PER_S

static struct log_share {
	uint64_t client;
	int64_t begun_ns;
	uint64_t left_out;
	unsigned lines;
	char name[NAME_SIZE];
} shares[SHARES];

static unsigned at;	/* the next to be looked at */

bool
log_share_take(uint64_t client, const char *name, int64_t now_ns)
{
	struct log_share *share = &shares[client % SHARES];

	if (share->client != client || (share->left_out == 0 &&
	    now_ns - share->begun_ns >= SECOND_NS)) {
		/* What another one left out has been said, or is: see
		 * log_share_left_out. */
		if (share->left_out != 0)
			return true;
		share->client = client;
		share->begun_ns = now_ns;
		share->lines = 0;
	}
	if (share->lines < LIMIT_LOG_SHARE) {
		share->lines++;
		return true;
	}
	(void)text_copy(share->name, sizeof(share->name), name);
	share->left_out++;
	return false;
}

bool
log_share_left_out(int64_t now_ns, bool all, char name[NAME_SIZE],
    uint64_t *count)
{
	struct log_share *share;

	for (; at < SHARES; at++) {
		share = &shares[at];
		if (share->left_out == 0 ||
		    (!all && now_ns - share->begun_ns < SECOND_NS))
			continue;
		*count = share->left_out;
		(void)text_copy(name, NAME_SIZE, share->name);
		share->left_out = 0;
		share->begun_ns = now_ns;
		share->lines = 0;
		return true;
	}
	at = 0;
	return false;
}
