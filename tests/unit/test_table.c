/* The status table in one process: layout, rows, names, attach. */
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/when.h"
#include "shm/lock.h"
#include "shm/table_private.h"
#include "shm/table.h"
#include "wire/rule.h"

static struct instance instance;
static struct table table;

static void
make(uint32_t clients)
{
	struct listening listening = { LAB_WAIT, "127.0.0.1:12080" };
	struct table_plan plan = { .max_clients = clients,
	    .extra_rows = 16, .listening_count = 1,
	    .listening = &listening };
	char name[48];

	(void)snprintf(name, sizeof(name), "unit-table-%d", (int)getpid());
	CU_ASSERT_PTR_NULL_FATAL(instance_init(&instance, name));
	CU_ASSERT_EQUAL_FATAL(table_create(&table, &instance, &plan),
	    TABLE_OK);
	atomic_store(&table.header->high_water, clients);
}

static void
end(void)
{
	table_remove(&table, &instance);
	table_detach(&table);
}

static struct row_data
client(uint64_t serial, const char *name)
{
	struct row_data data = { .client = serial,
	    .state = STATE_CONNECTED, .pid = getpid() };

	(void)text_copy(data.name, NAME_SIZE, name);
	return data;
}

static int64_t
soon(void)
{
	return when_mono_ns() + NS_PER_S;
}

static void
row_comes_back_as_published(void)
{
	struct row_data in = client(7, "alice"), out;

	make(4);
	in.messages_in = 3;
	(void)text_copy(in.last_message, sizeof(in.last_message), "GET /");
	row_publish(&table, 2, &in);
	CU_ASSERT_TRUE(row_read(&table, 2, &out));
	CU_ASSERT_EQUAL(memcmp(&in, &out, sizeof(in)), 0);
	end();
}

/* A writer killed in mid-write: readers say so, the next owner heals it. */
static void
row_left_odd_is_told_and_healed(void)
{
	struct row_data in = client(7, "alice"), out;

	make(4);
	row_publish(&table, 0, &in);
	atomic_fetch_add(&table.rows[0].seq, 1);
	CU_ASSERT_FALSE(row_read(&table, 0, &out));
	CU_ASSERT_STRING_EQUAL(out.name, "alice");
	row_publish(&table, 0, &in);
	CU_ASSERT_TRUE(row_read(&table, 0, &out));
	CU_ASSERT_EQUAL(atomic_load(&table.rows[0].seq) % 2, 0);
	end();
}

static void
row_strings_are_terminated_whatever_was_written(void)
{
	struct row_data in = client(7, ""), out;

	make(4);
	memset(in.name, 'x', sizeof(in.name));
	memset(in.peer, 'x', sizeof(in.peer));
	memset(in.last_message, 'x', sizeof(in.last_message));
	row_publish(&table, 0, &in);
	(void)row_read(&table, 0, &out);
	CU_ASSERT_EQUAL(strlen(out.name), NAME_MAX_BYTES);
	CU_ASSERT_EQUAL(strlen(out.peer), sizeof(out.peer) - 1);
	CU_ASSERT_EQUAL(strlen(out.last_message),
	    sizeof(out.last_message) - 1);
	end();
}

static void
names_are_unique(void)
{
	struct row_data a = client(1, "alice"), b = client(2, "alice");

	make(4);
	CU_ASSERT_EQUAL(name_claim(&table, 0, &a, soon()), TABLE_OK);
	CU_ASSERT_EQUAL(name_claim(&table, 1, &b, soon()), TABLE_TAKEN);
	CU_ASSERT_EQUAL(name_change(&table, 1, &b, "bob", soon()), TABLE_OK);
	CU_ASSERT_STRING_EQUAL(b.name, "bob");
	CU_ASSERT_EQUAL(name_change(&table, 1, &b, "alice", soon()),
	    TABLE_TAKEN);
	CU_ASSERT_STRING_EQUAL(b.name, "bob");
	/* One's own name is not taken. */
	CU_ASSERT_EQUAL(name_change(&table, 1, &b, "bob", soon()), TABLE_OK);
	CU_ASSERT_EQUAL(name_release(&table, 0, 0), TABLE_OK);
	CU_ASSERT_EQUAL(name_change(&table, 1, &b, "alice", soon()),
	    TABLE_OK);
	end();
}

static int64_t
find_in(unsigned lab, const char *name)
{
	int64_t found;

	CU_ASSERT_NOT_EQUAL_FATAL(lock_take(&table, soon()),
	    LOCK_UNAVAILABLE);
	found = name_find_locked(&table, lab, name);
	lock_drop(&table);
	return found;
}

static int64_t
find(const char *name)
{
	return find_in(LAB_WAIT, name);
}

