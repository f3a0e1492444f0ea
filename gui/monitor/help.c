/* The Help menu. */
#include "gui/toolkit/help.h"

#include "gui/monitor/monitor.h"

void
monitor_help_overview(struct monitor *monitor)
{
	help_overview(&monitor->app);
}

void
monitor_help_keys(struct monitor *monitor)
{
	help_keys(&monitor->app, monitor->menu, COMMAND_COUNT);
}

void
monitor_help_about(struct monitor *monitor)
{
	help_about(&monitor->app);
}
