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
# seen, and wait: nothing here sleeps and hopes, but for key presses, which
# must last some time to be noticed.

. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

window=''
state_property=_BAREWIRE_STATE

${CC:-cc} -O1 -o "$work/widgets" tests/gui/widgets.c -lX11 ||
    fail "tests/gui/widgets.c does not compile"

# Shows what the screen looked like, see picture below.
eval "$(declare -f fail | sed '1s/fail/say_failure/')"
fail()
{
	picture failed
	say_failure "$@"
}

find_window()
{
	window=$(xdotool search --onlyvisible --name "^Barewire monitor" \
	    2>/dev/null | tail -n 1)
	[ -n "$window" ] && [ -n "$(state)" ]
}

# start_monitor [OPTION]...
start_monitor()
{
	spawn monitor "$XBAREWIRED" -i "$instance" "$@"
	wait_until 30 find_window ||
	    fail "the window does not open: $(cat "$monitor_err")"
	xdotool windowfocus --sync "$window"
}

# The title of the window that has the focus, or holds the one that has.
focus_title()
{
	local id title

	id=$(xdotool getwindowfocus -f 2>/dev/null)
	while [ -n "$id" ]; do
		title=$(xprop -id "$id" WM_NAME 2>/dev/null |
		    sed -n 's/^WM_NAME(.*) = "\(.*\)"$/\1/p')
		[ -z "$title" ] || break
		id=$(xwininfo -id "$id" -children 2>/dev/null |
		    sed -n 's/^ *Parent window id: \(0x[0-9a-f]*\) .*/\1/p')
		[ "$id" != 0x0 ] || break
	done
	echo "$title"
}

# The window manager gives a dialog the focus some time after it is shown,
# and gives it back some time after it went.
focus_has_left()
{
	local title

	title=$(focus_title)
	[ -n "$title" ] && [[ $title != "Barewire monitor"* ]]
}

focus_has_come()
{
	[[ $(focus_title) == "Barewire monitor"* ]]
}

# A dialog that can be seen and has the focus.
dialog_shown()
{
	widget_shown "$1"
	wait_until 10 focus_has_left || fail "$1 does not get the focus"
	sleep 0.1
}

dialog_hidden()
{
	widget_hidden "$1"
	wait_until 3 focus_has_come || xdotool windowfocus --sync "$window"
}

state()
{
	xprop -id "$window" "$state_property" 2>/dev/null |
	    sed -n 's/^[^"]*"\(.*\)"$/\1/p'
}

# state_of connected: the value of a word of the state
state_of()
{
	state | tr ' ' '\n' | sed -n "s/^$1=//p"
}

state_has()
{
	local word

	for word; do
		state | tr ' ' '\n' | grep -qxE -- "$word" || return 1
	done
}

# state_is WORD=REGEX...: becomes so within ten seconds.
state_is()
{
	wait_until 10 state_has "$@" || fail "expected $*, got: $(state)"
}

# Key presses; "alt+s" holds one while the other is pressed.
keys()
{
	local chord part held

	for chord; do
		held=''
		while [[ $chord == ?*+?* ]]; do
			part=${chord%%+*} chord=${chord#*+} held="$part $held"
			xdotool keydown "$part"
		done
		xdotool keydown "$chord"
		sleep 0.03
		xdotool keyup "$chord"
		for part in $held; do
			xdotool keyup "$part"
		done
		sleep 0.08
	done
}

type_text()
{
	xdotool type --delay 30 -- "$1"
}

# A line of tests/gui/widgets.c for one that can be seen; the last wins.
widget()
{
	timeout 20 "$work/widgets" "$window" |
	    awk -v n="$1" '$1 == n && $4 == "shown" { l = $0 }
	    END { print l; exit l == "" }'
}

widget_is_shown()
{
	widget "$1" >/dev/null
}

widget_shown()
{
	wait_until 10 widget_is_shown "$1" || fail "$1 is not shown"
}

widget_is_hidden()
{
	! widget_is_shown "$1"
}

widget_hidden()
{
	wait_until 10 widget_is_hidden "$1" || fail "$1 is still shown"
}

# pointer_to NAME [X Y]: to its middle, or to a place in it
pointer_to()
{
	local line x y w h

	widget_shown "$1"
	line=$(widget "$1")
	read -r x y w h <<<"$(cut -d ' ' -f 5- <<<"$line")"
	xdotool mousemove $((x + ${2:-w / 2})) $((y + ${3:-h / 2}))
	sleep 0.05
}

# click NAME [X Y [BUTTON]]
click()
{
	pointer_to "$1" "${2-}" "${3-}"
	xdotool mousedown "${4:-1}"
	sleep 0.05
	xdotool mouseup "${4:-1}"
	sleep 0.05
}

# A picture of the screen, for people: kept in obj/pictures when that is
# there.
picture()
{
	[ ! -d obj/pictures ] || import -window root "obj/pictures/$1.png"
}

# connect NAME [SECONDS]: a client that waits, from our own program
connect()
{
	local name=$1

	shift
	spawn "client_$name" "$BAREWIRE" wait -n "$name" "$@" "$wait_address"
}
