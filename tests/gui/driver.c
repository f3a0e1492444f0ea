/*
 * driver: presses keys and buttons for the tests of the windows and looks
 * what came of it.  A command a line on standard input, an answer a line on
 * standard output: "ok", with what was asked for, or "no" and why not.
 *
 *	find MS TITLE		the window whose title begins so; the others
 *				are about it
 *	focus MS		gives it the keyboard
 *	state			its state property
 *	wait MS WORD=REGEX...	until the state has these words
 *	keys CHORD...		"alt+s" holds one while the other is pressed
 *	type TEXT
 *	shown MS NAME		waits for a widget; its window, x, y, w, h
 *	hidden MS NAME
 *	point MS NAME X Y	the pointer to a place in it; - is the middle
 *	press BUTTON, release BUTTON
 *	sync			until the program has handled all of that
 *	title			of the window that has the focus
 *	frame			its place on the screen, with its frame: WxH+X+Y
 *	locks			those that are on: "caps", "num"
 *
 * Nothing here hopes that some time is enough: after keys and buttons an
 * answer of the program's to something else is waited for, see editres.h.
 */
#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <locale.h>
#include <poll.h>
#include <regex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/gui/editres.h"
#include "tests/gui/typed.h"

#define SYNC_MS		10000
#define LOOK_MS		10	/* between looks, where no event tells */
#define CLICK_APART_MS	250	/* two clicks are no double click */
#define WORDS_MAX	40

static Display *display;
static Window target;
static Atom state_atom;
static struct editres_tree tree;
static int slowness = 1;
static struct {
	Window in;
	long ms;
} presses[8];		/* the last ones */
static unsigned press_count;

static int
ignore_error(Display *where, XErrorEvent *error)
{
	(void)where;
	(void)error;
	return 0;
}

__attribute__((format(printf, 1, 2))) static void
answer(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
}

static void
pause_ms(long ms)
{
	if (ms > 0)
		poll(NULL, 0, (int)ms);
}

/* The program has handled every key and button so far. */
static bool
handled(void)
{
	XSync(display, False);
	return target == None ||
	    editres_ask(target, SYNC_MS * slowness, &tree);
}

/* A property's text, to be freed, or NULL. */
static char *
property(Window window, Atom name)
{
	Atom type;
	int format;
	unsigned long len, left;
	unsigned char *data = NULL;

	if (XGetWindowProperty(display, window, name, 0, 1 << 14, False,
	    AnyPropertyType, &type, &format, &len, &left, &data) != Success ||
	    data == NULL || format != 8) {
		if (data != NULL)
			XFree(data);
		return NULL;
	}
	return (char *)data;
}

static bool
is_viewable(Window window)
{
	XWindowAttributes attributes;

	return XGetWindowAttributes(display, window, &attributes) &&
	    attributes.map_state == IsViewable;
}

/* Windows */

static bool
has_title(Window window, const char *start)
{
	char *title = property(window, XA_WM_NAME);
	bool is = title != NULL && strncmp(title, start, strlen(start)) == 0;

	if (title != NULL)
		XFree(title);
	return is && is_viewable(window);
}

static Window
search(Window top, const char *title, int depth)
{
	Window root, parent, *children = NULL, found = None;
	unsigned count = 0, i;

	if (has_title(top, title))
		return top;
	if (depth == 0 || !XQueryTree(display, top, &root, &parent, &children,
	    &count))
		return None;
	for (i = count; i > 0 && found == None; i--)
		found = search(children[i - 1], title, depth - 1);
	if (children != NULL)
		XFree(children);
	return found;
}

/* A frame of the window manager is two deep. */
static void
do_find(int ms, const char *title)
{
	long deadline = editres_now_ms() + ms;
	Window found;
	char *state;

	do {
		found = search(DefaultRootWindow(display), title, 3);
		state = found == None ? NULL : property(found, state_atom);
		if (state != NULL) {
			XFree(state);
			target = found;
			tree.count = 0;
			XSelectInput(display, target, PropertyChangeMask |
			    StructureNotifyMask);
			answer("ok %lu", target);
			return;
		}
		pause_ms(LOOK_MS);
	} while (editres_now_ms() < deadline);
	answer("no window");
}

static void
do_title(void)
{
	Window at, root, parent, *children;
	unsigned count;
	char *title = NULL;
	int revert;

	XGetInputFocus(display, &at, &revert);
	while (at > PointerRoot &&
	    (title = property(at, XA_WM_NAME)) == NULL) {
		if (!XQueryTree(display, at, &root, &parent, &children,
		    &count))
			break;
		XFree(children);
		at = parent;
	}
	answer("ok %s", title == NULL ? "" : title);
	if (title != NULL)
		XFree(title);
}

