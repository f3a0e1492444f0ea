/* Dialogs: frames, buttons, questions. */
#include "gui/toolkit/dialog.h"

#include <Xm/BulletinB.h>
#include <Xm/DrawingA.h>
#include <Xm/Form.h>
#include <Xm/Label.h>
#include <Xm/PushB.h>
#include <Xm/Separator.h>
#include <Xm/Text.h>
#include <Xm/Xm.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gui/toolkit/app.h"
#include "gui/toolkit/font.h"
#include "gui/toolkit/hints.h"
#include "gui/toolkit/paint.h"
#include "gui/toolkit/screen.h"
#include "gui/toolkit/theme.h"
#include "gui/toolkit/scale.h"

#define SIGN_SIZE	scale_px(44)
/* Frames, and to see that there is more. */
#define SCREEN_MARGIN	scale_px(40)
#define BUTTONS_MAX	4
#define TITLE_PAD	16	/* of a title bar, around its letters */

void
dialog_close(Widget frame)
{
	XtUnmanageChild(frame);
	XtDestroyWidget(XtParent(frame));
}

static void
close_pressed(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	dialog_close(data);
}

Widget
dialog_frame(struct app *app, const char *name, bool modal)
{
	Arg args[12];
	int n = 0;

	XtSetArg(args[n], XmNautoUnmanage, False), n++;
	XtSetArg(args[n], XmNdialogStyle, modal ?
	    XmDIALOG_PRIMARY_APPLICATION_MODAL : XmDIALOG_MODELESS), n++;
	XtSetArg(args[n], XmNdeleteResponse, XmDO_NOTHING), n++;
	XtSetArg(args[n], XmNmarginWidth, 0), n++;
	XtSetArg(args[n], XmNmarginHeight, 0), n++;
	n = theme_args(app, args, n);
	return XmCreateFormDialog(app->shell, (char *)name, args,
	    (Cardinal)n);
}

/* The close button of the window manager's frame means Cancel. */
static void
cancel_by_manager(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	XtCallCallbacks(data, XmNactivateCallback, NULL);
}

/* Return presses the button that has the focus, so the default button has
 * it from the start. */
static void
focus_default(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	XmProcessTraversal(data, XmTRAVERSE_CURRENT);
}

void
dialog_buttons(struct app *app, Widget frame, Widget body,
    const char *const *names, int count, int default_button,
    int cancel_button, Widget *buttons)
{
	Widget line, row;
	int i;

	row = XtVaCreateManagedWidget("buttons", xmFormWidgetClass, frame,
	    XmNleftAttachment, XmATTACH_FORM, XmNrightAttachment,
	    XmATTACH_FORM, XmNbottomAttachment, XmATTACH_FORM, NULL);
	line = XtVaCreateManagedWidget("line", xmSeparatorWidgetClass, frame,
	    XmNleftAttachment, XmATTACH_FORM, XmNrightAttachment,
	    XmATTACH_FORM, XmNbottomAttachment, XmATTACH_WIDGET,
	    XmNbottomWidget, row, NULL);
	if (body != NULL)
		XtVaSetValues(body, XmNbottomAttachment, XmATTACH_WIDGET,
		    XmNbottomWidget, line, NULL);
	for (i = count - 1; i >= 0; i--)
		buttons[i] = XtVaCreateManagedWidget(names[i],
		    xmPushButtonWidgetClass, row, XmNtopAttachment,
		    XmATTACH_FORM, XmNbottomAttachment, XmATTACH_FORM,
		    XmNrightAttachment, i == count - 1 ? XmATTACH_FORM :
		    XmATTACH_WIDGET, XmNrightWidget,
		    i == count - 1 ? NULL : buttons[i + 1], NULL);
	if (default_button >= 0) {
		XtVaSetValues(frame, XmNdefaultButton,
		    buttons[default_button], NULL);
		XtAddCallback(frame, XmNmapCallback, focus_default,
		    buttons[default_button]);
	}
	if (cancel_button >= 0) {
		XtVaSetValues(frame, XmNcancelButton, buttons[cancel_button],
		    NULL);
		app_on_close(app, XtParent(frame), cancel_by_manager,
		    buttons[cancel_button]);
	}
}

/* Motif has placed the shell and not shown it yet. */
static void
about_to_show(Widget shell, XtPointer data, XtPointer detail)
{
	struct app *app = data;

	(void)detail;
	hints_dialog(app, shell);
	screen_keep(shell);
	screen_cascade(shell, font_height(app->fonts, FONT_UI) + TITLE_PAD);
}

