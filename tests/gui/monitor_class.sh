# View > Class: names, states and countdowns, large, and nothing else.  A client
# whose message holds a private word and whose address is an unusual one; then
# every menu entry and every key, looking for word, address and process.
# timeout: 300
# takes: 100
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/menus.bash

ad=gui/monitor/XBarewired.ad
word=Bernsteinzimmer
host=127.9.8.7
home=$work/home
# What the menus do while it is on, but for what ends window or mode.
allowed=" viewLarger viewSmaller viewDark classMarks helpOverview helpKeys
 helpLegend helpAbout "

entries()
{
	awk -F'[(),]' '
	    { gsub(/[" ]/, "") }
	    /^TITLE/ { menu = $2 }
	    /^SUB/ { sub_menu = $2 }
	    /^BACK/ { sub_menu = "" }
	    /^(PUSH|TOGGLE)/ { print menu, sub_menu, $3 }' gui/monitor/menus.def
}

# talk NAME LAB-ADDRESS FROM PART...: ~ stands for the end of a line
talk()
{
	spawn "talk_$1" python3 -c 'import socket, sys, time
lab = sys.argv[1].rsplit(":", 1)
peer = socket.create_connection(lab, source_address=(sys.argv[2], 0))
for part in sys.argv[3:]:
    peer.sendall(part.replace("~", "\r\n").encode())
    time.sleep(0.2)
time.sleep(1000)' "${@:2}"
}

# One after the other, so that the news is the same: into an empty room.
talk_both()
{
	wait_until 40 state_has cells=0 || fail "the room is not empty: $(state)"
	keys F11
	state_is class=0
	keys F11
	state_is class=1 marks=0
	talk guest "$wait_address" "$host" "GET /$word HTTP/1.1~Host: a~~"
	state_is cells=1
	talk bob "$calc_address" "$host" bob~ "$word~"
	state_is cells=2
	expect_line "$server_out" "bob asked $word"
	pointer_away
	wait_until 20 is_still || fail "it does not stand still"
}

screen()
{
	import -window "$window" rgb:- | md5sum
}

screen_is()
{
	[ "$(screen)" = "$1" ]
}

# Between two looks, a second apart, nothing was painted.
is_still()
{
	local before

	before=$(screen)
	sleep 1
	screen_is "$before"
}

# The pointer where it lights nothing up.
pointer_away()
{
	xdotool mousemove 1279 1023
	ask sync
}

# Every word that must not be seen, a line each: the numbers of the server's
# processes, too.
secrets()
{
	echo "$word"
	echo "$host"
	[ -n "$server_pid" ] || return 0
	printf '%s\n' "\\b$server_pid\\b"
	pgrep -P "$server_pid" | sed 's/.*/\\b&\\b/'
}

# offered SELECTION
offered()
{
	timeout 3 xclip -o -selection "$1" 2>/dev/null
}

# Everything that another program can read of the windows: the properties of
# all that have a name, what is offered to be pasted.
to_be_read()
{
	xwininfo -root -tree | grep '"' >"$work/tree"
	cat "$work/tree"
	grep -o '^ *0x[0-9a-f]*' "$work/tree" | while read -r id; do
		xprop -id "$id" 2>/dev/null
	done | grep -v '^_NET_WM_ICON\|^_NET_WM_PID\|window id #\|^\s'
	offered primary
	offered clipboard
}

# Those of the window, a line each.
dialogs()
{
	xwininfo -root -tree | grep -o '"[A-Za-z]*Dialog_popup"' | sort -u
}

# Can another program read one of the secrets?
is_seen()
{
	secrets >"$work/secrets"
	to_be_read >"$work/read"
	grep -f "$work/secrets" "$work/read" >"$work/seen"
}

# nothing_shown AFTER
nothing_shown()
{
	ask sync
	state_has class=1 || fail "$1: $(state)"
	! is_seen || fail "$1 shows: $(<"$work/seen")"
	[ -z "$(ls -A "$home")" ] || fail "$1 wrote $(ls -A "$home")"
	! grep -rqf "$work/secrets" "$XDG_CONFIG_HOME" 2>/dev/null ||
	    fail "$1 wrote it into the settings"
}

nothing_opened()
{
	[ -z "$(dialogs)" ] || fail "$1 opens $(dialogs)"
	nothing_shown "$1"
}

no_dialogs()
{
	[ -z "$(dialogs)" ]
}

menus_begin
menus[viewColumns]=view

test_case "every dialog that is open goes as it begins"
mkdir -p "$home"
start_server --capture "$work/lab.pcapng"
cd "$home" || fail "no $home"
start_monitor -xrm '*tearOffModel: TEAR_OFF_ENABLED'
cd "$TEST_ROOT" || fail "no $TEST_ROOT"
state_is attach=running judge=1 class=0
talk bob "$calc_address" "$host" bob~ "$word~"
state_is 'event=bob_registered.*'
connect alice --min 900 --max 900
state_is connected=2 'event=alice.*'
click messageFilter
type_text "$word"
state_is 'entries=[1-9].*'
click stream 200 8
state_is 'picked=[1-9].*'
keys ctrl+c
wait_until 10 eval 'offered clipboard | grep -q "$word"' || fail "not copied"
wait_until 10 eval 'offered primary | grep -q "$word"' || fail "not picked"
click table 80 45
state_is 'selected=(alice|bob)'
keys ctrl+i
dialog_shown detailsDialog
opened=1
for key in F7 F12 ctrl+shift+e F1; do
	focus_window
	keys "$key"
	opened=$((opened + 1))
	wait_until 10 eval '[ "$(dialogs | wc -l)" = "$opened" ]' ||
	    fail "$key opens nothing"
done
state_is hood=open ladder=1
is_seen || fail "the test does not see what there is"
focus_window
keys F11
state_is class=1 marks=0 cells=2 counting=1 focus=class
wait_until 10 no_dialogs || fail "open: $(dialogs)"
[ -z "$(offered primary)$(offered clipboard)" ] || fail "still offered"
for name in panes header table stream timeline messagesBar find; do
	widget_hidden "$name"
done
widget_shown class
nothing_opened "the beginning"
pointer_away
picture class

test_case "neither Escape nor any key of panes and fields leaves it"
for key in Escape Return space Tab shift+Tab F3 shift+F3 ctrl+a ctrl+v ctrl+x \
    ctrl+Insert shift+Insert Menu shift+F10 Home End Up Down Left Right s r \
    Prior Next ctrl+z ctrl+plus ctrl+minus; do
	keys "$key"
	nothing_opened "$key"
done
state_is size=10
for button in 1 2 3; do
	click class 60 60 "$button"
	click class 60 60 "$button"
	nothing_opened "button $button"
done
pointer_to class 60 60
button_down
pointer_to class 300 200
pointer_to class 310 220
button_up
click status 300 10
pointer_to status 60 10
sleep 1		# tips come after half of one
widget_hidden tip
nothing_opened "dragging, and resting"

is_allowed()
{
	[[ " ${allowed//$'\n'/ } " == *" $1 "* ]]
}

# What an entry that is allowed did is put back as it was.
undo()
{
	case $1 in
	viewLarger) state_is size=11; keys ctrl+minus; state_is size=10 ;;
	viewSmaller) state_is size=9; keys ctrl+equal; state_is size=10 ;;
	viewDark) state_is dark=1; keys F9; state_is dark=0 ;;
	classMarks) state_is marks=1; keys shift+F11; state_is marks=0 ;;
	help*)	wait_until 10 eval '! no_dialogs' || fail "$1: nothing"
		wait_until 10 focus_has_left || fail "$1 has no focus"
		nothing_shown "$1"
		keys Escape
		wait_until 10 no_dialogs || fail "$1 stays"
		wait_until 3 focus_has_come || focus_window ;;
	esac
}

