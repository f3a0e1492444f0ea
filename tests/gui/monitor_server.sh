# The monitor and its server's life: none, started from the menu, killed,
# restarted, stopped; the window survives it all and says which.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

server_process()
{
	cat "$XDG_RUNTIME_DIR/barewire/$instance/lock" 2>/dev/null
}

test_case "without a server the window says so, and offers Start"
start_monitor
state_is attach=none connected=0
picture none
keys alt+s t
dialog_shown startDialog

test_case "a form that is wrong is explained and starts nothing"
fill maxClients 0
click ok
widget_shown startDialog
fill maxClients 50

test_case "Start starts a server with what the form says"
for lab in $labs; do
	[ "$lab" = wait ] && port=0 || port=off
	fill "${lab}Port" "$port"
done
picture start
click ok
widget_hidden startDialog
state_is attach=running 'event=server_found.*'
assert_eq "$(ctl status --json | sed -n 's/.*"pid": *\([0-9]*\),.*/\1/p' |
    head -n 1)" "$(server_process)" "the server's process"
wait_address=$(ctl status --json | grep -o '127.0.0.1:[0-9]*' | head -n 1)
connect alice --min 1 --max 2
state_is connected=1

test_case "the server outlives the window"
keys ctrl+q
wait_exit "$monitor_pid" 5
alive "$(server_process)" || fail "the server ended with the window"
alive "$client_alice_pid" || fail "the client was cut off"

test_case "a server that is killed has crashed"
start_monitor
state_is attach=running connected=1
kill -KILL "$(server_process)"
state_is attach=crashed 'event=server_has_crashed'
click messageFilter
type_text nothingofthiskind
# It stands there whatever is looked for, and so does where the past ends.
state_is entries=2
keys ctrl+a BackSpace
picture crashed

test_case "another server is found by itself, and messages come again"
start_server
state_is attach=running 'event=server_restarted.*' connected=0
seen=$(state_of seen)
click messageFilter
type_text nothingofthiskind
state_is entries=3
keys ctrl+a BackSpace
connect bob --min 1 --max 1
state_is connected=1
wait_until 10 eval '[ "$(state_of seen)" -gt "$seen" ]' ||
    fail "no messages of the second server: $(state)"

test_case "a server that is stopped is silent, and is back"
kill -STOP "$server_pid"
state_is attach=silent 'event=server_is_silent'
kill -CONT "$server_pid"
state_is attach=running 'event=server_is_back'

test_case "a server that shuts down has ended"
stop_server
state_is attach=ended connected=0
picture ended

test_case "a Start that fails says why"
ports=()
for lab in $labs; do ports+=(-p "$lab=off"); done
spawn other "$BAREWIRED" -i "$instance-other" "${ports[@]}" -p wait=0
expect_line "$other_out" '^ready$'
taken=$(sed -n 's/^listening wait .*:\([0-9]*\)$/\1/p' "$other_out")
keys alt+s t
dialog_shown startDialog
fill waitPort "$taken"
for lab in $labs; do
	[ "$lab" = wait ] || fill "${lab}Port" off
done
click ok
dialog_shown refusedDialog
picture refused
keys Return
state_is attach=ended

test_case "a window that was stopped is right again within a second"
start_server
state_is attach=running
kill -STOP "$monitor_pid"
connect carol --min 1 --max 1
expect_line "$server_out" 'carol answered'
expect_line "$server_out" 'carol answered'
kill -CONT "$monitor_pid"
wait_until 1 state_has connected=1 || fail "not right: $(state)"
state_is 'seen=[1-9].*'
keys ctrl+q
wait_exit "$monitor_pid" 5
stop_server
