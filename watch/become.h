/*
 * Becoming another user, for --of USER: root's way to his server.
 *
 * barewirectl and the windows, once, before the instance is looked for.  From
 * then on the process is that user and nobody else: whatever is in his
 * directories is judged as his own programs judge it, and has no more power
 * over us than over them.
 */
#ifndef WATCH_BECOME_H
#define WATCH_BECOME_H

/* USER is a name or a number.  NULL, or one line that says why not; good
 * until the next call. */
const char *become_user(const char *user);

#endif
