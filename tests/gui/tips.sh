# Tips: what a column and a figure mean, and what had to be cut, in both
# windows; they go when the pointer does, or a button is pressed.
# timeout: 120
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# tip_is REGEX: of what is said beside the pointer
tip_is()
{
	wait_until 10 tip_says "$1" || fail "no tip $1, but: $(tip_text)"
	read -r _ x y wide high <<<"$(widget tipText)"
	[ "$x" -ge 0 ] && [ "$y" -ge 0 ] && [ $((x + wide)) -le 1280 ] &&
	    [ $((y + high)) -le 1024 ] || fail "it is at $x,$y, ${wide}x$high"
}

tip_text()
{
	local place

	ask sync
	place=$(widget tip) &&
	    xprop -notype -id "${place%% *}" _NET_WM_NAME 2>&1
}

tip_says()
{
	[[ $(tip_text) =~ $1 ]]
}

# narrow WINDOW WIDTH HEIGHT WIDGET: what is in it has come to be so, too: a
# tip belongs to where the pointer came to rest.
narrow()
{
	xdotool windowsize --sync "$1" "$2" "$3"
	wait_until 10 is_within "$1" "$4" || fail "$4 is wider than its window"
}

is_within()
{
	local wide WIDTH

	ask sync
	eval "$(xdotool getwindowgeometry --shell "$1" | grep WIDTH)"
	read -r _ _ _ wide _ <<<"$(widget "$2")"
	[ "$wide" -le "$WIDTH" ]
}

test_case "a column's title says what it means"
start_server
start_monitor
connect alice --min 2 --max 2
state_is connected=1
pointer_to table 150 10
tip_is 'exercise: each has a port'
picture tip_column
pointer_to table 230 10
tip_is 'what its process is doing'
pointer_to findNext
widget_hidden tip

test_case "so does a figure"
pointer_to header 40 50
tip_is 'clients that are connected now'
button_down
widget_hidden tip
button_up

test_case "what is cut is said whole"
narrow "$window" 700 600 status
pointer_to status 40 10
tip_is "$instance running, process"
picture tip_cut
keys Tab
widget_hidden tip
keys ctrl+q
wait_exit "$monitor_pid" 20
assert_eq "$(<"$monitor_err")" "" "what the window complained of"
stop_server

test_case "in the client window, too"
start_client -n "$(printf '%060d' 7)" wait 127.0.0.1:1
keys ctrl+o
state_is state=FAILED
narrow "$window" 560 500 strip
pointer_to strip 250 10
# Servers of other tests may be named.
tip_is '(connection refused|nothing listens)'
keys ctrl+q
wait_exit "$client_pid" 20
