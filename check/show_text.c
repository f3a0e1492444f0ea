/* A check's findings for people. */
#include "check/show.h"

#include <string.h>

#include "base/text.h"
#include "wire/rule.h"

bool
show_next(const struct show *show, unsigned *rule)
{
	while (++*rule < RULE_COUNT)
		if (findings_shown(show->findings, *rule) &&
		    (show->plan->only == RULE_NONE ||
		    show->plan->only == *rule))
			return true;
	return false;
}

const char *
show_server(const struct show *show, char *out, size_t size)
{
	if (show->plan->run != NULL)
		(void)text_escape(out, size, show->plan->run,
		    strlen(show->plan->run));
	else
		(void)snprintf(out, size, strchr(show->plan->host, ':') ==
		    NULL ? "%s:%u" : "[%s]:%u", show->plan->host,
		    show->plan->port);
	return out;
}

static void
quote_add(char out[SHOW_QUOTE_SIZE], const void *bytes, size_t len)
{
	size_t used = strlen(out);

	(void)text_escape(out + used, SHOW_QUOTE_SIZE - used, bytes, len);
}

void
show_quote(char out[SHOW_QUOTE_SIZE], const struct finding_quote *quote,
    size_t at, size_t len)
{
	size_t used;

	out[0] = '\0';
	if (!quote->there || quote->whole == 0) {
		(void)snprintf(out, SHOW_QUOTE_SIZE, "nothing");
		return;
	}
	if (at > quote->len || len > quote->len - at || len == 0)
		at = len = quote->len;
	if (at == quote->len) {
		quote_add(out, quote->bytes, quote->len);
	} else {
		quote_add(out, quote->bytes, at);
		(void)strncat(out, "»", SHOW_QUOTE_SIZE - strlen(out) - 1);
		quote_add(out, quote->bytes + at, len);
		(void)strncat(out, "«", SHOW_QUOTE_SIZE - strlen(out) - 1);
		quote_add(out, quote->bytes + at + len,
		    quote->len - at - len);
	}
	used = strlen(out);
	if (quote->whole > quote->len)
		(void)snprintf(out + used, SHOW_QUOTE_SIZE - used,
		    " (of %zu bytes)", quote->whole);
}

const char *
show_unseen(const struct show *show, unsigned rule)
{
	const struct finding *finding = &show->findings->list[rule];
	enum rule_variant variant = rule_info(rule).variant;

	if (finding->said[0] != '\0')
		return finding->said;
	if (show->findings->family != RULE_NONE)
		return "another protocol is spoken";
	if (show->findings->list[RULE_SERVER_LISTEN].result == RULE_NOT_SEEN &&
	    rule_in_lab(RULE_SERVER_LISTEN, show->findings->lab))
		return "no connection was made";
	if (show->findings->list[RULE_SERVER_LISTEN].result == RULE_NOT_OK)
		return "nothing listens there";
	if (variant != RULE_ANY && (show->findings->variants >> variant &
	    1) == 0)
		return "of another variant";
	return "nothing that was played showed it";
}

static void
text_fault(const struct show *show, unsigned rule, FILE *out)
{
	const struct finding *finding = &show->findings->list[rule];
	const char *instead = rule_instead(rule, show->plan->lab);
	char quote[SHOW_QUOTE_SIZE], clean[4 * FINDING_TEXT];

	if (finding->plays > 1)
		fprintf(out, " (in %u of %u)", finding->faults,
		    finding->plays);
	(void)text_escape(clean, sizeof(clean), finding->said,
	    strlen(finding->said));
	fprintf(out, "\n            %s\n", clean);
	if (finding->sent.there) {
		show_quote(quote, &finding->sent, 0, 0);
		fprintf(out, "            sent:     %s\n", quote);
	}
	if (finding->got.there) {
		show_quote(quote, &finding->got, finding->at, finding->len);
		fprintf(out, "            came:     %s\n", quote);
	}
	if (finding->expected[0] != '\0') {
		(void)text_escape(clean, sizeof(clean), finding->expected,
		    strlen(finding->expected));
		fprintf(out, "            expected: %s\n", clean);
	}
	if (instead != NULL)
		fprintf(out, "            instead:  %s\n", instead);
}

static void
text_rule(const struct show *show, unsigned rule, FILE *out)
{
	const struct finding *finding = &show->findings->list[rule];
	char name[RULE_NAME_SIZE], clean[4 * FINDING_TEXT];
	const char *why;

	fprintf(out, "%-9s %-6s  %s", rule_result_word(finding->result),
	    rule_severity_word(findings_severity(show->findings, rule)),
	    rule_name(rule, show->plan->lab, name));
	if (finding->result == RULE_NOT_OK) {
		text_fault(show, rule, out);
		return;
	}
	if (finding->result != RULE_OK) {
		why = show_unseen(show, rule);
		(void)text_escape(clean, sizeof(clean), why, strlen(why));
		fprintf(out, ": %s", clean);
	}
	fprintf(out, "\n");
}

/* "greeted", of what was judged; "" where the lab has no variants. */
static void
text_variants(const struct show *show, FILE *out)
{
	static const enum rule_variant list[] = { RULE_GREETED, RULE_RELAY,
	    RULE_COMMANDS, RULE_ROOM };
	unsigned shown = 0;
	size_t i;

	if ((show->plan->lab != LAB_ORDER && show->plan->lab != LAB_CHAT) ||
	    (!show->plan->variant_given && show->findings->list[
	    RULE_SERVER_LISTEN].result != RULE_OK))
		return;
	fprintf(out, "judged as:");
	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if ((show->findings->variants >> list[i] & 1) != 0) {
			fprintf(out, " %s", rule_variant_word(list[i]));
			shown++;
		}
	fprintf(out, "%s%s\n", shown == 0 ? " plain" : "",
	    show->plan->variant_given ? "" : ", found out");
}

/* With its seed: the same again is asked for by that. */
static void
text_mischief(const struct show *show, FILE *out)
{
	char text[MISCHIEF_TEXT_SIZE];

	if (show->plan->mischief.kinds == 0)
		return;
	(void)mischief_write(text, &show->plan->mischief);
	fprintf(out, "mischief: %s\n", text);
}

bool
show_text(const struct show *show, FILE *out)
{
	struct findings_counts counts = findings_count(show->findings);
	char server[512];
	unsigned rule = 0;

	fprintf(out, "%s, %s\n", lab_info(show->plan->lab)->name,
	    show_server(show, server, sizeof(server)));
	text_variants(show, out);
	text_mischief(show, out);
	if (show->findings->note[0] != '\0')
		fprintf(out, "%s\n", show->findings->note);
	while (show_next(show, &rule))
		text_rule(show, rule, out);
	if (counts.undecided > 0)
		fprintf(out, "of %u must%s a fault came when this machine was "
		    "too busy to tell whose it was: check again\n",
		    counts.undecided, counts.undecided == 1 ? "" : "s");
	fprintf(out, "%u ok, %u not ok (%u must), %u not seen, in %.1f s\n",
	    counts.ok, counts.not_ok, counts.musts, counts.not_seen,
	    show->seconds);
	return true;
}
