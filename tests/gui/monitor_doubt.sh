# What is lost, or not to be had, is said: gaps, no feed of messages, a file
# of another version, a display that goes away.
# timeout: 120

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# More, there and back, than a FIFO that nobody reads and the smallest journal
# can hold.
flood()
{
	yes '1 + 1' | head -n 12000 | nc -N "$calc_host" "$calc_port" \
	    >/dev/null
}

# watched_by COUNT: so many have a FIFO in the instance's directory
watched_by()
{
	[ "$(find "$XDG_RUNTIME_DIR/barewire/$instance" -name 'feed.*' |
	    wc -l)" -eq "$1" ]
}

test_case "what came while the window was stopped is a gap"
start_server --journal 1
start_monitor
state_is attach=running feed=1 lost=0
kill -STOP "$monitor_pid"
flood
kill -CONT "$monitor_pid"
connect alice --min 1 --max 1
state_is 'lost=[1-9].*' 'seen=[1-9].*'
click messageFilter
type_text 'in no message whatever'
state_is 'entries=[1-9].*'	# gaps pass every filter
picture gap
keys ctrl+a BackSpace
keys ctrl+q
wait_exit "$monitor_pid" 5

test_case "when eight others watch, the window says so, and waits"
watchers=()
for ((i = 0; i < 8; i++)); do
	spawn "tail$i" "$BAREWIRECTL" -i "$instance" tail
	watchers+=("$!")
done
wait_until 10 watched_by 8 || fail "eight do not watch"
start_monitor
state_is attach=running connected=1 feed=0 'event=no_feed.*'
picture nofeed
kill "${watchers[3]}"
state_is feed=1
state_is 'seen=[1-9].*'
for pid in "${watchers[@]}"; do end_process "$pid"; done
wait_until 10 watched_by 1 || fail "FIFOs of those who went are still there"

test_case "an app-defaults file of another version is refused"
mkdir "$work/defaults"
echo 'XBarewired.version: 4711' >"$work/defaults/XBarewired"
spawn old env XFILESEARCHPATH="$work/defaults/%N" "$XBAREWIRED" -i "$instance"
wait_exit "$old_pid" 10
assert_eq "$exit_status" 1 "exit status"
expect_line "$old_err" '^xbarewired: .* version 4711, .* version 2: '

test_case "a window whose display goes away says so and ends"
spawn screen Xvfb -displayfd 1 -nolisten tcp
wait_until 10 test -s "$screen_out" || fail "no second display"
spawn lost env DISPLAY=":$(<"$screen_out")" "$XBAREWIRED" -i "$instance"
wait_until 10 watched_by 2 || fail "the second window does not watch"
kill -KILL "$screen_pid"
wait_exit "$lost_pid" 5
assert_eq "$exit_status" 1 "exit status"
expect_line "$lost_err" '^xbarewired: the display was lost$'
wait_until 5 watched_by 1 || fail "its FIFO is still there"
keys ctrl+q
wait_exit "$monitor_pid" 5
stop_server
