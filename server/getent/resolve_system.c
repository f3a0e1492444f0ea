/*
 * base/resolve_system.c of a static program.  The C library looks names and
 * users up in modules that it loads, which such a program cannot: getent(1),
 * which belongs to every C library, is asked instead.  Plain addresses need
 * nobody.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/resolve_private.h"
#include "base/text.h"

#define ANSWER_SIZE	4096

/* Starts it with its output in a pipe: the end to read, or -1. */
static int
getent_start(const char *database, const char *key, pid_t *pid)
{
	char *const arguments[] = { (char *)"getent", (char *)"--",
	    (char *)database, (char *)key, NULL };
	posix_spawn_file_actions_t actions;
	int ends[2], error;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	error = posix_spawn_file_actions_init(&actions);
	if (error == 0)
		error = posix_spawn_file_actions_adddup2(&actions, ends[1],
		    STDOUT_FILENO);
	if (error == 0)
		error = posix_spawnp(pid, arguments[0], &actions, NULL,
		    arguments, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	(void)close(ends[1]);
	if (error == 0)
		return ends[0];
	(void)close(ends[0]);
	errno = error;
	return -1;
}

/* What it says, terminated: EAI_SYSTEM when it could not be asked, EAI_NONAME
 * when it knows nothing. */
static int
getent(const char *database, const char *key, char answer[ANSWER_SIZE])
{
	size_t len = 0;
	ssize_t got;
	pid_t pid;
	int fd = getent_start(database, key, &pid), status = 0;

	if (fd == -1)
		return EAI_SYSTEM;
	while (len < ANSWER_SIZE - 1 && (got = read(fd, answer + len,
	    ANSWER_SIZE - 1 - len)) > 0)
		len += (size_t)got;
	answer[len] = '\0';
	(void)close(fd);
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		continue;
	return len > 0 ? 0 : EAI_NONAME;
}

struct found {
	struct addrinfo info;
	struct sockaddr_storage address;
};

/* An address in digits, perhaps with the interface it is reached by. */
static bool
found_set(struct found *found, const char *text, uint16_t port)
{
	struct sockaddr_in *four = (void *)&found->address;
	struct sockaddr_in6 *six = (void *)&found->address;
	char plain[INET6_ADDRSTRLEN];
	size_t len = strcspn(text, "%");

	memset(found, 0, sizeof(*found));
	found->info.ai_addr = (void *)&found->address;
	if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
		found->info.ai_family = four->sin_family = AF_INET;
		found->info.ai_addrlen = sizeof(*four);
		four->sin_port = htons(port);
		return true;
	}
	if (len >= sizeof(plain))
		return false;
	memcpy(plain, text, len);
	plain[len] = '\0';
	if (inet_pton(AF_INET6, plain, &six->sin6_addr) != 1)
		return false;
	found->info.ai_family = six->sin6_family = AF_INET6;
	found->info.ai_addrlen = sizeof(*six);
	six->sin6_port = htons(port);
	if (text[len] == '%') {
		six->sin6_scope_id = if_nametoindex(text + len + 1);
		if (six->sin6_scope_id == 0)
			six->sin6_scope_id = (uint32_t)strtoul(text + len + 1,
			    NULL, 10);
	}
	return text[len] == '\0' || six->sin6_scope_id != 0;
}

/* Each address stands in a line of its own, for each type of socket. */
static int
answer_collect(char *answer, uint16_t port, struct resolved *resolved)
{
	struct found found[RESOLVE_MAX];
	size_t count = 0;
	char *line, *rest = answer;

	while ((line = strsep(&rest, "\n")) != NULL && count < RESOLVE_MAX) {
		if (strstr(line, "STREAM") == NULL)
			continue;
		line[strcspn(line, " ")] = '\0';
		if (!found_set(&found[count], line, port))
			continue;
		if (count > 0)
			found[count - 1].info.ai_next = &found[count].info;
		count++;
	}
	if (count == 0)
		return EAI_NONAME;
	resolve_collect(&found[0].info, resolved);
	return 0;
}

int
resolve_ask(const char *host, uint16_t port, int flags,
    struct resolved *resolved)
{
	char answer[ANSWER_SIZE];
	struct found found;
	int error;

	if (found_set(&found, host, port)) {
		resolve_collect(&found.info, resolved);
		return 0;
	}
	if ((flags & AI_NUMERICHOST) != 0)
		return EAI_NONAME;
	error = getent("ahosts", host, answer);
	return error != 0 ? error : answer_collect(answer, port, resolved);
}

bool
resolve_user(uid_t uid, char *name, size_t size)
{
	char answer[ANSWER_SIZE], number[16];

	(void)snprintf(number, sizeof(number), "%u", (unsigned)uid);
	if (getent("passwd", number, answer) != 0)
		return false;
	answer[strcspn(answer, ":\n")] = '\0';
	return text_copy(name, size, answer);
}

/* "bob:x:1001:100:...": the numbers behind the name and the password. */
static bool
account_read(const char *line, const char *name, struct account *account)
{
	unsigned uid, gid;
	size_t len = strlen(name);

	/* A number that is nobody's name is another user's line. */
	if (strncmp(line, name, len) != 0 || line[len] != ':' ||
	    sscanf(line + len, ":%*[^:]:%u:%u", &uid, &gid) != 2)
		return false;
	account->uid = uid;
	account->gid = gid;
	return true;
}

bool
resolve_account(const char *name, struct account *account)
{
	char answer[ANSWER_SIZE], *rest = answer, *word, *end;

	if (getent("passwd", name, answer) != 0 ||
	    !account_read(answer, name, account))
		return false;
	account->groups[0] = account->gid;
	account->group_count = 1;
	/* "bob                  100 27 1001" */
	if (getent("initgroups", name, answer) != 0)
		return true;
	(void)strsep(&rest, " \n");
	while ((word = strsep(&rest, " \n")) != NULL &&
	    account->group_count < ACCOUNT_GROUPS_MAX) {
		gid_t gid = (gid_t)strtoul(word, &end, 10);

		if (end != word && *end == '\0' && gid != account->gid)
			account->groups[account->group_count++] = gid;
	}
	return true;
}
