/*
 * A main for the fuzz targets where there is no libFuzzer: with gcc and
 * -fsanitize=address,undefined it finds the shallow bugs.
 *
 *	driver [-n COUNT] [-s SEED] [-o FILE] [FILE]...
 *
 * Runs the target on every FILE, or on its corpus, corpus/TARGET, when there is
 * none, and on its own seeds, then on COUNT mutations of them (20000, or what
 * the target says).  The same SEED (1) makes the same inputs on every machine.
 * An input ends where a page begins that may not be touched, takes no more than
 * 30 s, and all of them no more than 1 GiB.  With -o FILE the input is in FILE
 * when the target dies of it.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/unit/guard.h"

#define INPUT_MAX	65536
#define INPUTS_MAX	4096
#define INPUT_SECONDS	30
#define MEMORY_MAX_KIB	(1L << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* A target may bring seeds: number counts from 0 until it returns 0. */
__attribute__((weak)) size_t fuzz_seed(unsigned number, uint8_t *out,
    size_t out_size);

struct input {
	uint8_t *bytes;
	size_t len;
};

/* One that is slow may say how many are enough. */
__attribute__((weak)) extern const unsigned long fuzz_count;

static struct input inputs[INPUTS_MAX];
static unsigned input_count;
static uint64_t state = 1;
static int output_fd = -1;

static size_t
chance(size_t of)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return of == 0 ? 0 : (size_t)(state >> 11) % of;
}

static void
output_open(const char *path)
{
	output_fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (output_fd == -1) {
		perror(path);
		exit(1);
	}
}

static void
output_write(const uint8_t *bytes, size_t len)
{
	if (output_fd != -1 &&
	    (pwrite(output_fd, bytes, len, 0) != (ssize_t)len ||
	    ftruncate(output_fd, (off_t)len) != 0)) {
		perror("output");
		exit(1);
	}
}

static void
run(const uint8_t *bytes, size_t len)
{
	uint8_t *exact = unit_guard_copy(bytes, len);

	output_write(bytes, len);
	(void)alarm(INPUT_SECONDS);
	(void)LLVMFuzzerTestOneInput(exact, len);
	unit_guard_free(exact, len);
}

static void
input_add(const uint8_t *bytes, size_t len)
{
	struct input *input = &inputs[input_count];

	if (input_count == INPUTS_MAX)
		return;
	input->bytes = malloc(len > 0 ? len : 1);
	if (input->bytes == NULL)
		abort();
	memcpy(input->bytes, bytes, len);
	input->len = len;
	input_count++;
}

static void
input_load(const char *path)
{
	static uint8_t bytes[INPUT_MAX];
	FILE *file = fopen(path, "rb");

	if (file == NULL) {
		perror(path);
		exit(1);
	}
	input_add(bytes, fread(bytes, 1, sizeof(bytes), file));
	(void)fclose(file);
}

static int
is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* obj/asan/tests/fuzz/fuzz_http: corpus/http.  In the order of the names, so
 * that it is the same on every machine. */