static void
every_lab_has_names_of_its_own(void)
{
	struct row_data rows[LAB_COUNT], late = client(99, "alice");
	unsigned lab;

	make(LAB_COUNT + 1);
	/* All in one chain. */
	table.facts.buckets = 1;
	for (lab = 0; lab < LAB_COUNT; lab++) {
		rows[lab] = client(lab + 1, "alice");
		rows[lab].lab = (uint8_t)lab;
		CU_ASSERT_EQUAL(name_claim(&table, lab, &rows[lab], soon()),
		    TABLE_OK);
	}
	for (lab = 0; lab < LAB_COUNT; lab++) {
		CU_ASSERT_EQUAL(find_in(lab, "alice"), (int64_t)lab);
		late.lab = (uint8_t)lab;
		CU_ASSERT_EQUAL(name_claim(&table, LAB_COUNT, &late, soon()),
		    TABLE_TAKEN);
	}
	CU_ASSERT_EQUAL(name_release(&table, LAB_CHAT, 0), TABLE_OK);
	CU_ASSERT_EQUAL(find_in(LAB_CHAT, "alice"), -1);
	CU_ASSERT_EQUAL(find_in(LAB_CALC, "alice"), LAB_CALC);
	end();
}

static void
end_session(uint32_t index, struct row_data *row)
{
	row->state = STATE_CLOSING;
	row_publish(&table, index, row);
}

/* Without the lock, so that nothing can keep the name from the next one;
 * who watches sees the old row by its name all the same. */
static void
a_name_is_free_once_the_session_is_over(void)
{
	struct row_data a = client(1, "alice"), b = client(2, "guest-2");
	struct row_data seen;

	make(4);
	CU_ASSERT_EQUAL(name_claim(&table, 0, &a, soon()), TABLE_OK);
	CU_ASSERT_EQUAL(name_claim(&table, 1, &b, soon()), TABLE_OK);
	CU_ASSERT_EQUAL(name_change(&table, 1, &b, "alice", soon()),
	    TABLE_TAKEN);
	end_session(0, &a);
	CU_ASSERT_EQUAL(find("alice"), -1);
	CU_ASSERT_EQUAL(name_change(&table, 1, &b, "alice", soon()),
	    TABLE_OK);
	CU_ASSERT_TRUE(row_read(&table, 0, &seen));
	CU_ASSERT_STRING_EQUAL(seen.name, "alice");
	CU_ASSERT_EQUAL(find("alice"), 1);
	/* What the reap of the first does is nothing to the second. */
	a.state = STATE_ENDED;
	row_publish(&table, 0, &a);
	CU_ASSERT_EQUAL(name_release(&table, 0, 0), TABLE_OK);
	CU_ASSERT_EQUAL(find("alice"), 1);
	end();
}

/* Made again from the rows, the index does not know one that is closing,
 * whichever of two by that name comes first. */
static void
a_repair_does_not_give_a_name_back(void)
{
	struct row_data rows[3];
	uint32_t i, holder;

	for (holder = 0; holder < 3; holder++) {
		make(3);
		for (i = 0; i < 3; i++) {
			rows[i] = client(i + 1, "alice");
			if (i != holder)
				rows[i].state = STATE_CLOSING;
			row_publish(&table, i, &rows[i]);
		}
		CU_ASSERT_NOT_EQUAL_FATAL(lock_take(&table, soon()),
		    LOCK_UNAVAILABLE);
		name_rebuild_locked(&table);
		lock_drop(&table);
		for (i = 0; i < 3; i++)
			CU_ASSERT_EQUAL(atomic_load(&table.rows[i].linked) !=
			    0, i == holder);
		CU_ASSERT_EQUAL(find("alice"), (int64_t)holder);
		end_session(holder, &rows[holder]);
		CU_ASSERT_EQUAL(find("alice"), -1);
		end();
	}
}

/* More names than buckets, released in another order. */
static void
names_share_buckets(void)
{
	enum { COUNT = 1000 };
	char name[32];
	struct row_data data;
	uint32_t i;

	make(COUNT);
	for (i = 0; i < COUNT; i++) {
		(void)snprintf(name, sizeof(name), "client-%u", i);
		data = client(i + 1, name);
		CU_ASSERT_EQUAL(name_claim(&table, i, &data, soon()),
		    TABLE_OK);
	}
	for (i = 0; i < COUNT; i += 3)
		CU_ASSERT_EQUAL(name_release(&table, i, 0), TABLE_OK);
	for (i = 0; i < COUNT; i++) {
		(void)snprintf(name, sizeof(name), "client-%u", i);
		CU_ASSERT_EQUAL(find(name), i % 3 == 0 ? -1 : (int64_t)i);
	}
	end();
}

/* Whatever a rogue process wrote into the chains: nothing loops, nothing is
 * read outside, and the next release makes the index right again. */
static void
scribbled_chains_are_survived(void)
{
	struct row_data a = client(1, "alice"), b = client(2, "bob");
	uint32_t i;

	make(8);
	CU_ASSERT_EQUAL(name_claim(&table, 0, &a, soon()), TABLE_OK);
	CU_ASSERT_EQUAL(name_claim(&table, 1, &b, soon()), TABLE_OK);
	for (i = 0; i < table.facts.buckets; i++)
		atomic_store(&table.buckets[i], UINT32_MAX);
	CU_ASSERT_EQUAL(find("alice"), -1);
	for (i = 0; i < table.facts.buckets; i++)
		atomic_store(&table.buckets[i], 1);
	atomic_store(&table.rows[0].next, 1);
	CU_ASSERT_EQUAL(find("nobody"), -1);
	a.state = STATE_ENDED;
	row_publish(&table, 0, &a);
	for (i = 0; i < table.facts.buckets; i++)
		atomic_store(&table.buckets[i], 0);
	CU_ASSERT_EQUAL(name_release(&table, 0, 0), TABLE_OK);
	CU_ASSERT_EQUAL(find("alice"), -1);
	CU_ASSERT_EQUAL(find("bob"), 1);
	end();
}

