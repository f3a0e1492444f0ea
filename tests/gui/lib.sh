# For tests of the windows, in bash; see tests/e2e/lib.sh for the rest.
#
#	. "${TEST_ROOT:-.}/tests/gui/lib.sh"
#	start_server
#	start_monitor
#	state_is connected=0
#	keys alt+s s		the keys go to the monitor
#	click clientFilter	a widget by its name
#	widget_shown shutdownDialog
#
# Asserts look at the property _BAREWIRE_STATE and at which widgets can be
# seen, and wait.  A key or click returns when the program has handled it:
# nothing here sleeps and hopes.

. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

window=''

# tests/gui/driver.c presses keys and looks at windows; one for all of a test.
# It is compiled once, beside its place and renamed, for others run as well.
driver=$TEST_ROOT/obj/driver
for source in tests/gui/{driver.c,editres.c,editres.h,typed.h}; do
	[ "$driver" -nt "$source" ] || {
		mkdir -p obj && ${CC:-cc} -I. -o "$work/driver" \
		    tests/gui/driver.c tests/gui/editres.c -lXtst -lX11 &&
		    mv "$work/driver" "$driver" ||
		    fail "tests/gui/driver.c does not compile"
	}
done
mkfifo "$work/driver.in" "$work/driver.out"
exec {to_driver}<>"$work/driver.in" {from_driver}<>"$work/driver.out"
"$driver" <"$work/driver.in" >"$work/driver.out" &
started+=($!)
said=''			# the driver's last answer, without the "ok"

