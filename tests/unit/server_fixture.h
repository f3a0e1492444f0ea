/*
 * The server's parts without a server: a parent with its table, slots and log
 * but no loop and no signals, and children that are no processes, each with
 * the client's end of its connection.
 *
 * Event lines go into a pipe that the test reads.  One parent a test.
 */
#ifndef TESTS_UNIT_SERVER_FIXTURE_H
#define TESTS_UNIT_SERVER_FIXTURE_H

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/address.h"
#include "base/when.h"
#include "server/child_private.h"
#include "server/lab.h"
#include "server/limits.h"
#include "server/listener.h"
#include "server/log.h"
#include "shm/lock.h"
#include "tests/unit/unit.h"

static struct listener parent;
static char parent_dir[64];
static struct journal_reader parent_log;

static inline void
parent_areas(struct table_plan *plan)
{
	unsigned lab;

	for (lab = 0; lab < LAB_COUNT; lab++)
		if (lab_get(lab)->area_size != NULL)
			plan->area_size[lab] =
			    lab_get(lab)->area_size(plan->max_clients);
	CU_ASSERT_EQUAL_FATAL(table_create(&parent.table, &parent.instance,
	    plan), TABLE_OK);
	for (lab = 0; lab < LAB_COUNT; lab++)
		parent.table.repair[lab] = lab_get(lab)->area_repair;
}

/* A table of rows for so many clients, and so many more. */
static inline void
parent_make(uint32_t clients, uint32_t extra)
{
	struct listening none = { 0 };
	struct table_plan plan = { .max_clients = clients,
	    .extra_rows = extra, .listening = &none };
	char name[48];

	memset(&parent, 0, sizeof(parent));
	(void)snprintf(name, sizeof(name), "server-%d", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&parent.instance, name));
	(void)snprintf(parent_dir, sizeof(parent_dir), "%s/serverXXXXXX",
	    getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(parent_dir));
	parent_areas(&plan);
	parent.max_clients = clients;
	parent.rows = parent.table.facts.rows;
	CU_ASSERT_EQUAL_FATAL(listener_slots_init(&parent), 0);
	journal_reader_oldest(&parent_log, &parent.table.journal);
	parent.place.fd = place_open(parent_dir);
	CU_ASSERT_NOT_EQUAL_FATAL(parent.place.fd, -1);
	CU_ASSERT_TRUE_FATAL(bells_open(&parent.bells));
}

static inline void
parent_end(void)
{
	(void)munmap(parent.slots, parent.rows * sizeof(parent.slots[0]));
	(void)munmap(parent.pid_map,
	    parent.pid_map_size * sizeof(parent.pid_map[0]));
	table_remove(&parent.table, &parent.instance);
	table_detach(&parent.table);
	(void)close(parent.place.fd);
	bells_close(&parent.bells);
	(void)rmdir(parent_dir);
}

/* The event lines since the last call, without their times. */
static inline const char *
parent_said(void)
{
	static struct journal_record record;
	static char said[65536];
	struct log_line line;
	size_t len = 0;

	while (journal_read(&parent_log, when_mono_ns(), &record) ==
	    JOURNAL_RECORD) {
		record.message.wall_ns = 0;
		log_line_write(&line, &record.message);
		memcpy(said + len, line.bytes, line.len);
		len += line.len;
	}
	said[len] = '\0';
	return said;
}

static inline bool
parent_said_line(const char *said, const char *part)
{
	if (strstr(said, part) != NULL)
		return true;
	printf("\n    said: %s    not: %s\n    ", said, part);
	return false;
}

