/*
 * The colours of both schemes, as the app-defaults files have them: what is
 * read stands out from what is behind it by WCAG's contrast of 4.5, what is
 * looked at by 3, and what means two things looks like two.
 */
#include "tests/unit/unit.h"

#define TEXT		4.5	/* the least contrast of text */
#define SIGN		3.0	/* of anything else that says something */
#define APART		15.0	/* least distance of two grounds, CIELAB */

struct file {
	const char *path, *class_name;
};

static const struct file files[] = {
	{ "gui/monitor/XBarewired.ad", "XBarewired" },
	{ "gui/client/XBarewire.ad", "XBarewire" },
};
static const char *const schemes[] = { "light", "dark" };

static char *
file_read(const struct file *file)
{
	const char *root = getenv("TEST_ROOT");
	char path[512];
	char *text = calloc(1, 200000);
	FILE *in;

	snprintf(path, sizeof(path), "%s/%s", root == NULL ? "." : root,
	    file->path);
	in = fopen(path, "r");
	CU_ASSERT_PTR_NOT_NULL_FATAL(in);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	CU_ASSERT_NOT_EQUAL(fread(text, 1, 199999, in), 0);
	fclose(in);
	return text;
}

/* The six digits of a colour; -1 when it is not there. */
static long
value_of(const char *text, const char *class_name, const char *scheme,
    const char *name)
{
	char line[128];
	const char *found;

	snprintf(line, sizeof(line), "\n%s.%s.%s: #", class_name, scheme,
	    name);
	found = strstr(text, line);
	return found == NULL ? -1 : strtol(found + strlen(line), NULL, 16);
}

/* Newton's, for x of 0 to 1: no library of mathematics is linked here. */
static double
root_of(double x, int n)
{
	double guess = 1, power;
	int i, step;

	for (step = 0; step < 200; step++) {
		for (power = 1, i = 1; i < n; i++)
			power *= guess;
		guess -= (guess - x / power) / n;
	}
	return guess;
}

/* One channel of sRGB as light, 0 to 1. */
static double
light_of(long colour, int shift)
{
	double x = (double)(colour >> shift & 0xff) / 255, base;

	if (x <= 0.04045)
		return x / 12.92;
	base = (x + 0.055) / 1.055;
	return base * base * root_of(base * base, 5);
}

static double
luminance_of(long colour)
{
	return 0.2126 * light_of(colour, 16) + 0.7152 * light_of(colour, 8) +
	    0.0722 * light_of(colour, 0);
}

static double
contrast_of(long one, long other)
{
	double a = luminance_of(one) + 0.05, b = luminance_of(other) + 0.05;

	return a > b ? a / b : b / a;
}

static double
lab_curve(double t)
{
	return t > 0.008856 ? root_of(t, 3) : 7.787 * t + 16.0 / 116;
}

static void
lab_of(long colour, double lab[3])
{
	double r = light_of(colour, 16), g = light_of(colour, 8);
	double b = light_of(colour, 0);
	double x = lab_curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
	double y = lab_curve(luminance_of(colour));
	double z = lab_curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);

	lab[0] = 116 * y - 16;
	lab[1] = 500 * (x - y);
	lab[2] = 200 * (y - z);
}

/* The square of their distance. */
static double
distance_of(long one, long other)
{
	double a[3], b[3], sum = 0;
	int i;

	lab_of(one, a);
	lab_of(other, b);
	for (i = 0; i < 3; i++)
		sum += (a[i] - b[i]) * (a[i] - b[i]);
	return sum;
}

static void
knows_contrast(void)
{
	CU_ASSERT_DOUBLE_EQUAL(contrast_of(0xffffff, 0), 21, 0.01);
	CU_ASSERT_DOUBLE_EQUAL(contrast_of(0x777777, 0xffffff), 4.48, 0.01);
	CU_ASSERT_DOUBLE_EQUAL(distance_of(0xffffff, 0), 10000, 5);
	CU_ASSERT_DOUBLE_EQUAL(distance_of(0x15803d, 0x15803d), 0, 0.001);
}

