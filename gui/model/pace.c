/* When to draw. */
#include "gui/model/pace.h"

#define NS_A_SECOND INT64_C(1000000000)

int64_t
pace_left(struct pace *pace, int64_t now_ns)
{
	int64_t passed = now_ns - pace->filled_ns;

	/* Longer than that fills any budget, and would overflow below. */
	if (pace->filled_ns == 0 || passed > 60 * NS_A_SECOND)
		pace->left_bytes = pace->burst_bytes;
	else
		pace->left_bytes += passed * pace->bytes_a_second /
		    NS_A_SECOND;
	pace->filled_ns = now_ns;
	if (pace->left_bytes > pace->burst_bytes)
		pace->left_bytes = pace->burst_bytes;
	return pace->left_bytes;
}

int
pace_delay_ms(struct pace *pace, int64_t now_ns)
{
	int64_t left = pace_left(pace, now_ns), wait;

	wait = left >= 0 ? 0 :
	    -left * 1000 / pace->bytes_a_second;
	if (wait < pace->least_ms)
		wait = pace->least_ms;
	return (int)(wait > pace->most_ms ? pace->most_ms : wait);
}

void
pace_spend(struct pace *pace, int64_t bytes)
{
	pace->left_bytes -= bytes;
	/* What was too much for a while is not paid back for ever. */
	if (pace->left_bytes < -pace->burst_bytes)
		pace->left_bytes = -pace->burst_bytes;
}

bool
pace_plenty(const struct pace *pace)
{
	return pace->left_bytes > pace->burst_bytes / 2;
}
