/*
 * View > List of the monitor window: the list of exchanges, and the messages
 * whose place it takes.  The thread of the Xt loop.
 */
#ifndef GUI_MONITOR_LIST_H
#define GUI_MONITOR_LIST_H

#include "gui/monitor/monitor.h"

/* In the messages' pane, below its bar. */
void monitor_make_list(struct monitor *monitor, Widget parent);
void monitor_set_listing(struct monitor *monitor, bool on);
/* Once another of stream, list and ladder is to be seen, or bytes below. */
void monitor_arrange_messages(struct monitor *monitor);
/* The bytes of what is picked, below list or ladder. */
void monitor_show_bytes(struct monitor *monitor, bool open);
/* What is picked is brought into the view of list or ladder; bytes: and its
 * bytes below. */
void monitor_list_reveal(struct monitor *monitor, bool bytes);
/* Does what is shown, messages, list or ladder, follow the newest? */
bool monitor_follows(const struct monitor *monitor);
void monitor_set_follow(struct monitor *monitor, bool follow);
/* While much comes the list is not painted before that. */
int monitor_list_rest_ms(const struct monitor *monitor);
/* Once a poll. */
void monitor_look_at_list(struct monitor *monitor);

/* stream.c */
/* Messages and their list have more, or look otherwise: painted soon. */
void monitor_touch_messages(struct monitor *monitor);
/* Why no message comes; NULL: it is not known why none should. */
const char *monitor_why_empty(void *context);
void monitor_post_messages_menu(struct monitor *monitor, struct pane *pane,
    const struct menu_place *place);

#endif
