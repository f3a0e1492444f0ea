# The timeline in place of the chart: by click, key and menu; a lane a client,
# thirty that wait at once, faults, a crash, a close, mischief; zoom and pan;
# selection; a capture; what is remembered.
# timeout: 240
# takes: 40
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

remember=yes

# chart_pressed: a click beside the figures
chart_pressed()
{
	click header $(($(side header width) - 60)) 30
}

# doing STATE: how many lanes are in that state now
doing()
{
	local place=0 state

	for state in connected receiving idle waiting sending pairing \
	    chatting closing ended; do
		place=$((place + 1))
		[ "$state" != "$1" ] || state_of doing | cut -d, -f$place
	done
}

doing_is()
{
	[ "$(doing "$1")" -eq "$2" ]
}

test_case "a click on the chart brings the timeline, another the chart back"
start_server --capture "$work/lab.pcapng"
start_monitor
state_is attach=running feed=1 timeline=0
widget_is_hidden timeline || fail "it is there without being asked for"
chart_pressed
widget_shown timeline
state_is timeline=1 span=120000 lanes=0/0 held=0
picture timeline_empty
chart_pressed
widget_hidden timeline
state_is timeline=0

test_case "so do F6 and the View menu, and it gets the keyboard"
keys F6
widget_shown timeline
state_is timeline=1 focus=timeline
keys F6
widget_hidden timeline
keys alt+v
widget_shown viewTimeline
keys t
widget_shown timeline
state_is timeline=1

test_case "thirty clients wait at the same time, and all of them are seen"
for ((i = 10; i < 40; i++)); do
	connect "w$i" --min 40 --max 60
	expect_line "$server_out" "w$i registered"	# which is their order
done
wait_until 60 doing_is waiting 30 || fail "not thirty: $(state)"
state_is lanes=30/30 from=0 'came=30' went=0 crashes=0 'ticks=[0-9]+/[1-9].*'
room=$(state_of room)
[ "${room%%/*}" -lt 30 ] || fail "the table shows as many: no test of it"
picture timeline_thirty

test_case "a click on a lane selects the client, the arrows the next one"
lane=$(state_of lane) scale=$(state_of scale)
click timeline 400 $((scale + 12 * lane + lane / 2))
state_is selected=w22
click timeline 400 $((scale + 13 * lane + lane / 2))
state_is selected=w23
keys Up
state_is selected=w22
keys Prior Prior Prior
state_is selected=w10

test_case "keys and wheel zoom and pan; the end follows again"
keys plus
state_is span=60000 held=0
keys minus minus
state_is span=120000
click timeline 500 100 4
state_is span=60000 held=1
keys Left
state_is held=1
keys End
state_is held=0
click timeline 500 100 5
state_is span=120000 held=0
keys Home			# all there is is seen already
state_is span=120000 held=0

test_case "faults are marks of their own, and so are mischief and ends"
exec {calc}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
printf 'mallory\n' >&"$calc"
state_is lanes=31/31 'event=mallory_registered.*'
"$BAREWIRECTL" -i "$instance" mischief mallory delay=100 >"$work/set" ||
    fail "no mischief: $(<"$work/set")"
printf '1 + 1\n' >&"$calc"
state_is 'odd=[1-9].*'
before=$(state_of faulty)
printf 'hello there\n' >&"$calc"
wait_until 20 eval '[ "$(state_of faulty)" -gt "$before" ]' ||
    fail "the fault is not seen: $(state)"
exec {calc}>&-
state_is 'went=1'

test_case "a child that is killed is a cross"
kill -KILL "$(pid_of w12)"
state_is 'crashes=1'
picture timeline_crash

test_case "the filter and the order of the table are those of the lanes"
fill clientFilter w3
state_is lanes=10/10
keys Escape
state_is 'lanes=(29|30|31)/.*'
fill clientFilter nobody
state_is 'lanes=0/0'
picture timeline_filtered
keys Escape

test_case "it is remembered, and Reset forgets it"
keys ctrl+q
wait_exit "$monitor_pid" 10
start_monitor
state_is timeline=1
widget_shown timeline
keys ctrl+shift+r
state_is timeline=0
widget_hidden timeline

test_case "low windows have it as long as there is room, then rows alone"
keys F6
widget_shown timeline
xdotool windowsize --sync "$window" 900 420
widget_hidden timeline
state_is timeline=1
xdotool windowsize --sync "$window" 1000 800
widget_shown timeline
keys ctrl+q
wait_exit "$monitor_pid" 10

test_case "a capture has lanes as well, fixed in time"
stop_server
start_monitor --open "$work/lab.pcapng"
state_is attach=recorded timeline=1 lanes=31/31 crashes=1 'odd=[1-9].*' \
    'faulty=[1-9].*' came=31
picture timeline_capture
span=$(state_of span)
keys F6
state_is timeline=0
keys F6
state_is timeline=1 focus=timeline "span=$span"
keys plus
wait_until 10 eval '[ "$(state_of span)" -lt "$span" ]' || fail "no zoom"
