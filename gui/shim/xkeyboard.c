/*
 * XGetKeyboardMapping from memory, until the mapping changes and Xt calls
 * XRefreshKeyboardMapping: see README.
 */
#include <X11/Xlib.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

typedef KeySym *get_mapping(Display *, KeyCode, int, int *);
typedef int refresh_mapping(XMappingEvent *);

static struct {
	Display *display;
	KeySym *symbols;
	int first, count, width;
} cache;

static KeySym *
ask_server(Display *display, int first, int count, int *width)
{
	static get_mapping *ask;

	if (ask == NULL)
		*(void **)&ask = dlsym(RTLD_NEXT, "XGetKeyboardMapping");
	return ask == NULL ? NULL : ask(display, (KeyCode)first, count,
	    width);
}

static void
forget(void)
{
	if (cache.symbols != NULL)
		XFree(cache.symbols);
	cache.symbols = NULL;
}

static void
fill(Display *display)
{
	int last;

	forget();
	cache.display = display;
	XDisplayKeycodes(display, &cache.first, &last);
	cache.count = last - cache.first + 1;
	cache.symbols = ask_server(display, cache.first, cache.count,
	    &cache.width);
}

KeySym *
XGetKeyboardMapping(Display *display, KeyCode first, int count, int *width)
{
	KeySym *part;
	size_t size;

	if (cache.symbols == NULL || cache.display != display)
		fill(display);
	if (cache.symbols == NULL || first < cache.first || count <= 0 ||
	    first + count > cache.first + cache.count)
		return ask_server(display, first, count, width);
	size = (size_t)count * (size_t)cache.width * sizeof(*part);
	/* XFree is free: the caller uses it on what we return. */
	part = malloc(size);
	if (part == NULL)
		return NULL;
	memcpy(part, cache.symbols + (first - cache.first) * cache.width,
	    size);
	*width = cache.width;
	return part;
}

int
XRefreshKeyboardMapping(XMappingEvent *event)
{
	static refresh_mapping *refresh;

	forget();
	if (refresh == NULL)
		*(void **)&refresh = dlsym(RTLD_NEXT,
		    "XRefreshKeyboardMapping");
	return refresh == NULL ? 0 : refresh(event);
}