for item in "${item_names[@]}"; do
	case $item in classOn|serverExit) continue ;; esac
	test_case "$item, by its key and by the mouse"
	by_accelerator "$item"
	! is_allowed "$item" || undo "$item"
	nothing_opened "$item's key"
	by_mouse "$item"
	if is_allowed "$item"; then
		undo "$item"
	else
		# What is grey leaves the menu open.
		keys Escape Escape Escape
		widget_hidden "$item"
	fi
	nothing_opened "$item"
done

test_case "columns and mischief are grey, too"
for sub in viewColumns clientMischief; do
	click "${menus[$sub]}"
	click "$sub"
	entry=column_lab
	[ $sub = viewColumns ] || entry=mischief_delay
	widget_shown "$entry"
	click "$entry"
	keys Escape Escape Escape
	widget_hidden "$entry"
	nothing_opened "$sub"
done
! grep -q mischief "$server_out" || fail "there was mischief"

test_case "a menu that was torn off does nothing either"
click messages
widget_shown messagesDetails
pointer_to messagesMenu 20 3
button_down
button_up
keys Escape
widget_shown messagesDetails
for item in messagesDetails messagesCopy messagesSave messagesOpen; do
	click "$item"
	nothing_opened "$item, torn off"
done
focus_window

test_case "news has no reason, no address and no process"
kill "$talk_bob_pid"
connect carol --min 900 --max 900
state_is counting=2
nothing_opened "who came and went"

