/* The windows' icon. */
#include "gui/toolkit/icon.h"

#define FINE	4		/* samples each way within a pixel */
#define CORNER	0.2		/* its radius; the icon is 1 wide and high */

/* The ground: a square whose corners are round. */
static bool
in_ground(double x, double y)
{
	double dx = x < CORNER ? CORNER - x : x > 1 - CORNER ?
	    x - (1 - CORNER) : 0;
	double dy = y < CORNER ? CORNER - y : y > 1 - CORNER ?
	    y - (1 - CORNER) : 0;

	return dx * dx + dy * dy <= CORNER * CORNER;
}

/* An arrow to the right along y = 0. */
static bool
in_arrow(double x, double y)
{
	double away = y < 0 ? -y : y;

	if (x < 0.56)
		return x >= 0.16 && away <= 0.07;
	return x <= 0.86 && away <= (0.86 - x) * 0.6;
}

static uint32_t
mixed(const uint32_t colours[3], const unsigned counts[3])
{
	unsigned covered = counts[0] + counts[1] + counts[2];
	uint32_t pixel;
	int shift, i;

	if (covered == 0)
		return 0;
	pixel = 255 * covered / (FINE * FINE);
	for (shift = 16; shift >= 0; shift -= 8) {
		uint32_t sum = 0;

		for (i = 0; i < 3; i++)
			sum += (colours[i] >> shift & 0xff) * counts[i];
		pixel = pixel << 8 | sum / covered;
	}
	return pixel;
}

static void
sample(double across, double down, unsigned counts[3])
{
	if (in_arrow(across, down - 0.32))
		counts[1]++;
	else if (in_arrow(1 - across, down - 0.68))
		counts[2]++;
	else if (in_ground(across, down))
		counts[0]++;
}

uint32_t
icon_pixel(const struct icon *icon, int size, int x, int y)
{
	const uint32_t colours[3] = { icon->ground, icon->there, icon->back };
	unsigned counts[3] = { 0, 0, 0 };
	int row, column;

	for (row = 0; row < FINE; row++)
		for (column = 0; column < FINE; column++)
			sample((x + (column + 0.5) / FINE) / size,
			    (y + (row + 0.5) / FINE) / size, counts);
	return mixed(colours, counts);
}
