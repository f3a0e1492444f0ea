/*
 * What somebody took away is made again: a session's runtime directory goes
 * when its user logs out, systemd removes his shared memory with it, cleaners
 * go through /tmp; and a server may go on.  Without these it could neither be
 * asked nor watched.
 */
#include "server/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* With the loop's own time these are within a second. */
#define LOOK_NS		(200 * NS_PER_MS)
/* So long whoever removes something may take for all of it: what is made
 * again under his hands he could not remove. */
#define SETTLE_NS	(300 * NS_PER_MS)

/* Another server serves the instance now: said once of each. */
static void
keep_usurped(struct listener *listener, int pid)
{
	if (listener->usurper != pid)
		listener_say(listener, SENTENCE_OF(USURPED), pid,
		    listener->instance.name);
	listener->usurper = pid;
}

/* Locks the first place that can be had.  The environment is asked anew: what
 * XDG_RUNTIME_DIR names may be gone, or be somebody else's by now. */
static int
keep_lock(struct listener *listener, struct listener_error *error)
{
	static const enum instance_place order[] = { PLACE_SESSION,
	    PLACE_TMP };
	struct instance fresh;
	int result = -1;
	size_t i;

	(void)text_copy(error->text, sizeof(error->text),
	    "there is no place for it");
	if (instance_init(&fresh, listener->instance.name) != NULL)
		return -1;
	for (i = 0; i < sizeof(order) / sizeof(order[0]) && result == -1; i++)
		if (instance_move(&listener->instance,
		    fresh.places[order[i]]))
			result = listener_lock_take(listener, 0, error);
	return result;
}

/* The directory that was locked becomes everybody's. */
static void
keep_moved(struct listener *listener)
{
	uint32_t number = table_place_number(&listener->instance,
	    listener->place.seen / PLACE_COUNT + 1);

	listener->place.seen = number;
	listener->usurper = 0;
	atomic_store(&listener->table.header->place, number);
	if (listener->signpost.header != NULL)
		atomic_store(&listener->signpost.header->place, number);
	/* Which slots have a reader there is looked at anew; that wakes the
	 * feeder, which ends for the sake of the directory. */
	listener_watch_clear(listener);
	(void)close(listener->inotify_fd);
	(void)listener_watch_open(listener);
	listener_watch_read(listener);
}

/* A new control socket in place of the former one, which stays when that
 * cannot be had. */
static int
keep_listen(struct listener *listener, struct listener_error *error)
{
	int before = listener->control_fd;

	if (listener_instance_listen(listener, error) == 0) {
		(void)close(before);
		return 0;
	}
	if (listener->control_fd != before && listener->control_fd != -1)
		(void)close(listener->control_fd);
	listener->control_fd = before;
	return -1;
}

static int
keep_open(struct listener *listener, struct listener_error *error)
{
	int dir_fd = place_open(listener->instance.dir);

	if (dir_fd == -1) {
		(void)snprintf(error->text, sizeof(error->text), "%s",
		    strerror(errno));
		return -1;
	}
	if (keep_listen(listener, error) != 0 ||
	    listener_instance_judge(listener, error) != 0) {
		(void)close(dir_fd);
		return -1;
	}
	(void)dup3(dir_fd, listener->place.fd, O_CLOEXEC);
	(void)close(dir_fd);
	return 0;
}

/* 0: there is a directory again; else as listener_lock_take. */
static int
keep_again(struct listener *listener, struct listener_error *error)
{
	struct instance before = listener->instance;
	int lock_fd = listener->lock_fd, result;

	result = keep_lock(listener, error);
	if (result == 0 && keep_open(listener, error) != 0) {
		listener_lock_leave(listener);
		result = -1;
	}
	if (result != 0) {
		/* Not current any more: tried again. */
		listener->lock_fd = lock_fd;
		listener->instance = before;
		return result;
	}
	(void)close(lock_fd);
	keep_moved(listener);
	return 0;
}