static void
do_frame(void)
{
	Window at = target, root, parent = None, *children;
	XWindowAttributes place;
	unsigned count;

	while (XQueryTree(display, at, &root, &parent, &children, &count)) {
		if (children != NULL)
			XFree(children);
		if (parent == root)
			break;
		at = parent;
	}
	if (parent != root || !XGetWindowAttributes(display, at, &place))
		answer("no frame");
	else
		answer("ok %dx%d+%d+%d", place.width, place.height, place.x,
		    place.y);
}

static void
do_focus(int ms)
{
	long deadline = editres_now_ms() + ms;
	Window focus;
	int revert;

	do {
		XSetInputFocus(display, target, RevertToParent, CurrentTime);
		XGetInputFocus(display, &focus, &revert);
		if (focus == target && handled()) {
			answer("ok");
			return;
		}
		pause_ms(LOOK_MS);
	} while (editres_now_ms() < deadline);
	answer("no focus");
}

/* State */

struct wanted {
	regex_t words[WORDS_MAX];
	int count;
};

static bool
wanted_parse(struct wanted *wanted, char *text)
{
	char whole[600], *word, *rest = NULL;

	wanted->count = 0;
	for (word = strtok_r(text, " ", &rest); word != NULL;
	    word = strtok_r(NULL, " ", &rest)) {
		snprintf(whole, sizeof(whole), "^(%s)$", word);
		if (wanted->count == WORDS_MAX ||
		    regcomp(&wanted->words[wanted->count], whole,
		    REG_EXTENDED | REG_NOSUB) != 0)
			return false;
		wanted->count++;
	}
	return true;
}

static bool
some_word_is(char *state, const regex_t *wanted)
{
	char *word, *rest = NULL, *copy = strdup(state);
	bool is = false;

	for (word = strtok_r(copy, " ", &rest); word != NULL && !is;
	    word = strtok_r(NULL, " ", &rest))
		is = regexec(wanted, word, 0, NULL, 0) == 0;
	free(copy);
	return is;
}

static bool
wanted_is_there(const struct wanted *wanted)
{
	char *state = property(target, state_atom);
	bool is = state != NULL;
	int i;

	for (i = 0; i < wanted->count && is; i++)
		is = some_word_is(state, &wanted->words[i]);
	if (state != NULL)
		XFree(state);
	return is;
}

/* Until the display says something, or the deadline. */
static void
wait_event(long deadline)
{
	struct pollfd wait = { ConnectionNumber(display), POLLIN, 0 };
	long left = deadline - editres_now_ms();
	XEvent event;

	if (!XPending(display) && left > 0)
		poll(&wait, 1, (int)left);
	while (XPending(display))
		XNextEvent(display, &event);
}

static void
do_wait(int ms, char *words)
{
	long deadline = editres_now_ms() + ms;
	struct wanted wanted;
	bool is;
	int i;

	if (!wanted_parse(&wanted, words)) {
		answer("no words");
		return;
	}
	while (!(is = wanted_is_there(&wanted)) &&
	    editres_now_ms() < deadline)
		wait_event(deadline);
	for (i = 0; i < wanted.count; i++)
		regfree(&wanted.words[i]);
	answer(is ? "ok" : "no");
}

static void
do_state(void)
{
	char *state = property(target, state_atom);

	if (state == NULL) {
		answer("no state");
		return;
	}
	answer("ok %s", state);
	XFree(state);
}

/* Keys */

static KeySym
key_symbol(const char *name)
{
	if (strcmp(name, "alt") == 0)
		return XK_Alt_L;
	if (strcmp(name, "ctrl") == 0)
		return XK_Control_L;
	if (strcmp(name, "shift") == 0)
		return XK_Shift_L;
	return XStringToKeysym(name);
}

/* The key, and whether Shift makes it that symbol. */
static KeyCode
key_code(KeySym symbol, bool *shift)
{
	KeyCode code = XKeysymToKeycode(display, symbol);

	*shift = code != 0 &&
	    XkbKeycodeToKeysym(display, code, 0, 0) != symbol &&
	    XkbKeycodeToKeysym(display, code, 0, 1) == symbol;
	return code;
}

static void
send_key(KeyCode code, bool down)
{
	XTestFakeKeyEvent(display, code, down, 0);
}

