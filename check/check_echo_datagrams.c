/* Checks an echo server: datagrams. */
#include "check/check_echo.h"

#include <string.h>

/* One size, asked for three times before it is lost; bytes that came back, or
 * -1. */
static long
udp_size(struct player *player, const unsigned char *bytes, size_t len)
{
	unsigned tries;

	for (tries = 0; tries < 3; tries++) {
		(void)player_send(player, bytes, len);
		if (player_wait(player, 700))
			return (long)player_heard(player).len;
	}
	return -1;
}

void
echo_play_datagrams(struct stage *stage)
{
	static const size_t sizes[] = { 1, 512, 1472, 0 };
	struct player *player = player_open_datagrams(stage);
	unsigned char bytes[1472];
	long came;
	size_t i;

	if (player == NULL)
		return;
	memset(bytes, 'e', sizeof(bytes));
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		came = udp_size(player, bytes, sizes[i]);
		if (came == -1 && i == 0) {
			stage_unseen(stage, RULE_ECHO_UDP_SIZE,
			    "no datagram is answered");
			return;
		}
		if (came == (long)sizes[i] && memcmp(player_heard(player).text,
		    bytes, sizes[i]) == 0)
			continue;
		stage_fault(stage, RULE_ECHO_UDP_SIZE, &(struct evidence){
		    .player = player, .limit_ms = came == -1 ? 700 : 0,
		    .expected = "as many bytes, the same" },
		    came == -1 ? "a datagram of %zu bytes did not come back" :
		    "a datagram of %zu bytes came back as %ld", sizes[i],
		    came);
		return;
	}
	stage_ok(stage, RULE_ECHO_UDP_SIZE);
}
