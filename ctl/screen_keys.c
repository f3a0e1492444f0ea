/* What each key does. */
#include <curses.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/when.h"
#include "ctl/screen.h"
#include "watch/control.h"

#define ANSWER_NS	(2 * NS_PER_S)
#define MESSAGE_NS	(8 * NS_PER_S)
#define CTRL_U		21

enum action {
#define KEY(symbol, key, other, label, help) ACTION_##symbol,
#include "ctl/keys.def"
#undef KEY
	ACTION_COUNT
};

static const struct {
	unsigned key;
	unsigned other;
} keys[ACTION_COUNT] = {
#define KEY(symbol, key, other, label, help) { key, other },
#include "ctl/keys.def"
#undef KEY
};

const struct screen_key_help screen_keys_help[ACTION_COUNT + 1] = {
#define KEY(symbol, key, other, label, help) { label, help },
#include "ctl/keys.def"
#undef KEY
	{ NULL, NULL }
};

static enum action
action_find(unsigned key, bool special)
{
	int i;

	for (i = 0; i < ACTION_COUNT; i++)
		if (special == (keys[i].key >= KEY_MIN) &&
		    key == keys[i].key)
			return (enum action)i;
	for (i = 0; i < ACTION_COUNT; i++)
		if (!special && keys[i].other != 0 && key == keys[i].other)
			return (enum action)i;
	return ACTION_COUNT;
}

void
screen_say(struct screen *screen, const char *format, ...)
{
	char text[sizeof(screen->message)];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	(void)row_text_clean(screen->message, sizeof(screen->message), text);
	screen->message_until_ns = when_mono_ns() + MESSAGE_NS;
}

void
screen_update(struct screen *screen)
{
	screen->filter_fault = row_filter_parse(&screen->browse.filter,
	    screen->typed);
	if (!browse_update(&screen->browse, watcher_view(screen->watcher)))
		screen_say(screen, "out of memory");
}

static void
screen_filter_begin(struct screen *screen)
{
	(void)text_copy(screen->before, sizeof(screen->before),
	    screen->typed);
	screen->mode = SCREEN_FILTER;
}

/* Takes the last character away: all of its bytes. */
static void
typed_back(char *typed)
{
	size_t len = strlen(typed);

	while (len > 0 && ((unsigned char)typed[--len] & 0xc0) == 0x80)
		continue;
	typed[len] = '\0';
}

static void
typed_add(char typed[FILTER_SIZE], unsigned key)
{
	size_t len = strlen(typed), more;
	mbstate_t state;
	char bytes[MB_LEN_MAX];

	if (!text_printable(key))
		return;
	memset(&state, 0, sizeof(state));
	more = wcrtomb(bytes, (wchar_t)key, &state);
	if (more == (size_t)-1 || len + more >= FILTER_SIZE)
		return;
	memcpy(typed + len, bytes, more);
	typed[len + more] = '\0';
}

static void
key_filter(struct screen *screen, unsigned key, bool special)
{
	if (special ? key == KEY_BACKSPACE : key == 8 || key == 127) {
		typed_back(screen->typed);
	} else if (special ? key == KEY_ENTER : key == '\n' || key == '\r') {
		screen->mode = SCREEN_TABLE;
	} else if (!special && key == 27) {
		(void)text_copy(screen->typed, sizeof(screen->typed),
		    screen->before);
		screen->mode = SCREEN_TABLE;
	} else if (!special && key == CTRL_U) {
		screen->typed[0] = '\0';
	} else if (!special) {
		typed_add(screen->typed, key);
	}
}

static void
screen_kick_begin(struct screen *screen)
{
	const struct row_data *row = browse_selected(&screen->browse);
	char name[NAME_AT_SIZE];

	if (row == NULL) {
		screen_say(screen, "select a client first: Up, Down, Home, "
		    "End");
		return;
	}
	name_at_put(name, row->name, row->lab);
	if (row->state == STATE_ENDED) {
		screen_say(screen, "%s is not connected any more", name);
	} else if ((row->flags & ROW_DATAGRAM) != 0) {
		screen_say(screen, "%s sends datagrams: there is no "
		    "connection to end", name);
	} else if (screen->control_fd != -1) {
		screen_say(screen, "the server has not answered the last "
		    "request yet");
	} else {
		screen->kick_client = row->client;
		memcpy(screen->kick_name, name, sizeof(name));
		screen->mode = SCREEN_KICK;
	}
}

