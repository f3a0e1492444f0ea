/*
 * The order lab: the result, among all that servers say before it.
 *
 * - A server that keeps the newline that came with a name says its result in
 *   pieces ("X: alice", " received before Y: bob"): a line that may be the
 *   beginning of one is held until it is clear.
 * - A greeting may stand before the result in one message.
 * - A result about others is none, and so is one that tells no order: what
 *   else would come is waited for a moment, as such servers seldom close.
 * - Anything else may be said while another client is waited for, so no
 *   silence is too long; the user is told what it may mean.
 */
#include "client/lab_order.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "wire/order_result.h"

/* For the rest of a result, and for another one. */
#define PARTIAL_NS		(2 * LINE_CLIENT_GAP_NS)
#define GIVE_UP_NS	(2 * NS_PER_S)
/* Without a word or a result: it is time to say why that may be. */
#define QUIET_NS	(5 * NS_PER_S)

/* Instead of a result; the words are barewired's (server/labs/order_pair.c). */
static bool
order_is_failure(const char *text)
{
	return strncasecmp(text, "error", 5) == 0 ||
	    strncasecmp(text, "no partner came", 15) == 0 ||
	    (strncasecmp(text, "client ", 7) == 0 &&
	    strstr(text, " left early") != NULL);
}

/* The length of "Client X connected" at the start; it tells our letter. */
static size_t
order_greeting(const char *text, char *letter)
{
	static const char x[] = "client x connected";
	static const char y[] = "client y connected";

	if (strncasecmp(text, x, sizeof(x) - 1) == 0)
		*letter = 'X';
	else if (strncasecmp(text, y, sizeof(y) - 1) == 0)
		*letter = 'Y';
	else
		return 0;
	return sizeof(x) - 1;
}

static void
order_hold(struct conversation *conversation, const char *text, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);

	memcpy(memory->partial, text, len + 1);
	memory->partial_len = len;
	memory->partial_ns = lab_now(conversation) + PARTIAL_NS;
}

void
order_release(struct conversation *conversation)
{
	struct order_memory *memory = lab_memory(conversation);

	memory->partial_ns = 0;
	if (memory->partial_len != 0)
		line_client_remark(conversation, memory->partial,
		    memory->partial_len);
	memory->partial_len = 0;
}

/* By the name, or by what was typed in its place. */
static enum order_result
order_is_ours(struct conversation *conversation, const char *text, size_t len,
    struct order_names *others)
{
	const struct order_memory *memory = lab_memory(conversation);

	if (memory->message[0] != '\0' && order_result(text, len,
	    memory->message, NULL) == ORDER_OURS)
		return ORDER_OURS;
	return order_result(text, len, lab_plan(conversation)->name, others);
}

static void
order_found(struct conversation *conversation, const char *text, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);

	line_client_answer(conversation, text, len);
	memory->answered = true;
	memory->answered_ns = lab_now(conversation);
}

/* Behind what is held, as one text: is that the result? */
static bool
order_joins(struct conversation *conversation, const char *text, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);
	const char *name = lab_plan(conversation)->name;
	char joined[ORDER_PARTIAL_SIZE];
	size_t joined_len = memory->partial_len + 1 + len;

	if (memory->partial_len == 0 || joined_len >= sizeof(joined))
		return false;
	memcpy(joined, memory->partial, memory->partial_len);
	joined[memory->partial_len] = '\n';
	memcpy(joined + memory->partial_len + 1, text, len + 1);
	if (order_is_ours(conversation, joined, joined_len, NULL) ==
	    ORDER_OURS) {
		memory->partial_len = 0;
		memory->partial_ns = 0;
		order_found(conversation, joined, joined_len);
		return true;
	}
	if (!order_result_begins(joined, joined_len, name))
		return false;
	order_hold(conversation, joined, joined_len);
	return true;
}