/* The process that a slot was taken for is this one. */
static inline uint32_t
parent_slot(uint64_t client, pid_t pid, unsigned lab)
{
	uint32_t index = listener_slot_take(&parent);

	CU_ASSERT_NOT_EQUAL_FATAL(index, NO_SLOT);
	parent.slots[index].client = client;
	parent.slots[index].lab = (uint8_t)lab;
	parent.slots[index].accepted_wall_ns = when_wall_ns();
	parent.slots[index].accepted_mono_ns = when_mono_ns();
	(void)text_copy(parent.slots[index].peer, ADDRESS_SIZE,
	    "127.0.0.1:4711");
	listener_slot_live(&parent, index, pid);
	parent.active++;
	return index;
}

struct served {
	struct child child;
	struct child_inherit inherit;
	struct server_settings settings;
	int client;		/* the client's end */
};

/* Both ends of a TCP connection over loopback. */
static inline void
served_connect(struct served *served)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval patience = { .tv_sec = 20 };
	socklen_t len = sizeof(at);
	int listening = socket(AF_INET, SOCK_STREAM, 0);

	CU_ASSERT_EQUAL_FATAL(bind(listening, (struct sockaddr *)&at, len), 0);
	CU_ASSERT_EQUAL_FATAL(listen(listening, 1), 0);
	CU_ASSERT_EQUAL_FATAL(getsockname(listening, (struct sockaddr *)&at,
	    &len), 0);
	served->client = socket(AF_INET, SOCK_STREAM, 0);
	CU_ASSERT_EQUAL_FATAL(connect(served->client, (struct sockaddr *)&at,
	    len), 0);
	(void)setsockopt(served->client, SOL_SOCKET, SO_RCVTIMEO, &patience,
	    sizeof(patience));
	len = sizeof(served->inherit.peer);
	served->child.socket = accept4(listening,
	    (struct sockaddr *)&served->inherit.peer, &len, 0);
	CU_ASSERT_NOT_EQUAL_FATAL(served->child.socket, -1);
	(void)close(listening);
}

/* A child that owns the row, up to where its lab begins. */
static inline void
served_make_in(struct served *served, unsigned lab, uint64_t client,
    uint32_t row)
{
	struct child *child = &served->child;

	memset(served, 0, sizeof(*served));
	served_connect(served);
	served->settings.line_end = LINE_END_MIRROR;
	served->settings.head_s = LIMIT_HEAD_S;
	served->settings.body_rate = LIMIT_RATE;
	served->settings.idle_s = served->settings.http_idle_s = LIMIT_IDLE_S;
	served->settings.line_rate = LIMIT_LINE_RATE;
	served->settings.peer_rate = LIMIT_PEER_RATE;
	served->settings.send_s = LIMIT_SEND_S;
	served->inherit.settings = &served->settings;
	served->inherit.table = &parent.table;
	served->inherit.row = row;
	served->inherit.row_count = 1;
	served->inherit.client = client;
	served->inherit.lab = lab;
	served->inherit.socket = child->socket;
	served->inherit.bells = &parent.bells;
	served->inherit.accepted_wall_ns = when_wall_ns();
	served->inherit.accepted_mono_ns = when_mono_ns();
	address_format(served->inherit.peer_text,
	    (struct sockaddr *)&served->inherit.peer);
	child->inherit = &served->inherit;
	child->settings = &served->settings;
	child->table = &parent.table;
	child->timer_fd = -1;
	child_row_init(child);
}

static inline void
served_make(struct served *served, unsigned lab, uint64_t client)
{
	served_make_in(served, lab, client,
	    parent_slot(client, getpid(), lab));
}

static inline void
served_end(struct served *served)
{
	(void)close(served->child.socket);
	if (served->client != -1)
		(void)close(served->client);
	if (served->child.timer_fd != -1)
		(void)close(served->child.timer_fd);
}

/* One line that the client was sent, without its end. */
static inline const char *
served_line(struct served *served)
{
	static char line[4096];
	size_t len = 0;

	while (len < sizeof(line) - 1 &&
	    recv(served->client, line + len, 1, 0) == 1 && line[len] != '\n')
		len++;
	line[len] = '\0';
	return line;
}

#endif