static bool
press_chord(char *chord)
{
	KeyCode held[8], shift_code, code;
	int count = 0, i;
	char *part, *plus;
	bool shift;

	shift_code = XKeysymToKeycode(display, XK_Shift_L);
	for (part = chord; (plus = strchr(part, '+')) != NULL && count < 7;
	    part = plus + 1) {
		*plus = '\0';
		held[count++] = key_code(key_symbol(part), &shift);
	}
	code = key_code(key_symbol(part), &shift);
	if (code == 0)
		return false;
	if (shift)
		held[count++] = shift_code;
	for (i = 0; i < count; i++)
		send_key(held[i], true);
	send_key(code, true);
	handled();
	send_key(code, false);
	while (count > 0)
		send_key(held[--count], false);
	handled();
	return true;
}

/* Another layout may have been set: what was read of it does not count. */
static void
forget_layout(void)
{
	XMappingEvent event = { .type = MappingNotify, .display = display,
	    .request = MappingKeyboard };
	int last;

	XDisplayKeycodes(display, &event.first_keycode, &last);
	event.count = last - event.first_keycode + 1;
	XRefreshKeyboardMapping(&event);
}

static void
do_keys(char *chords)
{
	char *chord, *rest = NULL;

	forget_layout();
	for (chord = strtok_r(chords, " ", &rest); chord != NULL;
	    chord = strtok_r(NULL, " ", &rest))
		if (!press_chord(chord)) {
			answer("no key %s", chord);
			return;
		}
	answer("ok");
}

/* A letter that no key has gets one for good: a key that has it only while it
 * is pressed may have lost it when a slow window asks. */
static bool
make_key(KeySym symbol)
{
	int first, last, code, per_key, i;
	KeySym *symbols;

	XDisplayKeycodes(display, &first, &last);
	for (code = last; code >= first; code--) {
		symbols = XGetKeyboardMapping(display, (KeyCode)code, 1,
		    &per_key);
		for (i = 0; i < per_key && symbols[i] == NoSymbol; i++)
			;
		XFree(symbols);
		if (i < per_key)
			continue;
		XChangeKeyboardMapping(display, code, 1, &symbol, 1);
		XSync(display, False);
		forget_layout();
		return handled();
	}
	return false;
}

static void
do_type(const char *text)
{
	KeyCode code, shift_code = XKeysymToKeycode(display, XK_Shift_L);
	KeySym symbols[TYPED_MAX], *at;
	bool shift;

	if (!typed_symbols(text, symbols)) {
		answer("no text");
		return;
	}
	for (at = symbols; *at != 0; at++)
		if (key_code(*at, &shift) == 0 && !make_key(*at)) {
			answer("no key");
			return;
		}
	for (at = symbols; *at != 0; at++) {
		code = key_code(*at, &shift);
		if (shift)
			send_key(shift_code, true);
		send_key(code, true);
		send_key(code, false);
		if (shift)
			send_key(shift_code, false);
	}
	handled();
	answer("ok");
}

/* The lamps of a keyboard. */
static void
do_locks(void)
{
	unsigned lit = 0;

	XkbGetIndicatorState(display, XkbUseCoreKbd, &lit);
	answer("ok %s%s%s", lit & 1 ? "caps" : "", (lit & 3) == 3 ? " " : "",
	    lit & 2 ? "num" : "");
}

/* Widgets */

struct place {
	Window window;
	int x, y, width, height;
};

/* The last of those with that name that can be seen. */
static bool
look_for(const char *name, struct place *place)
{
	XWindowAttributes attributes;
	Window child;
	int i;

	for (i = tree.count - 1; i >= 0; i--) {
		if (strcmp(tree.widgets[i].name, name) != 0 ||
		    tree.widgets[i].window < 3 ||
		    !XGetWindowAttributes(display, tree.widgets[i].window,
		    &attributes) || attributes.map_state != IsViewable)
			continue;
		*place = (struct place){ tree.widgets[i].window, 0, 0,
		    attributes.width, attributes.height };
		XTranslateCoordinates(display, place->window,
		    DefaultRootWindow(display), 0, 0, &place->x, &place->y,
		    &child);
		return true;
	}
	return false;
}

static bool
wait_shown(int ms, const char *name, struct place *place)
{
	long deadline = editres_now_ms() + ms;

	while (!look_for(name, place)) {
		if (editres_now_ms() >= deadline)
			return false;
		if (!handled())
			pause_ms(LOOK_MS);
		if (look_for(name, place))
			break;
		pause_ms(LOOK_MS);
	}
	return true;
}

