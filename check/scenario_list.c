/* The labs whose servers can be checked. */
#include "check/scenario.h"

static const struct scenario_lab *const list[LAB_COUNT] = {
	[LAB_WAIT] = &scenario_wait,
	[LAB_ORDER] = &scenario_order,
	[LAB_CHAT] = &scenario_chat,
	[LAB_CALC] = &scenario_calc,
	[LAB_CLOCK] = &scenario_clock,
	[LAB_ECHO] = &scenario_echo,
};

const struct scenario_lab *
scenario_lab(unsigned lab)
{
	return lab < LAB_COUNT ? list[lab] : NULL;
}
