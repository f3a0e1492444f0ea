/* Landlock, by the kernel's own interface: the C library has no calls. */
#include "server/sandbox_private.h"

#include <linux/landlock.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What each version of the interface added, as bits of handled_access_fs. */
static const unsigned char added[] = { 13, 1, 1, 0, 1 };

/* Everything that this kernel can forbid. */
static uint64_t
files_rights(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	unsigned bits = 0;
	long i;

	for (i = 0; i < version && i < (long)sizeof(added); i++)
		bits += added[i];
	return (UINT64_C(1) << bits) - 1;
}

void
sandbox_files(int below)
{
	struct landlock_ruleset_attr rules = { .handled_access_fs =
	    files_rights() };
	struct landlock_path_beneath_attr writes = {
	    .allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE,
	    .parent_fd = below };
	int fd;

	if (rules.handled_access_fs == 0)
		return;
	fd = (int)syscall(SYS_landlock_create_ruleset, &rules,
	    sizeof(rules.handled_access_fs), 0);
	if (fd == -1)
		return;
	if (below == -1 || syscall(SYS_landlock_add_rule, fd,
	    LANDLOCK_RULE_PATH_BENEATH, &writes, 0) == 0)
		(void)syscall(SYS_landlock_restrict_self, fd, 0);
	(void)close(fd);
}