/* Is the directory still there, and only something in it not? */
static bool
keep_has_dir(const struct listener *listener)
{
	struct stat ours, named;

	return fstat(listener->place.fd, &ours) == 0 &&
	    lstat(listener->instance.dir, &named) == 0 &&
	    ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

static void
keep_dir(struct listener *listener)
{
	struct listener_error error = { .text = "" };
	bool lock_alone = keep_has_dir(listener);
	static bool reported;
	int result;

	if (listener_lock_current(listener))
		return;
	result = keep_again(listener, &error);
	if (result == 0 && lock_alone)
		listener_say(listener, SENTENCE_OF(LOCK_AGAIN));
	else if (result == 0)
		listener_say(listener, SENTENCE_OF(DIRECTORY_AGAIN),
		    listener->instance.dir);
	else if (result > 0)
		keep_usurped(listener, result);
	else if (!reported)
		listener_say(listener, SENTENCE_OF(DIRECTORY_REMOVED),
		    error.text);
	reported = result == -1;
}

static void
keep_judge(struct listener *listener)
{
	struct listener_error error;

	if (listener_lock_current(listener) &&
	    !listener_instance_judges(listener) &&
	    listener_instance_judge(listener, &error) == 0)
		listener_say(listener, SENTENCE_OF(JUDGE_AGAIN));
}

static void
keep_socket(struct listener *listener)
{
	struct listener_error error = { .text = "" };
	static bool reported;

	if (!listener_lock_current(listener))
		return;
	/* A directory that was made again has one. */
	if (mkfifoat(listener->place.fd, CONTROL_MESSAGES_NAME, 0600) == 0)
		listener_say(listener, SENTENCE_OF(MESSAGES_AGAIN));
	if (listener_instance_listens(listener))
		return;
	if (keep_listen(listener, &error) == 0) {
		listener_say(listener, SENTENCE_OF(CONTROL_AGAIN));
		reported = false;
		return;
	}
	if (!reported)
		listener_say(listener, SENTENCE_OF(CONTROL_REMOVED),
		    error.text);
	reported = true;
}

/* Is there something for people to read?  What it is, is their affair. */
static bool
keep_messages(const struct listener *listener)
{
	struct stat status;

	return fstatat(listener->place.fd, CONTROL_MESSAGES_NAME, &status,
	    AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT;
}

static bool
keep_named(const struct listener *listener)
{
	const struct table *post = &listener->signpost;

	return segment_named(&listener->table.segment, &listener->instance) ||
	    (post->header != NULL &&
	    segment_named(&post->segment, &listener->instance));
}

static void
keep_lost(struct listener *listener)
{
	const char *reason = strerror(errno);
	const char *fault = segment_fault(&listener->instance);

	listener_say(listener, SENTENCE_OF(TABLE_LOST),
	    fault == NULL ? reason : fault);
}

static void
keep_name(struct listener *listener)
{
	const struct instance *instance = &listener->instance;
	struct table *post = &listener->signpost;
	enum table_result result;
	static bool reported;

	if (keep_named(listener))
		return;
	if (post->header != NULL) {
		table_remove(post, instance);
		table_detach(post);
	}
	result = table_signpost(post, &listener->table, instance);
	if (result == TABLE_OK) {
		listener->usurper = 0;
		listener_say(listener, SENTENCE_OF(TABLE_UNNAMED));
	} else if (result == TABLE_TAKEN) {
		keep_usurped(listener, segment_holder(instance));
	} else if (!reported) {
		keep_lost(listener);
	}
	reported = result == TABLE_FAILED;
}

void
listener_keep_tick(struct listener *listener, int64_t now_ns)
{
	static int64_t looked_ns, missed_ns;

	if (now_ns - looked_ns < LOOK_NS)
		return;
	looked_ns = now_ns;
	if (listener_lock_current(listener) &&
	    listener_instance_listens(listener) &&
	    listener_instance_judges(listener) &&
	    keep_messages(listener) && keep_named(listener)) {
		missed_ns = 0;
		return;
	}
	if (missed_ns == 0)
		missed_ns = now_ns;
	if (now_ns - missed_ns < SETTLE_NS)
		return;
	keep_dir(listener);
	keep_socket(listener);
	keep_judge(listener);
	keep_name(listener);
}