/* What stands on what; the grounds are separated by blanks. */
static const struct pair {
	double least;
	const char *ink, *grounds;
} pairs[] = {
	{ TEXT, "text", "chrome surface field heading selected fresh faulty "
	    "hover picked found foundNow receivedBand receivedHead sentBand "
	    "sentHead" },
	{ TEXT, "muted", "chrome surface heading selected fresh faulty "
	    "picked trough receivedBand receivedHead sentBand sentHead" },
	{ TEXT, "faint", "chrome surface selected faulty picked" },
	{ TEXT, "lineEnd", "surface receivedBand sentBand picked found "
	    "foundNow" },
	{ TEXT, "escape", "surface receivedBand sentBand picked found "
	    "foundNow" },
	{ TEXT, "error", "chrome surface selected faulty picked "
	    "receivedBand receivedHead sentBand sentHead" },
	{ TEXT, "warning", "chrome surface picked receivedBand sentBand" },
	{ TEXT, "muted", "found foundNow" },
	{ TEXT, "error", "found foundNow" },
	{ TEXT, "warning", "found foundNow" },
	{ TEXT, "good", "chrome surface picked" },
	{ TEXT, "accent", "chrome surface heading selected picked "
	    "found foundNow" },
	{ TEXT, "onAccent", "accent error warning" },
	{ TEXT, "gapInk", "gapBand picked found foundNow" },
	{ TEXT, "receivedInk", "surface receivedBand receivedHead picked "
	    "found foundNow" },
	{ TEXT, "sentInk", "surface sentBand sentHead picked" },
	{ TEXT, "waitingInk", "surface selected fresh faulty" },
	{ TEXT, "pairingInk", "surface picked found foundNow" },
	{ SIGN, "slider", "trough surface chrome" },
	{ SIGN, "accent", "trough" },
	{ SIGN, "waitingInk", "trough" },
	{ SIGN, "clientsLine", "surface" },
	{ SIGN, "messagesLine", "surface" },
	{ SIGN, "foundEdge", "foundNow receivedBand sentBand picked" },
#define STATE(symbol, word, meaning) { TEXT, word "Ink", word "Fill" },
#include "shm/states.def"
#undef STATE
};

/* Every colour there is, so that a new one is not forgotten in a scheme. */
static const char *const names[] = {
#define COLOUR(symbol, name) name,
#include "gui/toolkit/colours.def"
#undef COLOUR
#define STATE(symbol, word, meaning) word "Ink", word "Fill",
#include "shm/states.def"
#undef STATE
};

static void
has_every_colour_the_same_in_both_windows(void)
{
	char *texts[2];
	size_t s, n;

	texts[0] = file_read(&files[0]);
	texts[1] = file_read(&files[1]);
	for (s = 0; s < 2; s++)
		for (n = 0; n < sizeof(names) / sizeof(names[0]); n++) {
			long one = value_of(texts[0], files[0].class_name,
			    schemes[s], names[n]);
			long other = value_of(texts[1],
			    files[1].class_name, schemes[s], names[n]);

			if (one < 0 || one != other)
				printf("%s.%s: #%06lx and #%06lx\n",
				    schemes[s], names[n], one, other);
			CU_ASSERT(one >= 0 && one == other);
		}
	free(texts[0]);
	free(texts[1]);
}

static void
check_pair(const char *text, const struct file *file, const char *scheme,
    const struct pair *pair)
{
	long ink = value_of(text, file->class_name, scheme, pair->ink);
	char grounds[256], *rest = grounds, *ground;
	double contrast;

	snprintf(grounds, sizeof(grounds), "%s", pair->grounds);
	CU_ASSERT_FATAL(ink >= 0);
	while ((ground = strsep(&rest, " ")) != NULL) {
		long behind = value_of(text, file->class_name, scheme,
		    ground);

		CU_ASSERT_FATAL(behind >= 0);
		contrast = contrast_of(ink, behind);
		if (contrast < pair->least)
			printf("%s.%s on %s: %.2f is less than %.1f\n",
			    scheme, pair->ink, ground, contrast,
			    pair->least);
		CU_ASSERT(contrast >= pair->least);
	}
}

static void
can_be_read(void)
{
	char *text;
	size_t f, s, p;

	for (f = 0; f < 2; f++) {
		text = file_read(&files[f]);
		for (s = 0; s < 2; s++)
			for (p = 0; p < sizeof(pairs) / sizeof(pairs[0]); p++)
				check_pair(text, &files[f], schemes[s],
				    &pairs[p]);
		free(text);
	}
}

static void
tells_grounds_apart(void)
{
	static const char *const apart[][2] = {
		{ "receivedBand", "sentBand" },
		{ "receivedHead", "sentHead" },
		{ "picked", "receivedBand" }, { "picked", "sentBand" },
		{ "found", "receivedBand" }, { "found", "sentBand" },
		{ "found", "picked" },
	};
	char *text = file_read(&files[0]);
	size_t s, i;

	for (s = 0; s < 2; s++)
		for (i = 0; i < sizeof(apart) / sizeof(apart[0]); i++) {
			double distance = distance_of(value_of(text,
			    "XBarewired", schemes[s], apart[i][0]),
			    value_of(text, "XBarewired", schemes[s],
			    apart[i][1]));

			if (distance < APART * APART)
				printf("%s: %s and %s: %.0f\n", schemes[s],
				    apart[i][0], apart[i][1], distance);
			CU_ASSERT(distance >= APART * APART);
		}
	free(text);
}

UNIT_MAIN("colours",
    TEST(knows_contrast),
    TEST(has_every_colour_the_same_in_both_windows),
    TEST(can_be_read),
    TEST(tells_grounds_apart))
