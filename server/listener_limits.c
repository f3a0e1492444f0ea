/*
 * What the kernel lets the server's processes have.  A limit is inherited, so
 * it is set once, in the parent, to what parent and children use at most, and
 * costs a connection nothing.
 */
#include "server/listener.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "server/inherit.h"
#include "server/limits.h"

/* No more than that, and than the user lets it. */
static void
limit_set(int resource, rlim_t most)
{
	struct rlimit limit;

	if (getrlimit(resource, &limit) != 0)
		return;
	limit.rlim_cur = most < limit.rlim_max ? most : limit.rlim_max;
	(void)setrlimit(resource, &limit);
}

void
listener_limits_open(void)
{
	/* Each client is a process; none is a descriptor here. */
	limit_set(RLIMIT_NPROC, RLIM_INFINITY);
	limit_set(RLIMIT_NOFILE, LIMIT_DESCRIPTORS);
	inherit_close_strays();
	/* A core of a child has in it what its client said. */
	(void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LIMITS_NO_MEMORY 1	/* its shadow is terabytes */
#else
#define LIMITS_NO_MEMORY 0
#endif

/* Pages that are mapped, 0: not known. */
static unsigned long
limits_pages(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	unsigned long pages = 0;
	char line[128];

	if (file == NULL)
		return 0;
	if (fgets(line, sizeof(line), file) != NULL)
		pages = strtoul(line, NULL, 10);
	(void)fclose(file);
	return pages;
}

void
listener_limits_close(const struct listener *listener)
{
	unsigned long pages = LIMITS_NO_MEMORY ? 0 : limits_pages();

	/* The segment is the longest file that is ever written: the parent
	 * makes it whole again when somebody has cut it. */
	limit_set(RLIMIT_FSIZE, listener->table.size);
	if (pages != 0)
		limit_set(RLIMIT_AS, (rlim_t)pages *
		    (rlim_t)sysconf(_SC_PAGESIZE) + LIMIT_MORE_MEMORY);
}
