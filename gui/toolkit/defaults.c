/* Where the app-defaults file stands that was installed with this program. */
#include "gui/toolkit/defaults.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_SIZE 1024
#define VARIABLE "XFILESEARCHPATH"

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