test_case "another word, address and process look the same"
# Those that wait count down.
kill "$client_alice_pid" "$client_carol_pid"
talk_both
nothing_opened "the one"
first=$(screen)
kill "$talk_bob_pid" "$talk_guest_pid"
host=127.44.55.66 word=Blaubeerkuchen
talk_both
nothing_opened "the other"
wait_until 20 screen_is "$first" || {
	picture class_other
	fail "something of it can be seen"
}

test_case "marks are shown when asked for, and not the next time"
keys F11
state_is class=0 'notok=[1-9].*'
click view
click viewClass
click classOn
state_is class=1 marks=0 marked=0
keys shift+F11
state_is marks=1 'marked=[12]'
nothing_opened "marks"
pointer_away
wait_until 10 eval '! screen_is "$first"' || fail "there is no mark"
picture class_marks
keys alt+v
widget_shown viewClass
keys s
widget_shown classOn
keys o
state_is class=0
keys F11
state_is class=1 marks=0 marked=0

test_case "it ends with everything as it was before"
keys F11
state_is class=0 dark=0 size=10
for name in panes header table stream messagesBar; do
	widget_shown "$name"
done
keys F7
dialog_shown hoodDialog
keys Escape
dialog_hidden hoodDialog

test_case "what has no room is counted, and scrolled to"
spawn many python3 -c 'import socket, sys, time
lab = sys.argv[1].rsplit(":", 1)
peers = [socket.create_connection(lab) for i in range(28)]
time.sleep(1000)' "$echo_address"
state_is connected=30
keys F11
state_is cells=30 from=0 more=0
pointer_away
picture class_thirty
letters=$(state_of letters)
[ "$letters" -gt 16 ] || fail "letters are $letters where there is room"
xdotool windowsize --sync "$window" 640 420
state_is 'more=[1-9].*' letters=16
more=$(state_of more)
pointer_away
picture class_small
keys End
state_is 'from=[1-9].*' more=0
keys Home
state_is from=0 "more=$more"
keys Next
state_is 'from=[1-9].*'
nothing_opened "scrolling"
click class 60 60 4
xdotool windowsize --sync "$window" 1240 840
state_is more=0 from=0 "letters=$letters"

test_case "it is not remembered, and a window may begin with it"
keys ctrl+q
wait_exit "$monitor_pid" 10
start_monitor
state_is class=0 attach=running
keys ctrl+q
wait_exit "$monitor_pid" 10
start_monitor --class
state_is class=1 marks=0 cells=30
nothing_opened "a window that begins so"
keys F11
state_is class=0
keys ctrl+q
wait_exit "$monitor_pid" 10

test_case "what would open by itself does not, and is said afterwards"
stop_server
printf '#!/bin/sh\nsleep 2\necho "%s" >&2\nexit 1\n' "$word" >"$work/fails"
chmod +x "$work/fails"
start_monitor -xrm "XBarewired.serverProgram: $work/fails"
state_is 'attach=(none|ended)'
keys ctrl+n
dialog_shown startDialog
click ok
dialog_hidden startDialog
keys F11
state_is class=1
wait_until 20 eval '! pgrep -P "$monitor_pid" >/dev/null' ||
    fail "it does not end"
sleep 0.5
nothing_opened "a server that does not start"
keys F11
state_is class=0 "event=.*$word.*"
no_dialogs || fail "it opens afterwards"
keys ctrl+q
wait_exit "$monitor_pid" 10

test_case "a capture has no class"
start_monitor --open "$work/lab.pcapng"
state_is attach=recorded class=0
keys F11
by_mouse classOn
keys Escape Escape Escape
state_is attach=recorded class=0