static void
prepare(struct app *app, Widget frame)
{
	theme_apply(app, frame, true);
	XtAddCallback(XtParent(frame), XmNpopupCallback, about_to_show, app);
}

static void
destroy(XtPointer frame, XtIntervalId *id)
{
	(void)id;
	XtDestroyWidget(XtParent((Widget)frame));
}

/* Now, or never; who made it may still use it until the next turn. */
static void
show(struct app *app, Widget frame)
{
	if (app->shut)
		(void)XtAppAddTimeOut(app->context, 0, destroy, frame);
	else
		XtManageChild(frame);
}

void
dialog_open(struct app *app, Widget frame)
{
	prepare(app, frame);
	show(app, frame);
}

struct sign {
	struct app *app;
	struct canvas canvas;
	enum dialog_sign kind;
};

static void
paint_sign(struct sign *sign)
{
	static const struct { enum colour_id colour; const char *mark; }
	looks[] = {
		[SIGN_WARNING] = { COLOUR_WARNING, "!" },
		[SIGN_QUESTION] = { COLOUR_ACCENT, "?" },
		[SIGN_NOTE] = { COLOUR_ACCENT, "i" },
	};
	struct area area = { 2, 2, SIGN_SIZE - 4, SIGN_SIZE - 4 };

	paint_fill(&sign->canvas, COLOUR_CHROME, (struct area){ 0, 0,
	    sign->canvas.width, sign->canvas.height });
	paint_round(&sign->canvas, looks[sign->kind].colour, area);
	paint_label(&sign->canvas, FONT_BIG, COLOUR_ON_ACCENT, area,
	    ALIGN_CENTRE, looks[sign->kind].mark);
}

static void
sign_exposed(Widget widget, XtPointer data, XtPointer detail)
{
	struct sign *sign = data;

	(void)detail;
	paint_prepare(&sign->canvas, sign->app, widget);
	/* Always: the colours may be others by now. */
	paint_sign(sign);
	paint_mark_all(&sign->canvas);
	paint_show(&sign->canvas);
}

static void
sign_gone(Widget widget, XtPointer data, XtPointer detail)
{
	struct sign *sign = data;

	(void)widget;
	(void)detail;
	paint_close(&sign->canvas);
	free(sign);
}

static Widget
add_sign(struct app *app, Widget frame, enum dialog_sign kind)
{
	struct sign *sign = calloc(1, sizeof(*sign));
	Widget area;

	if (sign == NULL)
		return NULL;
	sign->app = app;
	sign->kind = kind;
	area = XtVaCreateManagedWidget("sign", xmDrawingAreaWidgetClass,
	    frame, XmNwidth, SIGN_SIZE, XmNheight, SIGN_SIZE,
	    XmNtraversalOn, False, XmNleftAttachment, XmATTACH_FORM,
	    XmNleftOffset, scale_px(22), XmNtopAttachment, XmATTACH_FORM,
	    XmNtopOffset, scale_px(22), NULL);
	XtAddCallback(area, XmNexposeCallback, sign_exposed, sign);
	XtAddCallback(area, XmNdestroyCallback, sign_gone, sign);
	return area;
}

static Widget
add_message(struct app *app, Widget frame, enum dialog_sign kind,
    const char *text)
{
	Widget sign = add_sign(app, frame, kind);
	Widget label = XtVaCreateManagedWidget("message", xmLabelWidgetClass,
	    frame, XmNalignment, XmALIGNMENT_BEGINNING,
	    XmNtopAttachment, XmATTACH_FORM, XmNtopOffset, scale_px(22),
	    XmNbottomOffset, scale_px(22), XmNrightAttachment, XmATTACH_FORM,
	    XmNrightOffset, scale_px(28),
	    XmNleftAttachment, sign == NULL ? XmATTACH_FORM : XmATTACH_WIDGET,
	    XmNleftWidget, sign, XmNleftOffset, scale_px(20), NULL);

	dialog_set_text(label, text);
	return label;
}

struct question {
	Widget frame;
	dialog_call *call;
	void *context;
};

static void
answered_yes(Widget widget, XtPointer data, XtPointer detail)
{
	struct question *question = data;
	dialog_call *call = question->call;
	void *context = question->context;

	(void)widget;
	(void)detail;
	dialog_close(question->frame);
	call(context);
}

