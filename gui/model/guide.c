/* What to type to talk to a server's labs. */
#include "gui/model/guide.h"

#include <stdio.h>
#include <string.h>

#include "gui/model/command.h"
#include "watch/running.h"

/* Where the lab is talked to as a rule; NULL: nowhere. */
static const struct listening *
place_of(const struct watch_view *view, unsigned lab)
{
	uint32_t i;

	for (i = 0; i < view->listening_count; i++)
		if (running_fits(&view->listening[i], lab, false))
			return &view->listening[i];
	return NULL;
}

void
guide_fill(struct guide *guide, const struct watch_view *view)
{
	char address[ADDRESS_SIZE];
	const struct listening *place;
	unsigned lab;

	guide->count = 0;
	for (lab = 0; lab < LAB_COUNT; lab++) {
		place = place_of(view, lab);
		if (place == NULL)
			continue;
		command_address(place->address, address, sizeof(address));
		(void)snprintf(guide->commands[guide->count++],
		    GUIDE_COMMAND_SIZE, "barewire %s %s", lab_info(lab)->name,
		    address);
	}
}
