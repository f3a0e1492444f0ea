/*
 * shm/control.c and base/address.c under any line, as it comes through the
 * control socket, and wire/sentence.c under what came through the journal.
 *
 * Must hold: what is a request is written as it was read; what is none has a
 * reason of one line; a place that is read out of a line lies in it; an event
 * line is terminated, printable and within its size.
 */
#include "base/address.h"
#include "shm/control.h"
#include "tests/fuzz/script.h"
#include "wire/sentence.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t fuzz_seed(unsigned number, uint8_t *out, size_t out_size);

static void
request_check(const char *line)
{
	struct control_operand operand, again;
	char written[CONTROL_LINE_MAX];
	const char *fault;
	enum control_command command = control_request_read(line, &operand,
	    &fault);

	if (command == CONTROL_COMMAND_COUNT) {
		must(fault != NULL && strchr(fault, '\n') == NULL);
		return;
	}
	must(command < CONTROL_COMMAND_COUNT);
	if (operand.address != NULL) {
		must(strlen(operand.address) < ADDRESS_SIZE);
		(void)address_at("127.0.0.1:40112", operand.address);
		(void)address_at(operand.address, "[::1]");
		control_address_write(written, operand.address);
	} else if (operand.name != NULL) {
		control_name_write(written, command, operand.name);
		if (strlen(line) >= sizeof(written))
			return;
	} else {
		control_request_write(written, command, operand.client);
	}
	must(control_request_read(written, &again, &fault) == command);
	must(again.client == operand.client &&
	    (again.address == NULL) == (operand.address == NULL) &&
	    (again.name == NULL) == (operand.name == NULL));
	must(operand.address == NULL ||
	    strcmp(again.address, operand.address) == 0);
}

static void
place_check(const char *text)
{
	char host[64];
	uint16_t port = 1;

	must(control_fifo_slot(text) < WATCH_SLOTS);
	if (address_split(text, host, sizeof(host), &port) == NULL)
		must(strlen(host) < sizeof(host));
	must(address_port(text) <= UINT16_MAX);
}

static void
sentence_check(const uint8_t *data, size_t size)
{
	char line[512];
	size_t room, len, at, n;
	unsigned code_point = 0;

	if (size < 2)
		return;
	room = data[0] * 2u + 1;
	len = sentence_write(line, room, data[1], data + 2, size - 2);
	must(len < room && strlen(line) == len);
	for (at = 0; at < len; at += n) {
		n = text_utf8(line + at, len - at, &code_point);
		must(n != 0 && text_printable(code_point));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char line[CONTROL_LINE_MAX];
	size_t len = size < sizeof(line) ? size : sizeof(line) - 1;

	memcpy(line, data, len);
	line[len] = '\0';
	request_check(line);
	place_check(line);
	sentence_check(data, size);
	return 0;
}

/* What tests/fuzz/driver.c starts from. */
size_t
fuzz_seed(unsigned number, uint8_t *out, size_t out_size)
{
	static const char *const seeds[] = { "kick 274877906944",
	    "kick address [fe80::1%eth0]", "kick address 127.0.0.1",
	    "shutdown", "shutdown now", "table", "feed.7", "[::1]:12080",
	    "localhost:0", ":12080", "\xff\x02\x05" "alice\x03" "bob" };
	size_t len;

	if (number >= sizeof(seeds) / sizeof(seeds[0]))
		return 0;
	len = strlen(seeds[number]);
	must(len <= out_size);
	memcpy(out, seeds[number], len);
	return len;
}
