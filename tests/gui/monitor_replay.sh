# The position in a capture: what all views show follows it, by keys and by
# mouse, forwards and backwards.
# timeout: 240
# takes: 30
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/menus.bash

ad=gui/monitor/XBarewired.ad

entries()
{
	sed -n '/^SUB("viewReplay")/,/^BACK/ s/^PUSH([^,]*, "\([^"]*\)".*/view viewReplay \1/p' \
	    gui/monitor/menus.def
}

menus_begin

# find_recorded: the window of the capture, which gets the keyboard
find_recorded()
{
	ask find "$(patience 20)" "Barewire monitor - RECORDED" ||
	    fail "no window opens"
	window=$said
	focus_window
}

# say NAME LINE...: a calc client that comes, says that, and goes
say()
{
	local name=$1 line calc

	shift
	exec {calc}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
	printf '%s\n' "$name" >&"$calc"
	for line; do
		printf '%s\n' "$line" >&"$calc"
		read -r -t 10 _ <&"$calc" || fail "no answer to $line"
	done
	exec {calc}>&-
}

# slide_at PERCENT: a press of button 1 there
slide_at()
{
	local track

	track=$(state_of track)
	click replaySlide $((${track%,*} + ${track#*,} * $1 / 100)) 12
}

position()
{
	local at

	at=$(state_of position)
	echo "${at%/*}"
}

# titled TITLE: is there a window whose title begins so?
titled()
{
	xwininfo -root -tree | grep -q "\"$1"
}

test_case "a live window has no bar, and its entries are grey"
start_server --capture "$work/lab.pcapng"
start_monitor
state_is attach=running feed=1
widget_is_hidden replayBar || fail "it has one"
keys alt+Home ctrl+shift+p
say alice '1 + 1' '2 + '
state_is seen=5 ended=1
say bob '3 + 3'
state_is seen=8 ended=2
keys ctrl+q
wait_exit "$monitor_pid" 10
stop_server

test_case "at open the position is the end"
spawn monitor "$XBAREWIRED" --open "$work/lab.pcapng"
find_recorded
state_is attach=recorded seen=8 connected=0 ended=2 replay=follows
widget_shown replayBar
picture replay_end

test_case "the begin: nothing has happened yet, anywhere"
keys F6
keys alt+Home
state_is replay=stands seen=0 connected=0 ended=0 shown=0 'position=0/.*' \
    notok=0 entries=0
picture replay_begin

test_case "Next goes from message to message, and picks it"
keys alt+Right
state_is seen=1 connected=1 ended=0 picked='[1-9][0-9]*' replay=stands
keys alt+Right
state_is seen=2
click replayNext
state_is seen=3
click replayPrevious
state_is seen=2
keys alt+Left
state_is seen=1 connected=1
keys alt+Left
state_is seen=0 connected=0 picked=0
for _ in 1 2 3 4 5 6; do
	keys alt+Right
done
state_is seen=6 connected=1 ended=1
picture replay_middle

test_case "list, ladder and Details follow"
keys ctrl+t
state_is list=1 rows=6
keys F12
state_is ladder=1 said=6
keys Escape
state_is ladder=0
focus_window
keys ctrl+i
dialog_shown detailsDialog
titled "received from guest-" || fail "Details has another title"
focus_window
keys alt+Left
state_is seen=5 rows=5
wait_until 10 titled "still to come: received from guest-" ||
    fail "Details does not say that it is later"
picture replay_later
click close
dialog_hidden detailsDialog
click replayNext
state_is seen=6
keys ctrl+t
state_is list=0

test_case "behind the last one there is none"
keys alt+End
state_is replay=follows
keys alt+Right
state_is replay=stands seen=8 'note=no_message_comes_later'

test_case "what the filter hides is passed over"
click messageFilter
type_text bob
keys alt+Home
state_is seen=0
keys alt+Right
state_is seen=6 entries='[1-9]'
keys alt+Left
state_is seen=0
click messageFilter
keys Escape

test_case "the slide: by mouse and by keys"
slide_at 50
state_is replay=stands 'position=[1-9].*'
middle=$(position)
keys End
state_is replay=follows seen=8 ended=2
keys Page_Up
state_is replay=stands
[ "$(position)" -gt "$middle" ] || fail "a page back from the end is too far"
keys Home
state_is seen=0
keys Right Right
state_is seen=2
keys Left
state_is seen=1
slide_at 0
state_is seen=0
slide_at 100
state_is replay=follows seen=8
pointer_to replaySlide "$(state_of track | cut -d , -f 1)" 12
button_down
state_is seen=0
pointer_to replaySlide 5000 12
button_up

test_case "play, faster and slower"
keys alt+Home
state_is seen=0
keys alt+Up
state_is speed=2
keys alt+Down
state_is speed=1
for speed in 2 4 10 0 1 2; do
	click replaySpeed
	state_is "speed=$speed"
done
keys alt+Up alt+Up
state_is speed=10
keys ctrl+shift+p
state_is replay=follows seen=8 connected=0 ended=2
click replayPlay
state_is replay=follows seen=8

test_case "View > Replay, by mouse and by mnemonic"
keys alt+Down alt+Down alt+Down
state_is speed=1
for how in mouse mnemonic; do
	"by_$how" replayFirst
	state_is seen=0
	"by_$how" replayOn
	state_is seen=1
	"by_$how" replayOn
	state_is seen=2
	"by_$how" replayBack
	state_is seen=1
	"by_$how" replayFaster
	state_is speed=2
	"by_$how" replaySlower
	state_is speed=1
	"by_$how" replayToggle
	state_is replay=follows seen=8
	"by_$how" replayFirst
	"by_$how" replayLast
	state_is replay=follows seen=8
done

test_case "Pause stands where it is, and goes on"
keys ctrl+p
state_is replay=stands paused=0 seen=8
keys ctrl+p
state_is replay=follows

test_case "the hood says that a capture has none"
keys F7
state_is hood=capture
keys Escape
state_is hood=-

test_case "letters and colours of the bar"
focus_window
keys F9
state_is dark=1
picture replay_dark
keys ctrl+q
wait_exit "$monitor_pid" 10
assert_eq "$exit_status" 0 "the window's exit status"
