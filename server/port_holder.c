/* From an address to a socket in /proc/net, from there to a process. */
#include "server/port_holder.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <dirent.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/resolve.h"
#include "base/text.h"

#define HEX_SIZE	40	/* of an IPv6 address, in full */
#define STATE_LISTEN	0x0aul

struct holder {
	char hex[HEX_SIZE];	/* our address as the kernel writes it */
	unsigned port;
	unsigned long inode;	/* 0: nobody is found */
	uid_t uid;
};

static bool
holder_any(const char *hex)
{
	return strspn(hex, "0") == strlen(hex);
}

/* Words of 32 bits, in the machine's own order, in hexadecimal. */
static void
holder_address(struct holder *holder, const struct sockaddr_storage *from)
{
	const struct sockaddr_in6 *six = (const void *)from;
	const struct sockaddr_in *four = (const void *)from;
	const uint32_t *words = from->ss_family == AF_INET6 ?
	    six->sin6_addr.s6_addr32 : &four->sin_addr.s_addr;
	unsigned count = from->ss_family == AF_INET6 ? 4 : 1, i;

	/* The port lies at the same place in both families. */
	holder->port = ntohs(four->sin_port);
	for (i = 0; i < count; i++)
		(void)snprintf(holder->hex + 8 * i, 9, "%08X", words[i]);
}

/* Two of one family collide when they are the same or either is all of them;
 * a socket for both families (::, or an IPv4 address mapped) with IPv4. */
static bool
holder_collides(const struct holder *holder, const char *hex)
{
	size_t ours = strlen(holder->hex), theirs = strlen(hex);

	if (holder_any(hex))
		return ours <= theirs;
	if (ours > theirs)
		return false;
	return holder_any(holder->hex) ||
	    strcmp(hex + theirs - ours, holder->hex) == 0;
}

/* The columns of /proc/net/tcp and its like, proc(5). */
enum holder_column {
	COLUMN_SLOT, COLUMN_LOCAL, COLUMN_REMOTE, COLUMN_STATE, COLUMN_QUEUES,
	COLUMN_TIMER, COLUMN_RETRANSMITS, COLUMN_UID, COLUMN_TIMEOUT,
	COLUMN_INODE, COLUMN_COUNT
};

/* False for a line that is something else: the heading. */
static bool
holder_split(char *line, char *columns[COLUMN_COUNT])
{
	char *rest = line;
	int i;

	for (i = 0; i < COLUMN_COUNT; i++) {
		columns[i] = strtok_r(rest, " \n", &rest);
		if (columns[i] == NULL)
			return false;
	}
	return strchr(columns[COLUMN_LOCAL], ':') != NULL;
}

/* The best there is so far: a listener, rather than a connection. */
static void
holder_line(struct holder *holder, char *line)
{
	char *columns[COLUMN_COUNT], *colon;
	unsigned long inode;

	if (!holder_split(line, columns))
		return;
	colon = strchr(columns[COLUMN_LOCAL], ':');
	*colon = '\0';
	inode = strtoul(columns[COLUMN_INODE], NULL, 10);
	if (strtoul(colon + 1, NULL, 16) != holder->port || inode == 0 ||
	    !holder_collides(holder, columns[COLUMN_LOCAL]) ||
	    (holder->inode != 0 &&
	    strtoul(columns[COLUMN_STATE], NULL, 16) != STATE_LISTEN))
		return;
	holder->inode = inode;
	holder->uid = (uid_t)strtoul(columns[COLUMN_UID], NULL, 10);
}

static void
holder_read(struct holder *holder, const char *path)
{
	FILE *file = fopen(path, "re");
	char line[512];

	if (file == NULL)
		return;
	while (fgets(line, sizeof(line), file) != NULL)
		holder_line(holder, line);
	(void)fclose(file);
}

/* Has this process a descriptor that is this socket? */
static bool
holder_has(const char *pid, unsigned long inode)
{
	char path[300], link[64], wanted[64];
	struct dirent *entry;
	bool has = false;
	ssize_t len;
	DIR *dir;

	(void)snprintf(wanted, sizeof(wanted), "socket:[%lu]", inode);
	(void)snprintf(path, sizeof(path), "/proc/%s/fd", pid);
	dir = opendir(path);
	if (dir == NULL)
		return false;
	while (!has && (entry = readdir(dir)) != NULL) {
		len = readlinkat(dirfd(dir), entry->d_name, link,
		    sizeof(link) - 1);
		link[len > 0 ? len : 0] = '\0';
		has = strcmp(link, wanted) == 0;
	}
	(void)closedir(dir);
	return has;
}

static bool
holder_process(unsigned long inode, char out[PORT_HOLDER_SIZE])
{
	char path[300], comm[20] = "a program", shown[4 * sizeof(comm)];
	DIR *dir = opendir("/proc");
	struct dirent *entry = NULL;
	FILE *file;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (isdigit((unsigned char)entry->d_name[0]) &&
		    holder_has(entry->d_name, inode))
			break;
	if (entry != NULL) {
		(void)snprintf(path, sizeof(path), "/proc/%s/comm",
		    entry->d_name);
		file = fopen(path, "re");
		if (file != NULL) {
			if (fgets(comm, sizeof(comm), file) == NULL)
				comm[0] = '\0';
			(void)fclose(file);
		}
		(void)text_escape(shown, sizeof(shown), comm,
		    strcspn(comm, "\n"));
		(void)snprintf(out, PORT_HOLDER_SIZE, "held by %s (process "
		    "%.10s)", shown, entry->d_name);
	}
	if (dir != NULL)
		(void)closedir(dir);
	return entry != NULL;
}

void
port_holder(const struct sockaddr_storage *address, bool datagrams,
    char out[PORT_HOLDER_SIZE])
{
	struct holder holder = { .inode = 0 };
	char user[33];

	out[0] = '\0';
	holder_address(&holder, address);
	if (address->ss_family == AF_INET)
		holder_read(&holder, datagrams ? "/proc/net/udp" :
		    "/proc/net/tcp");
	holder_read(&holder, datagrams ? "/proc/net/udp6" :
	    "/proc/net/tcp6");
	if (holder.inode == 0 || holder_process(holder.inode, out))
		return;
	if (resolve_user(holder.uid, user, sizeof(user)))
		(void)snprintf(out, PORT_HOLDER_SIZE, "held by a program of "
		    "user %s", user);
	else
		(void)snprintf(out, PORT_HOLDER_SIZE, "held by a program of "
		    "user %u", (unsigned)holder.uid);
}
