/* From sandbox.def to the kernel. */
#include "server/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>

#include "server/sandbox_private.h"

#define SERVES	(1u << SANDBOX_SERVES)
#define LOG	(1u << SANDBOX_LOG)
#define FEEDER	(1u << SANDBOX_FEEDER)
#define CAPTURE	(1u << SANDBOX_CAPTURE)
#define JUDGE	(1u << SANDBOX_JUDGE)

struct allowed {
	int call;
	unsigned who;
	unsigned compares;	/* 0: whatever its arguments are */
	struct scmp_arg_cmp compare;
};

/* A call that this processor does not have gets a negative number, and no
 * rule. */
static const struct allowed calls[] = {
#define CALL(name, who) { SCMP_SYS(name), (who), 0, { 0 } },
#define CALL_IF(name, who, number, ...) \
	{ SCMP_SYS(name), (who), 1, COMPARE(number, __VA_ARGS__, 0, 0) },
/* What compares with one value alone has none for the second. */
#define COMPARE(number, how, one, two, ...) \
	SCMP_CMP64(number, how, one, two)
#include "server/sandbox.def"
#undef CALL
#undef CALL_IF
#undef COMPARE
};

static int
sandbox_fill(scmp_filter_ctx filter, unsigned who)
{
	const struct allowed *allowed;
	size_t i;
	int error;

	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		allowed = &calls[i];
		if ((allowed->who & who) == 0 || allowed->call < 0)
			continue;
		error = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
		    allowed->call, allowed->compares, &allowed->compare);
		if (error != 0)
			return error;
	}
	/* Its arguments are in memory, where no filter looks: the C library
	 * then uses clone. */
	return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
	    SCMP_SYS(clone3), 0);
}

static int
sandbox_load(unsigned who)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
	int error;

	if (filter == NULL)
		return -ENOMEM;
	/* One look finds the call, however many there are. */
	(void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	error = sandbox_fill(filter, who);
	if (error == 0)
		error = seccomp_load(filter);
	seccomp_release(filter);
	return error;
}

/* Does the kernel take filters from us?  One at no address is a bad address, if
 * it does; else errno is its reason, which the library does not pass on. */
static bool
sandbox_possible(void)
{
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) == -1 &&
	    errno == EFAULT;
}

int
sandbox_enter(enum sandbox_list list, int below)
{
	int error;

	if (!SANDBOX_POSSIBLE)
		return 0;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !sandbox_possible())
		return -1;
	sandbox_files(below);
	error = sandbox_load(1u << list);
	errno = -error;
	return error == 0 ? 0 : -1;
}

void
sandbox_call_name(char out[SANDBOX_CALL_SIZE], int call)
{
	char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, call);

	if (name != NULL)
		(void)snprintf(out, SANDBOX_CALL_SIZE, "%s", name);
	else
		(void)snprintf(out, SANDBOX_CALL_SIZE, "call %d", call);
	free(name);
}

void
sandbox_death(char out[SANDBOX_DEATH_SIZE], int number, int call)
{
	char name[SANDBOX_CALL_SIZE] = "";

	if (number == SIGSYS)
		sandbox_call_name(name, call);
	(void)snprintf(out, SANDBOX_DEATH_SIZE, "signal %d%s%s", number,
	    name[0] != '\0' ? ", forbidden call " : "", name);
}
