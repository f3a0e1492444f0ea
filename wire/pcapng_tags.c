/* What an exported PDU begins with. */
#include "wire/pcapng_private.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "base/labs.h"

enum { PORT_TCP = 2, PORT_UDP = 3 };

static const char *const dissectors[] = {
	[LAB_SPEAKS_HTTP] = "http",
	[LAB_SPEAKS_TEXT] = "data-text-lines",
	[LAB_SPEAKS_ANY] = "data",
};

static void
tag_put(struct pcapng_block *block, unsigned tag, const void *value,
    size_t len)
{
	const unsigned char head[4] = { (unsigned char)(tag >> 8),
	    (unsigned char)tag, (unsigned char)(len >> 8),
	    (unsigned char)len };

	pcapng_bytes(block, head, sizeof(head));
	pcapng_bytes(block, value, len);
	pcapng_pad(block);
}

static void
tag_number(struct pcapng_block *block, unsigned tag, uint32_t number)
{
	uint32_t bytes = htonl(number);

	tag_put(block, tag, &bytes, sizeof(bytes));
}

/* Its padding is zeros, which end a text. */
static void
tag_text(struct pcapng_block *block, unsigned tag, const char *text)
{
	char padded[32] = "";

	(void)text_copy(padded, sizeof(padded), text);
	tag_put(block, tag, padded, (strlen(padded) + 4) / 4 * 4);
}

/* Of "127.0.0.1:40112" or "[fe80::1%eth0]:40112"; what is neither has no
 * tags. */
static void
tag_address(struct pcapng_block *block, const char *text, bool source)
{
	const char *colon = strrchr(text, ':');
	bool v6 = text[0] == '[';
	unsigned char address[16];
	char host[ADDRESS_SIZE];
	size_t len;

	if (colon == NULL || colon - text >= ADDRESS_SIZE ||
	    (v6 && colon[-1] != ']'))
		return;
	(void)text_copy(host, sizeof(host), text + v6);
	len = v6 ? strcspn(host, "%]") : (size_t)(colon - text);
	host[len] = '\0';
	if (inet_pton(v6 ? AF_INET6 : AF_INET, host, address) != 1)
		return;
	if (v6)
		tag_put(block, source ? TAG_IPV6_SOURCE :
		    TAG_IPV6_DESTINATION, address, 16);
	else
		tag_put(block, source ? TAG_IPV4_SOURCE :
		    TAG_IPV4_DESTINATION, address, 4);
	tag_number(block, source ? TAG_PORT_SOURCE : TAG_PORT_DESTINATION,
	    (uint32_t)strtoul(colon + 1, NULL, 10) & 0xffff);
}

void
pcapng_tags(struct pcapng_block *block, const struct feed_message *message,
    const char *local)
{
	const struct lab_info *lab = lab_info(message->lab);
	bool sent = message->direction == FEED_SENT;

	tag_text(block, TAG_DISSECTOR, dissectors[lab->speech]);
	tag_text(block, TAG_COLUMN_PROTOCOL, lab->name);
	tag_number(block, TAG_PORT_TYPE, message->datagram ? PORT_UDP :
	    PORT_TCP);
	tag_address(block, message->peer, !sent);
	tag_address(block, local, sent);
	tag_put(block, TAG_END, NULL, 0);
}