static void
free_question(Widget widget, XtPointer data, XtPointer detail)
{
	(void)widget;
	(void)detail;
	free(data);
}

void
dialog_ask(struct app *app, const char *name, const char *text,
    dialog_call *call, void *context)
{
	static const char *const names[] = { "ok", "cancel" };
	struct question *question = malloc(sizeof(*question));
	Widget frame, label, buttons[2];

	if (question == NULL)
		return;
	frame = dialog_frame(app, name, true);
	*question = (struct question){ frame, call, context };
	label = add_message(app, frame, SIGN_WARNING, text);
	dialog_buttons(app, frame, label, names, 2, 1, 1, buttons);
	XtAddCallback(buttons[0], XmNactivateCallback, answered_yes, question);
	XtAddCallback(buttons[1], XmNactivateCallback, close_pressed, frame);
	XtAddCallback(frame, XmNdestroyCallback, free_question, question);
	dialog_open(app, frame);
}

void
dialog_tell(struct app *app, const char *name, enum dialog_sign sign,
    const char *text)
{
	static const char *const names[] = { "close" };
	Widget frame = dialog_frame(app, name, false), label, button;

	label = add_message(app, frame, sign, text);
	dialog_buttons(app, frame, label, names, 1, 0, 0, &button);
	XtAddCallback(button, XmNactivateCallback, close_pressed, frame);
	dialog_open(app, frame);
}

Widget
dialog_make_text(Widget frame, const char *name, int columns, int rows)
{
	Arg args[16];
	Widget body;
	int n = 0;

	XtSetArg(args[n], XmNeditMode, XmMULTI_LINE_EDIT), n++;
	XtSetArg(args[n], XmNeditable, False), n++;
	XtSetArg(args[n], XmNcursorPositionVisible, False), n++;
	XtSetArg(args[n], XmNscrollHorizontal, False), n++;
	XtSetArg(args[n], XmNwordWrap, True), n++;
	XtSetArg(args[n], XmNcolumns, columns), n++;
	XtSetArg(args[n], XmNrows, rows), n++;
	body = XmCreateScrolledText(frame, (char *)name, args, (Cardinal)n);
	XtVaSetValues(XtParent(body), XmNtopAttachment, XmATTACH_FORM,
	    XmNtopOffset, scale_px(12), XmNleftAttachment, XmATTACH_FORM,
	    XmNleftOffset, scale_px(12), XmNrightAttachment, XmATTACH_FORM,
	    XmNrightOffset, scale_px(12), XmNbottomOffset, scale_px(12), NULL);
	XtManageChild(body);
	return body;
}

/* With large letters on a small screen fewer columns and rows fit. */
static void
keep_on_screen(struct app *app, Widget text)
{
	Dimension width = 0, height = 0;
	int most_width = WidthOfScreen(app->screen) - 2 * SCREEN_MARGIN;
	int most_height = HeightOfScreen(app->screen) - 5 * SCREEN_MARGIN;
	short columns = 0, rows = 0;

	XtVaGetValues(text, XmNwidth, &width, XmNheight, &height, XmNcolumns,
	    &columns, XmNrows, &rows, NULL);
	if (width > most_width)
		columns = (short)(columns * most_width / width);
	if (height > most_height)
		rows = (short)(rows * most_height / height);
	XtVaSetValues(text, XmNcolumns, columns, XmNrows, rows, NULL);
}

void
dialog_open_text(struct app *app, Widget frame, Widget text)
{
	prepare(app, frame);
	keep_on_screen(app, text);
	show(app, frame);
}

static void
show_text(struct app *app, const char *name, const char *widget,
    const char *text, int columns, int rows)
{
	static const char *const names[] = { "close" };
	Widget frame = dialog_frame(app, name, false), button;
	Widget body = dialog_make_text(frame, widget, columns, rows);

	XmTextSetString(body, (char *)text);
	dialog_buttons(app, frame, XtParent(body), names, 1, 0, 0, &button);
	XtAddCallback(button, XmNactivateCallback, close_pressed, frame);
	dialog_open_text(app, frame, body);
}

void
dialog_show_text(struct app *app, const char *name, const char *text,
    int columns, int rows)
{
	show_text(app, name, "text", text, columns, rows);
}

void
dialog_show_listing(struct app *app, const char *name, const char *text,
    int columns, int rows)
{
	show_text(app, name, THEME_MONO_NAME, text, columns, rows);
}
