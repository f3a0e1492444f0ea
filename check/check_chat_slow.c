/* chat: a client that does not read, and the others beside it. */
#include "check/check_chat.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/when.h"

#define LINES		200
#define LINE_BYTES	960
#define ALL_MS		10000

/* Its own buffer is small, so that the server's is filled. */
static void
deafen(struct player *player)
{
	int small = 4096;

	(void)setsockopt(player->fd, SOL_SOCKET, SO_RCVBUF, &small,
	    sizeof(small));
	player->deaf = true;
}

/* Many long lines: to everyone, or to who does not read. */
static void
flood(struct stage *stage, struct chat_seats *seats, const char *word)
{
	char line[LINE_BYTES];
	size_t len, i;

	for (i = 0; i < LINES; i++) {
		len = chat_state(stage)->commands ? (size_t)snprintf(line,
		    sizeof(line), "/msg %s %s", seats->at[2]->name, word) :
		    (size_t)snprintf(line, sizeof(line), "%s", word);
		memset(line + len, 'x', sizeof(line) - len);
		line[sizeof(line) - 1] = '\n';
		if (!player_add(seats->at[0], line, sizeof(line)))
			return;
		if (i % 8 == 7)
			stage_pass(stage, stage_unhurried(stage, 5));
	}
}

void
chat_play_slow(struct stage *stage)
{
	struct chat_seats seats;
	struct player *from, *to;
	char text[CHAT_TEXT], last[CHAT_TEXT], line[2 * CHAT_TEXT];
	const char *word, *end;
	bool came;

	if (!chat_sit_lines(stage, &seats))
		return;
	from = seats.at[0];
	to = seats.at[1];
	word = chat_text(stage, text);
	end = chat_text(stage, last);
	deafen(seats.at[2]);
	/* Long texts are cut where a read ends. */
	stage->odd = true;
	chat_mark(&seats);
	player_mark(from);
	flood(stage, &seats, word);
	stage_pass(stage, stage_unhurried(stage, CHAT_STEP_MS));
	chat_line_to(stage, &seats, last, line);
	player_say(from, line);
	came = player_wait_for(to, end, stage_unhurried(stage, ALL_MS));
	if (came)
		stage_ok(stage, RULE_CHAT_SLOW);
	else if (!stage_exited(stage))
		stage_fault(stage, RULE_CHAT_SLOW, &(struct evidence){
		    .player = from, .sent = "200 lines of 1 KiB",
		    .limit_ms = to->ended ? 0 : ALL_MS,
		    .expected = last }, to->ended ? "beside a client that "
		    "does not read another one was dropped" : "beside a "
		    "client that does not read another one did not hear all "
		    "in 10 s");
}