static void
attach_sees_only_whole_tables(void)
{
	struct table view;

	make(4);
	CU_ASSERT_EQUAL(table_attach(&view, &instance), TABLE_NONE);
	table_publish(&table);
	CU_ASSERT_EQUAL(table_attach(&view, &instance), TABLE_OK);
	CU_ASSERT_STRING_EQUAL(view.facts.listening[0].address,
	    "127.0.0.1:12080");
	CU_ASSERT_TRUE(table_alive(&view));
	table_detach(&view);
	table.header->facts.layout++;
	CU_ASSERT_EQUAL(table_attach(&view, &instance), TABLE_LAYOUT);
	table.header->facts.layout--;
	table.header->facts.rows *= 2;
	CU_ASSERT_EQUAL(table_attach(&view, &instance), TABLE_LAYOUT);
	table.header->facts.rows /= 2;
	table.header->facts.server_start++;
	CU_ASSERT_EQUAL(table_attach(&view, &instance), TABLE_NONE);
	end();
	CU_ASSERT_EQUAL(table_attach(&view, &instance), TABLE_NONE);
}

static void
attach_refuses_a_cut_segment(void)
{
	struct table view;
	int fd;

	make(4);
	table_publish(&table);
	fd = shm_open(instance.shm_name, O_RDWR, 0);
	CU_ASSERT_NOT_EQUAL_FATAL(fd, -1);
	CU_ASSERT_EQUAL(ftruncate(fd, 100), 0);
	CU_ASSERT_EQUAL(table_attach(&view, &instance), TABLE_NONE);
	(void)close(fd);
	(void)shm_unlink(instance.shm_name);
	table_detach(&table);
}

static void
words_are_never_outside_the_list(void)
{
	CU_ASSERT_STRING_EQUAL(state_word(STATE_WAITING), "waiting");
	CU_ASSERT_STRING_EQUAL(state_word(200), "?");
	CU_ASSERT_STRING_EQUAL(end_text(END_RESET), "connection reset");
	CU_ASSERT_STRING_EQUAL(end_text(200), "?");
}

/* Who knows when a server began does not know which names meet. */
static void
a_servers_name_key_is_its_own(void)
{
	uint64_t key;

	make(8);
	key = table.facts.name_key;
	CU_ASSERT_NOT_EQUAL(key, table.facts.generation);
	end();
	make(8);
	CU_ASSERT_NOT_EQUAL(table.facts.name_key, key);
	end();
}

/* They are where no row and no area is, and the last of the list fits. */
static void
verdicts_are_counted_by_rule(void)
{
	struct row_data row = client(7, "alice"), read;
	struct table view;
	unsigned rule;

	make(4);
	table_publish(&table);
	row_publish(&table, 19, &row);
	for (rule = 0; rule <= RULE_COUNT; rule++) {
		table_verdict_add(&table, rule, true);
		table_verdict_add(&table, rule, false);
		table_verdict_add(&table, rule, false);
	}
	CU_ASSERT_EQUAL(table_attach(&view, &instance), TABLE_OK);
	for (rule = 1; rule < RULE_COUNT; rule++) {
		CU_ASSERT_EQUAL(table_verdicts(&view, rule, true), 1);
		CU_ASSERT_EQUAL(table_verdicts(&view, rule, false), 2);
	}
	CU_ASSERT_EQUAL(table_verdicts(&view, RULE_NONE, true), 0);
	CU_ASSERT_EQUAL(table_verdicts(&view, RULE_COUNT, false), 0);
	CU_ASSERT_TRUE(row_read(&view, 19, &read));
	CU_ASSERT_STRING_EQUAL(read.name, "alice");
	CU_ASSERT_TRUE((char *)&view.verdicts[RULE_COUNT] <=
	    (char *)view.header + view.facts.area_offset[0]);
	table_detach(&view);
	end();
}

UNIT_MAIN("table", TEST(a_servers_name_key_is_its_own),
    TEST(row_comes_back_as_published),
    TEST(row_left_odd_is_told_and_healed),
    TEST(row_strings_are_terminated_whatever_was_written),
    TEST(names_are_unique), TEST(every_lab_has_names_of_its_own),
    TEST(a_name_is_free_once_the_session_is_over),
    TEST(a_repair_does_not_give_a_name_back), TEST(names_share_buckets),
    TEST(scribbled_chains_are_survived), TEST(attach_sees_only_whole_tables),
    TEST(attach_refuses_a_cut_segment),
    TEST(words_are_never_outside_the_list),
    TEST(verdicts_are_counted_by_rule))
