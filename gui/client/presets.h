/*
 * A menu of requests to begin with: what is right, and the mistakes people
 * make.  Resources text.preset.NAME.title and .request hold them,
 * text.presets lists the names.
 *
 * The thread of the Xt loop.
 */
#ifndef GUI_CLIENT_PRESETS_H
#define GUI_CLIENT_PRESETS_H

#include "gui/client/page.h"

struct presets {
	struct client_page *page;	/* whose host and port are meant */
	Widget editor;			/* gets the request */
	char taken[32];		/* the name of the one taken last, or "" */
	char *given;		/* what the editor was given last; malloc'ed,
				   or NULL */
	char *written;		/* what somebody wrote there before that;
				   malloc'ed, or NULL */
	Widget written_entry;	/* takes `written` back; unmanaged: none */
};

/* The editor gets the text; what was written there by hand is kept. */
void presets_give(struct presets *presets, const char *text);

/* The caller has set page, and sets editor before anything is taken. */
void presets_make(struct presets *presets, Widget row);
void presets_take(struct presets *presets, const char *name);

#endif
