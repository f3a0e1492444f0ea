/* What the parent gives up once all is open. */
#include "server/listener.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/process.h"
#include "server/outside.h"
#include "server/sandbox.h"

/* Below it are the accounts of services (SYS_UID_MAX of login.defs(5)); these
 * are of services, too, for as long as they run (DynamicUser= of systemd). */
#define FIRST_PERSON	1000
#define FIRST_DYNAMIC	61184
#define LAST_DYNAMIC	65519

/* A student may trace the processes of a server of his own; those of one that
 * is everybody's hold what others said. */
static bool
confine_service(const struct listener_plan *plan)
{
	uid_t uid = geteuid();

	return plan->user != NULL || (uid != 0 && uid < FIRST_PERSON) ||
	    (uid >= FIRST_DYNAMIC && uid <= LAST_DYNAMIC) ||
	    (getenv("INVOCATION_ID") != NULL &&
	    getenv("XDG_RUNTIME_DIR") == NULL);
}

/* The last thing that is done with all rights: from here on whoever listens to
 * a client has those that it needs. */
void
listener_confine(struct listener *listener, const struct listener_plan *plan)
{
	const char *why = NULL;

	if (confine_service(plan))
		(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	sandbox_tell(child_forbidden);
	if (!listener->settings.sandbox)
		why = "--no-sandbox";
	else if (SANDBOX_POSSIBLE && (outside_open() != 0 ||
	    sandbox_enter(SANDBOX_SERVES, -1) != 0))
		why = strerror(errno);
	if (why != NULL)
		listener_announce(listener, SENTENCE_OF(NO_SANDBOX), why);
	table_mend_by(outside_call);
}