static void
do_shown(int ms, const char *name)
{
	struct place at;

	if (wait_shown(ms, name, &at))
		answer("ok %#lx %d %d %d %d", at.window, at.x, at.y, at.width,
		    at.height);
	else
		answer("no widget %s", name);
}

static void
do_hidden(int ms, const char *name)
{
	long deadline = editres_now_ms() + ms;
	struct place place;

	handled();
	while (look_for(name, &place)) {
		if (editres_now_ms() >= deadline) {
			answer("no");
			return;
		}
		pause_ms(LOOK_MS);
		handled();
	}
	answer("ok");
}

static void
do_point(int ms, char *args)
{
	char name[64], x[16], y[16];
	struct place at;

	if (sscanf(args, "%63s %15s %15s", name, x, y) != 3 ||
	    !wait_shown(ms, name, &at)) {
		answer("no widget %s", args);
		return;
	}
	XTestFakeMotionEvent(display, -1,
	    at.x + (*x == '-' ? at.width / 2 : atoi(x)),
	    at.y + (*y == '-' ? at.height / 2 : atoi(y)), 0);
	handled();
	answer("ok");
}

static Window
under_pointer(void)
{
	Window at = DefaultRootWindow(display), root, child = at;
	int x, y, x_in, y_in;
	unsigned mask;

	while (child != None) {
		at = child;
		if (!XQueryPointer(display, at, &root, &child, &x, &y, &x_in,
		    &y_in, &mask))
			break;
	}
	return at;
}

static void
keep_clicks_apart(Window in)
{
	unsigned i;

	for (i = 0; i < sizeof(presses) / sizeof(presses[0]); i++)
		if (presses[i].in == in)
			pause_ms(presses[i].ms + CLICK_APART_MS -
			    editres_now_ms());
	i = press_count++ % (sizeof(presses) / sizeof(presses[0]));
	presses[i].in = in;
	presses[i].ms = editres_now_ms();
}

static void
do_button(unsigned button, bool down)
{
	if (down)
		keep_clicks_apart(under_pointer());
	XTestFakeButtonEvent(display, button, down, 0);
	handled();
	answer("ok");
}

static void
obey(const char *command, char *rest)
{
	char *words = rest;
	int ms = (int)strtol(rest, &words, 10);

	words += *words == ' ';
	if (strcmp(command, "find") == 0)
		do_find(ms, words);
	else if (strcmp(command, "focus") == 0)
		do_focus(ms);
	else if (strcmp(command, "state") == 0)
		do_state();
	else if (strcmp(command, "wait") == 0)
		do_wait(ms, words);
	else if (strcmp(command, "keys") == 0)
		do_keys(rest);
	else if (strcmp(command, "type") == 0)
		do_type(rest);
	else if (strcmp(command, "shown") == 0)
		do_shown(ms, words);
	else if (strcmp(command, "hidden") == 0)
		do_hidden(ms, words);
	else if (strcmp(command, "point") == 0)
		do_point(ms, words);
	else if (strcmp(command, "press") == 0)
		do_button((unsigned)ms, true);
	else if (strcmp(command, "release") == 0)
		do_button((unsigned)ms, false);
	else if (strcmp(command, "sync") == 0)
		answer(handled() ? "ok" : "no answer");
	else if (strcmp(command, "title") == 0)
		do_title();
	else if (strcmp(command, "frame") == 0)
		do_frame();
	else if (strcmp(command, "locks") == 0)
		do_locks();
	else
		answer("no command %s", command);
}

int
main(void)
{
	char line[8192], *space;
	const char *slow = getenv("TEST_SLOWNESS");

	setlocale(LC_CTYPE, "");
	if ((display = XOpenDisplay(NULL)) == NULL) {
		fprintf(stderr, "driver: no display\n");
		return 2;
	}
	if (slow != NULL && atoi(slow) > 0)
		slowness = atoi(slow);
	/* A key is down until the window has dealt with it: in a slow one
	 * that would be many keys. */
	XAutoRepeatOff(display);
	XSetErrorHandler(ignore_error);
	state_atom = XInternAtom(display, "_BAREWIRE_STATE", False);
	editres_open(display);
	while (fgets(line, sizeof(line), stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		space = strchr(line, ' ');
		if (space != NULL)
			*space++ = '\0';
		obey(line, space == NULL ? line + strlen(line) : space);
	}
	return 0;
}
