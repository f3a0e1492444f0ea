/* Where the app-defaults file stands that was installed with this program. */
#include "gui/toolkit/defaults.h"

#include <X11/Xresource.h>
#include <Xm/Xm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define PATH_SIZE 1024
#define VARIABLE "XFILESEARCHPATH"
#define DEPTH_MAX 32	/* names of one resource */
#define FONTS_MAX 32	/* resources that name a core font */

/* PREFIX of PREFIX/bin/PROGRAM; false when this is not such a place. */
static bool
find_prefix(char *prefix, size_t size)
{
	ssize_t len = readlink("/proc/self/exe", prefix, size - 1);
	char *end;

	if (len <= 0 || (size_t)len == size - 1)
		return false;
	prefix[len] = '\0';
	end = strrchr(prefix, '/');
	*end = '\0';
	end = strrchr(prefix, '/');
	if (end == NULL || strcmp(end, "/bin") != 0)
		return false;
	*end = '\0';
	return true;
}

/* In a search path % and : have meanings; a name that has one is left out,
 * for what the file says is compiled in as well. */
bool
defaults_offer(const char *class_name)
{
	char prefix[PATH_SIZE], path[2 * PATH_SIZE + 100];

	if (getenv(VARIABLE) != NULL || !find_prefix(prefix, sizeof(prefix)) ||
	    strpbrk(prefix, "%:") != NULL)
		return false;
	snprintf(path, sizeof(path), "%s/share/X11/app-defaults/%s", prefix,
	    class_name);
	if (access(path, R_OK) != 0)
		return false;
	snprintf(path, sizeof(path), "%s/share/X11/%%T/%%N%%C%%S:"
	    "%s/share/X11/%%T/%%N%%S", prefix, prefix);
	return setenv(VARIABLE, path, 1) == 0;
}

void
defaults_withdraw(bool offered)
{
	if (offered)
		(void)unsetenv(VARIABLE);
}

/* Resources whose last name is font or Font. */
struct found {
	struct {
		XrmBinding bindings[DEPTH_MAX];
		XrmQuark quarks[DEPTH_MAX + 1];
	} fonts[FONTS_MAX];
	unsigned count;
};

static Bool
find_font(XrmDatabase *database, XrmBindingList bindings, XrmQuarkList quarks,
    XrmRepresentation *type, XrmValue *value, XPointer data)
{
	struct found *found = (struct found *)data;
	unsigned depth = 0, at = found->count;

	(void)database;
	(void)type;
	(void)value;
	while (quarks[depth] != NULLQUARK)
		depth++;
	if (depth == 0 || depth > DEPTH_MAX || at == FONTS_MAX ||
	    strcasecmp(XrmQuarkToString(quarks[depth - 1]), "font") != 0)
		return False;
	memcpy(found->fonts[at].bindings, bindings,
	    depth * sizeof(*bindings));
	memcpy(found->fonts[at].quarks, quarks,
	    (depth + 1) * sizeof(*quarks));
	found->count++;
	return False;
}

void
defaults_drop_fonts(Screen *screen)
{
	static struct found found;
	XrmDatabase database = XtScreenDatabase(screen);
	XrmQuark all = NULLQUARK;
	XtPointer none = NULL;
	XrmValue value = { sizeof(none), (XPointer)&none };
	unsigned i;

	found.count = 0;
	(void)XrmEnumerateDatabase(database, &all, &all, XrmEnumAllLevels,
	    find_font, (XPointer)&found);
	for (i = 0; i < found.count; i++)
		XrmQPutResource(&database, found.fonts[i].bindings,
		    found.fonts[i].quarks, XrmPermStringToQuark(XtRFontStruct),
		    &value);
}
