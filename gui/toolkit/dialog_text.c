/* Text of dialogs that may run from right to left. */
#include <Xm/Xm.h>
#include <stdint.h>
#include <stdlib.h>

#include "gui/model/bidi.h"
#include "gui/toolkit/dialog.h"

XmString
dialog_string(const char *text)
{
	char *visual = bidi_visual(text);
	XmString string = XmStringCreateLocalized(visual == NULL ?
	    (char *)(uintptr_t)text : visual);

	free(visual);
	return string;
}

void
dialog_set_text(Widget label, const char *text)
{
	XmString string = dialog_string(text);

	XtVaSetValues(label, XmNlabelString, string, NULL);
	XmStringFree(string);
}
