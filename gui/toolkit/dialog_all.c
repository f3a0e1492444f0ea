/* Dialogs: all of them at once. */
#include <X11/IntrinsicP.h>
#include <X11/CompositeP.h>
#include <X11/CoreP.h>
#include <Xm/DialogS.h>

#include "gui/toolkit/app.h"
#include "gui/toolkit/dialog.h"

void
dialog_close_all(struct app *app)
{
	Cardinal i = app->shell->core.num_popups;
	Widget shell, frame;

	while (i-- > 0) {
		shell = app->shell->core.popup_list[i];
		frame = XmIsDialogShell(shell) &&
		    ((CompositeWidget)shell)->composite.num_children > 0 ?
		    ((CompositeWidget)shell)->composite.children[0] : NULL;
		if (frame != NULL && !frame->core.being_destroyed)
			dialog_close(frame);
	}
}