static void
screen_kick(struct screen *screen)
{
	char request[CONTROL_LINE_MAX], reply[CONTROL_LINE_MAX];

	control_request_write(request, CONTROL_KICK, screen->kick_client);
	screen->control_fd = control_start(screen->instance, request, reply,
	    sizeof(reply));
	if (screen->control_fd == -1)
		screen_say(screen, "%s", reply);
	screen->control_until_ns = when_mono_ns() + ANSWER_NS;
}

void
screen_answer(struct screen *screen)
{
	char reply[CONTROL_LINE_MAX];

	if (when_mono_ns() >= screen->control_until_ns) {
		(void)close(screen->control_fd);
		screen_say(screen, "the server did not answer: it is stopped "
		    "or busy");
	} else if (control_finish(screen->control_fd, reply,
	    sizeof(reply)) == 0) {
		screen_say(screen, "%s is being disconnected",
		    screen->kick_name);
	} else {
		screen_say(screen, "%s: %s", screen->kick_name, reply);
	}
	screen->control_fd = -1;
}

static void
screen_pause(struct screen *screen)
{
	if (!browse_pause(&screen->browse, !screen->browse.paused))
		screen_say(screen, "out of memory");
}

static void
key_move(struct screen *screen, enum action action)
{
	int64_t page = screen->browse.page;

	switch (action) {
	case ACTION_UP:
		browse_move(&screen->browse, -1);
		break;
	case ACTION_DOWN:
		browse_move(&screen->browse, 1);
		break;
	case ACTION_PAGE_UP:
		browse_move(&screen->browse, -page);
		break;
	case ACTION_PAGE_DOWN:
		browse_move(&screen->browse, page);
		break;
	case ACTION_HOME:
		browse_select(&screen->browse, 0);
		break;
	case ACTION_END:
		browse_select(&screen->browse, UINT32_MAX);
		break;
	default:
		browse_unselect(&screen->browse);
		break;
	}
}

static void
key_table(struct screen *screen, enum action action)
{
	switch (action) {
	case ACTION_QUIT:
		screen->quit = true;
		break;
	case ACTION_HELP:
		screen->mode = SCREEN_HELP;
		screen->help_top = 0;
		break;
	case ACTION_SORT:
		browse_sort(&screen->browse, 1);
		break;
	case ACTION_SORT_BACK:
		browse_sort(&screen->browse, -1);
		break;
	case ACTION_REVERSE:
		screen->browse.order.reverse = !screen->browse.order.reverse;
		break;
	case ACTION_FILTER:
		screen_filter_begin(screen);
		break;
	case ACTION_PAUSE:
		screen_pause(screen);
		break;
	case ACTION_KICK:
		screen_kick_begin(screen);
		break;
	case ACTION_REDRAW:
		screen->redraw = true;
		break;
	case ACTION_COUNT:
		break;
	default:
		key_move(screen, action);
		break;
	}
}

/* It may be longer than the screen; screen_draw keeps help_top in bounds. */
static void
key_help(struct screen *screen, enum action action)
{
	switch (action) {
	case ACTION_UP:
		screen->help_top--;
		break;
	case ACTION_DOWN:
		screen->help_top++;
		break;
	case ACTION_PAGE_UP:
		screen->help_top -= LINES - 2;
		break;
	case ACTION_PAGE_DOWN:
		screen->help_top += LINES - 2;
		break;
	case ACTION_QUIT:
		screen->quit = true;
		break;
	default:
		screen->mode = SCREEN_TABLE;
		break;
	}
}

void
screen_key(struct screen *screen, unsigned key, bool special)
{
	screen->message[0] = '\0';
	switch (screen->mode) {
	case SCREEN_FILTER:
		key_filter(screen, key, special);
		break;
	case SCREEN_KICK:
		screen->mode = SCREEN_TABLE;
		if (!special && (key == 'y' || key == 'Y'))
			screen_kick(screen);
		break;
	case SCREEN_HELP:
		key_help(screen, action_find(key, special));
		break;
	case SCREEN_TABLE:
		key_table(screen, action_find(key, special));
		break;
	}
	screen_update(screen);
}