static void
order_foreign(struct conversation *conversation, enum order_result result,
    const struct order_names *others)
{
	struct order_memory *memory = lab_memory(conversation);
	const char *plain = lab_plan(conversation)->name;
	char name[ORDER_RESULT_NAME_SIZE];

	(void)text_escape(name, sizeof(name), plain, strlen(plain));
	if (result == ORDER_OTHERS)
		(void)snprintf(memory->reason, sizeof(memory->reason),
		    "no result: the server names %s and %s, not %s",
		    others->names[0], others->names[1], name);
	else if (result == ORDER_UNORDERED)
		(void)snprintf(memory->reason, sizeof(memory->reason),
		    "no result: the server names %s and %s, and not who was "
		    "first", others->names[0], others->names[1]);
	else
		(void)snprintf(memory->reason, sizeof(memory->reason),
		    "no result: the server names nobody, and has not told "
		    "whether %s is X or Y", name);
	memory->give_up_ns = lab_now(conversation) + GIVE_UP_NS;
}

/* One message, or what stands behind a greeting in it. */
static void
order_take(struct conversation *conversation, const char *text, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);
	const char *name = lab_plan(conversation)->name;
	struct order_names others;
	enum order_result result;

	if (order_joins(conversation, text, len))
		return;
	order_release(conversation);
	result = order_is_ours(conversation, text, len, &others);
	if (result == ORDER_OURS ||
	    (result == ORDER_NAMELESS && memory->letter != 0)) {
		order_found(conversation, text, len);
		if (result == ORDER_NAMELESS)
			lab_warn(conversation, "the result names nobody; the "
			    "server had called us %c", memory->letter);
		return;
	}
	if (len < ORDER_PARTIAL_SIZE && order_result_begins(text, len, name)) {
		order_hold(conversation, text, len);
		return;
	}
	if (memory->heard || !line_client_rejects_name(conversation, text, len))
		line_client_remark(conversation, text, len);
	if (result != ORDER_NONE)
		order_foreign(conversation, result, &others);
}

void
order_judge(struct conversation *conversation, const char *text, size_t len)
{
	struct order_memory *memory = lab_memory(conversation);
	size_t greeting_len = order_greeting(text, &memory->letter);
	char escaped[512];

	if (greeting_len != 0) {
		order_release(conversation);
		line_client_greeting(conversation, text, greeting_len);
		/* Y is called so when somebody was there before. */
		if (!memory->spoken)
			lab_tell(conversation, CONVERSATION_ON_NOTE,
			    memory->letter == 'X' ? "you are X" :
			    "you are Y, X is here");
		greeting_len += strspn(text + greeting_len, " \t.!");
	}
	text += greeting_len;
	len -= greeting_len;
	if (order_is_failure(text)) {
		order_release(conversation);
		(void)text_show(escaped, sizeof(escaped), text, len);
		lab_fail(conversation, "no result: the server says: %s",
		    escaped);
	} else if (len != 0) {
		order_take(conversation, text, len);
	}
	memory->heard = true;
	if (memory->quiet_ns != 0)
		order_expect(conversation);
}

void
order_expect(struct conversation *conversation)
{
	struct order_memory *memory = lab_memory(conversation);

	memory->quiet_ns = lab_now(conversation) + QUIET_NS;
}

int64_t
order_wait_ns(const struct order_memory *memory)
{
	if (memory->partial_ns != 0)
		return memory->partial_ns;
	return memory->give_up_ns != 0 ? memory->give_up_ns :
	    memory->quiet_ns;
}

/* Once. */
static void
order_tell_quiet(struct conversation *conversation)
{
	struct order_memory *memory = lab_memory(conversation);

	memory->quiet_ns = 0;
	lab_tell(conversation, CONVERSATION_ON_NOTE, "no result yet: perhaps "
	    "the server waits for another client");
}

void
order_wait(struct conversation *conversation)
{
	struct order_memory *memory = lab_memory(conversation);
	int64_t now_ns = lab_now(conversation);

	/* The rest has begun. */
	if (memory->partial_ns != 0 &&
	    frame_deadline(&memory->lines.frame) != 0)
		memory->partial_ns = now_ns + PARTIAL_NS;
	else if (memory->partial_ns != 0 && now_ns >= memory->partial_ns)
		order_release(conversation);
	else if (memory->give_up_ns != 0 && now_ns >= memory->give_up_ns)
		lab_fail(conversation, "%s", memory->reason);
	else if (memory->quiet_ns != 0 && now_ns >= memory->quiet_ns)
		order_tell_quiet(conversation);
}
