/*
 * Runs a program that may make the system calls that standard input names, one
 * a line, and gets EPERM for all others, as SystemCallFilter= does:
 *
 *	filtered PROGRAM [ARGUMENT...]
 */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	char name[64];
	int call;

	while (filter != NULL && fgets(name, sizeof(name), stdin) != NULL) {
		name[strcspn(name, "\n")] = '\0';
		call = seccomp_syscall_resolve_name(name);
		/* Not one that this processor has. */
		if (call == __NR_SCMP_ERROR || call < 0)
			continue;
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0)
			return 3;
	}
	if (argc < 2 || filter == NULL || seccomp_load(filter) != 0) {
		perror("filtered");
		return 2;
	}
	(void)execvp(argv[1], argv + 1);
	perror(argv[1]);
	return 2;
}