static void
corpus_load(const char *program)
{
	const char *root = getenv("TEST_ROOT"), *name = strrchr(program, '_');
	struct dirent **entries;
	char dir[4096], path[4096 + 256];
	int count, i;

	(void)snprintf(dir, sizeof(dir), "%s/tests/fuzz/corpus/%s",
	    root != NULL ? root : ".", name != NULL ? name + 1 : "");
	count = scandir(dir, &entries, is_input, alphasort);
	for (i = 0; i < count; i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", dir,
		    entries[i]->d_name);
		input_load(path);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

/* Makes a gap of n bytes at `at`, or closes one. */
static size_t
bytes_insert(uint8_t *bytes, size_t len, size_t at, size_t n)
{
	if (n > INPUT_MAX - len)
		n = INPUT_MAX - len;
	memmove(bytes + at + n, bytes + at, len - at);
	return len + n;
}

static size_t
bytes_remove(uint8_t *bytes, size_t len, size_t at, size_t n)
{
	if (n > len - at)
		n = len - at;
	memmove(bytes + at, bytes + at + n, len - at - n);
	return len - n;
}

static size_t
bytes_splice(uint8_t *bytes, size_t len, size_t at)
{
	const struct input *other = &inputs[chance(input_count)];
	size_t from = chance(other->len), n = chance(other->len - from + 1);

	if (n > INPUT_MAX - at)
		n = INPUT_MAX - at;
	memcpy(bytes + at, other->bytes + from, n);
	return at + n > len ? at + n : len;
}

static size_t
mutate(uint8_t *bytes, size_t len)
{
	static const uint8_t telling[] = { 0, 1, 0x7f, 0x80, 0xff, '\r',
	    '\n', ' ', ':', '0', '9', '-', 0xc3, 0xe2, 0xf0, 'B' };
	size_t at = chance(len + 1), n = 1 + chance(8);

	switch (chance(len == 0 ? 2 : 8)) {
	case 0:
		len = bytes_insert(bytes, len, at, n);
		break;
	case 1:
		return bytes_splice(bytes, len, at);
	case 2:
		return bytes_remove(bytes, len, at, n);
	case 3:
		return at;
	case 4:
		bytes[chance(len)] ^= (uint8_t)(1u << chance(8));
		break;
	case 5:
		bytes[chance(len)] += (uint8_t)(chance(2) == 0 ? 1 : 255);
		break;
	case 6:
		bytes[chance(len)] = (uint8_t)chance(256);
		break;
	default:
		bytes[chance(len)] = telling[chance(sizeof(telling))];
		break;
	}
	return len;
}

static void
run_mutations(unsigned long count)
{
	static uint8_t bytes[INPUT_MAX];
	const struct input *input;
	size_t len, times;

	while (count-- > 0) {
		input = &inputs[chance(input_count)];
		len = input->len;
		memcpy(bytes, input->bytes, len);
		for (times = 1 + chance(6); times > 0; times--)
			len = mutate(bytes, len);
		run(bytes, len);
	}
}

static void
seeds_load(void)
{
	static uint8_t bytes[INPUT_MAX];
	unsigned number;
	size_t len;

	if (fuzz_seed != NULL)
		for (number = 0; (len = fuzz_seed(number, bytes,
		    sizeof(bytes))) > 0; number++)
			input_add(bytes, len);
	if (input_count == 0)
		input_add(bytes, 0);
}

static void
memory_check(void)
{
	struct rusage usage;

	if (getrusage(RUSAGE_SELF, &usage) == 0 &&
	    usage.ru_maxrss > MEMORY_MAX_KIB) {
		fprintf(stderr, "took %ld KiB of memory\n", usage.ru_maxrss);
		exit(1);
	}
}

static void
inputs_run(unsigned long count)
{
	unsigned i;

	for (i = 0; i < input_count; i++)
		run(inputs[i].bytes, inputs[i].len);
	run_mutations(count);
	memory_check();
	printf("%u inputs and %lu mutations: no fault\n", input_count, count);
	for (i = 0; i < input_count; i++)
		free(inputs[i].bytes);
}

int
main(int argc, char **argv)
{
	unsigned long count = &fuzz_count != NULL ? fuzz_count : 20000;
	int option;

	while ((option = getopt(argc, argv, "n:s:o:")) != -1) {
		if (option == 'n')
			count = strtoul(optarg, NULL, 10);
		else if (option == 's')
			state = strtoull(optarg, NULL, 10) | 1;
		else if (option == 'o')
			output_open(optarg);
		else
			return 2;
	}
	if (optind == argc)
		corpus_load(argv[0]);
	for (; optind < argc; optind++)
		input_load(argv[optind]);
	seeds_load();
	inputs_run(count);
	return 0;
}
