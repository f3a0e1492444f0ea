/* The wait lab's page: how long to ask for, and the pause counting down. */
#include <Xm/Form.h>
#include <Xm/Xm.h>
#include <stdio.h>

#include "base/when.h"
#include "gui/client/client.h"
#include "gui/client/page.h"
#include "gui/client/countdown.h"

struct wait_page {
	struct client_page page;
	struct countdown countdown;
};

static Widget
build_head(struct client_page *page, Widget form)
{
	struct wait_page *wait = (struct wait_page *)page;

	countdown_make(&wait->countdown, page, form);
	XtVaSetValues(wait->countdown.view.area, XmNleftAttachment,
	    XmATTACH_FORM, XmNrightAttachment, XmATTACH_FORM,
	    XmNtopAttachment, XmATTACH_WIDGET, XmNtopWidget,
	    page->steps_view.area, NULL);
	return wait->countdown.view.area;
}

static void
moved(struct client_page *page)
{
	countdown_update(&((struct wait_page *)page)->countdown);
}

static void
fit(struct client_page *page)
{
	countdown_fit(&((struct wait_page *)page)->countdown);
}

static size_t
publish(const struct client_page *page, char *out, size_t out_size)
{
	const struct session *session = &page->session;
	bool pausing = session_pausing(session);

	return (size_t)snprintf(out, out_size, " held=%d pause=%ld left=%ld "
	    "panel=%s", page->held,
	    pausing ? session->pause_seconds : -1, pausing ?
	    session_left_seconds(session, when_mono_ns()) : -1,
	    countdown_word(&((const struct wait_page *)page)->countdown));
}

const struct client_page_class client_page_wait = {
	.size = sizeof(struct wait_page),
	.build_head = build_head,
	.moved = moved,
	.fit = fit,
	.publish = publish,
};
