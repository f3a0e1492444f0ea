/* Content negotiation, between plain text and JSON (RFC 9110, 12.5.1). */
#include "wire/http_private.h"

#include <string.h>

/* How much a media type is wanted: a better-fitting range overrides. */
struct wish {
	unsigned fit;		/* 0: no range fits; 3: the type itself */
	unsigned quality;	/* in thousandths */
	unsigned order;		/* the range's place among all */
};

/* "0", "0.5", "1.000"; a weight that is none counts as 1. */
static unsigned
quality_read(const char *text, uint32_t len)
{
	unsigned value, scale = 100;
	uint32_t i;

	if (len == 0 || text[0] != '0' || (len > 1 && text[1] != '.'))
		return 1000;
	for (value = 0, i = 2; i < len && scale > 0; i++, scale /= 10) {
		if (text[i] < '0' || text[i] > '9')
			return 1000;
		value += (unsigned)(text[i] - '0') * scale;
	}
	return value;
}

/* The weight among a range's parameters; *other: it has others before. */
static unsigned
range_quality(const char *buffer, struct http_slice parameters, bool *other)
{
	struct http_slice one;

	while (http_list_next(buffer, ';', &parameters, &one)) {
		const char *text = buffer + one.at;

		if (one.len >= 2 && (text[0] | 0x20) == 'q' && text[1] == '=')
			return quality_read(text + 2, one.len - 2);
		if (one.len > 0)
			*other = true;
	}
	return 1000;
}

/* How closely a range fits a type. */
static unsigned
range_fit(const char *buffer, struct http_slice range, const char *exact,
    const char *subtypes)
{
	return http_name_is(buffer, range, exact) ? 3 :
	    http_name_is(buffer, range, subtypes) ? 2 :
	    http_name_is(buffer, range, "*/*") ? 1 : 0;
}

static void
wish_consider(struct wish *wish, struct wish range, unsigned fit)
{
	if (fit <= wish->fit)
		return;
	*wish = range;
	wish->fit = fit;
}

static void
accept_field(const char *buffer, struct http_slice value, unsigned *order,
    struct wish *json, struct wish *text)
{
	struct http_slice range, type;

	while (http_list_next(buffer, ',', &value, &range)) {
		struct wish wish = { 0, 0, ++*order };
		bool other = false;

		if (!http_list_next(buffer, ';', &range, &type))
			continue;
		wish.quality = range_quality(buffer, range, &other);
		/* application/json;v=2 is not what we have. */
		if (other)
			continue;
		wish_consider(json, wish, range_fit(buffer, type,
		    "application/json", "application/*"));
		wish_consider(text, wish, range_fit(buffer, type,
		    "text/plain", "text/*"));
	}
}

bool
http_accepts_json(const struct http_request *request, const char *buffer)
{
	struct wish json = { 0, 0, 0 }, text = { 0, 0, 0 };
	unsigned order = 0;
	uint16_t i;

	for (i = 0; i < request->field_count; i++)
		if (http_name_is(buffer, request->fields[i].name, "accept"))
			accept_field(buffer, request->fields[i].value,
			    &order, &json, &text);
	if (json.quality == 0 || json.quality != text.quality)
		return json.quality > text.quality;
	/* Equally wanted: the one that is named, then the one named first. */
	if (json.fit != text.fit)
		return json.fit > text.fit;
	return json.order < text.order;
}