# ask COMMAND...: of the driver; fails when it says "no".
ask()
{
	printf '%s\n' "$*" >&"$to_driver"
	IFS= read -r -t 120 said <&"$from_driver" ||
	    fail "no answer from tests/gui/driver.c to: $*"
	[[ $said == ok* ]] || return 1
	said=${said#ok} said=${said# }
}

# patience SECONDS: in milliseconds, more for what runs slowly
patience()
{
	echo $(($1 * 1000 * TEST_SLOWNESS))
}

# Shows what the screen looked like, see picture below.
eval "$(declare -f fail | sed '1s/fail/say_failure/')"
fail()
{
	picture failed
	say_failure "$@"
}

# What the toolkit warns of is a mistake of ours, whatever came of it.
nothing_warned()
{
	local warning

	warning=$(sed -n '/^Warning:/,/^[^ ]/p' "$work"/*.err 2>/dev/null)
	[ -z "$warning" ] || fail "the toolkit warned: $warning"
}

eval "$(declare -f test_case | sed '1s/test_case/begin_case/')"
test_case()
{
	nothing_warned
	begin_case "$@"
}

find_window()
{
	ask find "${1:-0}" "Barewire monitor" && window=$said
}

# fill FIELD TEXT
fill()
{
	click "$1"
	keys ctrl+a
	type_text "$2"
}

# name_file PATH: Save As..., up to what Return does
name_file()
{
	keys ctrl+s
	dialog_shown saveDialog
	keys ctrl+a
	type_text "$1"
}

# What a window of this test remembered; with remember=yes a test keeps it.
forget()
{
	[ "${remember-}" = yes ] || rm -rf "$XDG_CONFIG_HOME/barewire"
}

# start_monitor [OPTION]...
start_monitor()
{
	forget
	spawn monitor "$XBAREWIRED" -i "$instance" "$@"
	wait_until 30 window_or_end "$monitor_pid" "Barewire monitor" ||
	    fail "the window does not open: $(<"$monitor_err")"
	focus_window
}

# window_or_end PID TITLE: sets window; fails at once when the process ended
window_or_end()
{
	ask find 100 "$2" && window=$said && return
	alive "$1" || fail "it ended: $(cat "$work"/*.err)"
	return 1
}

# Gives the window the keyboard.
focus_window()
{
	ask focus "$(patience 5)" ||
	    fail "the window does not get the focus: $(cat "$work"/*.err)"
}

# The title of the window that has the focus, or holds the one that has.
focus_title()
{
	ask title
	echo "$said"
}

# The window manager gives a dialog the focus some time after it is shown,
# and gives it back some time after it went.
focus_has_left()
{
	ask title && [ -n "$said" ] &&
	    [[ $said != "Barewire "@(monitor|client)* ]]
}

focus_has_come()
{
	ask title && [[ $said == "Barewire "@(monitor|client)* ]]
}

# A dialog that can be seen and has the focus.
dialog_shown()
{
	widget_shown "$1"
	wait_until 10 focus_has_left || fail "$1 does not get the focus"
	ask sync
}

dialog_hidden()
{
	widget_hidden "$1"
	wait_until 3 focus_has_come || focus_window
	ask sync
}

state()
{
	ask state && echo "$said"
}

# state_of connected: the value of a word of the state
state_of()
{
	local word

	ask state || return 1
	for word in $said; do
		[[ $word != "$1="* ]] || echo "${word#*=}"
	done
}

state_has()
{
	ask wait 0 "$*"
}

# state_is WORD=REGEX...: becomes so within ten seconds.
state_is()
{
	ask wait "$(patience 10)" "$*" || fail "expected $*, got: $(state)"
}

# Key presses; "alt+s" holds one while the other is pressed.
keys()
{
	ask keys "$*" || fail "$said"
}

clipboard_holds()
{
	timeout 3 xclip -o -selection clipboard 2>/dev/null | cmp -s - "$1"
}

# clipboard_take FILE: to be pasted.  xclip returns before the X server has
# heard of it: the process that it leaves behind has yet to say so.
clipboard_take()
{
	xclip -i -selection clipboard "$1"
	wait_until 10 clipboard_holds "$1" || fail "the clipboard holds something else"
}

type_text()
{
	ask type "$1" || fail "cannot type $1: $said"
	ask sync
}

# Window, x, y, width and height of one that can be seen; the last wins.
widget()
{
	ask shown 0 "$1" && echo "$said"
}

# side NAME x|y|width|height: of one that can be seen
side()
{
	local place x y width height

	place=$(widget "$1") || fail "$1 is not shown"
	read -r _ x y width height <<<"$place"
	echo "${!2}"
}

widget_is_shown()
{
	ask shown 0 "$1"
}

widget_shown()
{
	ask shown "$(patience 10)" "$1" || fail "$1 is not shown"
}

widget_is_hidden()
{
	! widget_is_shown "$1"
}

widget_hidden()
{
	ask hidden "$(patience 10)" "$1" || fail "$1 is still shown"
}

# pointer_to NAME [X Y]: to its middle, or to a place in it
pointer_to()
{
	ask point "$(patience 10)" "$1" "${2:--}" "${3:--}" ||
	    fail "$1 is not shown"
}

button_down()
{
	ask press "${1:-1}"
}

button_up()
{
	ask release "${1:-1}"
}

# click NAME [X Y [BUTTON]]
click()
{
	pointer_to "$1" "${2-}" "${3-}"
	button_down "${4:-1}"
	button_up "${4:-1}"
}

# pick_message: the first in the stream that is to be seen; picked_y is where.
# What the server or the judge says stands between messages and comes when it
# will, so that no line is sure to be one of a message.
pick_message()
{
	for picked_y in 30 46 62 78 94 110 126 142; do
		click stream 200 "$picked_y"
		state_is 'picked=[1-9].*'
		! state_has of=message || return 0
	done
	fail "no message is to be seen: $(state)"
}

# A picture of the screen, for people: kept in obj/pictures when that is
# there.
picture()
{
	[ ! -d obj/pictures ] || import -window root "obj/pictures/$1.png"
}

# pid_of NAME: of the process that serves it
pid_of()
{
	"$BAREWIRECTL" -i "$instance" status --json |
	    python3 -c 'import json, sys
for client in json.load(sys.stdin)["clients"]:
    if client["name"] == sys.argv[1]:
        print(client["pid"])' "$1"
}

# connect NAME [SECONDS]: a client that waits, from our own program
connect()
{
	local name=$1

	shift
	spawn "client_$name" "$BAREWIRE" wait -n "$name" "$@" "$wait_address"
}
