/*
 * wire/mischief.c under any bytes: two words of shared memory, a number of a
 * client, and a text.  Must hold: what is read fits the list, is written, and
 * is read as the same again; words are those of what they give; every message
 * is cut into all of its bytes, or half of them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/script.h"
#include "wire/mischief.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

static void
plan_holds(const struct mischief *mischief, enum mischief_over over,
    uint64_t number, size_t len)
{
	struct mischief_plan plan;
	size_t at = 0, piece;
	int64_t rest_ns;

	mischief_plan(mischief, over, number, len, &plan);
	must(plan.wait_ns >= 0 && plan.copies <= 2);
	must(plan.stop == len || plan.stop == len / 2 || plan.copies == 0);
	while ((piece = mischief_piece(mischief, &plan, at, &rest_ns)) != 0) {
		must(piece <= plan.stop - at && rest_ns >= 0);
		at += piece;
	}
	must(at == plan.stop);
}

/* What was read somehow comes back by text and by words. */
static void
comes_back(const struct mischief *mischief, uint64_t client)
{
	char text[MISCHIEF_TEXT_SIZE], fault[MISCHIEF_FAULT_SIZE];
	uint64_t words[MISCHIEF_WORDS];
	struct mischief read, drawn = *mischief;

	must(mischief_write(text, mischief) == strlen(text));
	must(mischief_read(&read, text, fault));
	must(memcmp(&read, mischief, sizeof(read)) == 0);
	mischief_draw(&drawn, client);
	mischief_pack(words, &drawn, client);
	must(mischief_unpack(&read, words, client));
	must(memcmp(&read, &drawn, sizeof(read)) == 0);
	plan_holds(&drawn, MISCHIEF_STREAMS, client, client % 3000);
	plan_holds(&drawn, MISCHIEF_DATAGRAMS, client, client % 3000);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = { data, size };
	uint64_t words[MISCHIEF_WORDS], client = script_take(&script, 8);
	char fault[MISCHIEF_FAULT_SIZE], text[300];
	struct mischief mischief;

	words[0] = script_take(&script, 8);
	words[1] = script_take(&script, 8);
	if (mischief_unpack(&mischief, words, client))
		comes_back(&mischief, client);
	if (script.left >= sizeof(text))
		return 0;
	memcpy(text, script.at, script.left);
	text[script.left] = '\0';
	if (mischief_read(&mischief, text, fault))
		comes_back(&mischief, client);
	else
		must(fault[0] != '\0' && mischief.kinds == 0 &&
		    strlen(fault) < sizeof(fault) - 1);
	return 0;
}

/* Words whose check is right, each with its text. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static const char *const texts[] = { "split,seed=7", "off",
	    "join,slow=100,delay=300,jitter=16000,seed=4294967295",
	    "stall,reset,half-close,seed=1",
	    "drop,withhold=25,duplicate,reorder,seed=99" };
	char fault[MISCHIEF_FAULT_SIZE];
	uint64_t parts[3] = { number + 1 };
	struct mischief mischief;
	unsigned i;

	if (number >= sizeof(texts) / sizeof(texts[0]) ||
	    out_size < 24 + strlen(texts[number]))
		return 0;
	must(mischief_read(&mischief, texts[number], fault));
	mischief_pack(parts + 1, &mischief, parts[0]);
	for (i = 0; i < 24; i++)
		out[i] = (uint8_t)(parts[i / 8] >> (56 - 8 * (i % 8)));
	memcpy(out + 24, texts[number], strlen(texts[number]));
	return 24 + strlen(texts[number]);
}
