# The monitor from opening to Shutdown: clients come and go, closing the
# window harms nobody, the menu ends the server.
# sanitized
# takes: 14

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

test_case "the window finds the server and shows its clients"
start_server
start_monitor
state_is attach=running connected=0
connect alice --min 2 --max 2
connect bob --min 1 --max 1
state_is connected=2 shown=2
wait_until 10 eval '[ "$(state_of seen)" -ge 4 ]' ||
    fail "no messages: $(state)"

test_case "a client that connects and one that leaves are announced"
state_is 'event=(alice|bob)_registered.*'
kill "$client_bob_pid"
state_is connected=1 ended=1 'event=bob_disconnected:_closed_by_client'

test_case "a client that has gone stays for a while, then goes"
wait_until 15 state_has ended=0 || fail "still there: $(state)"
state_is connected=1 shown=1

test_case "closing the window by the window manager harms nobody"
keys alt+F4		# mwm's key for Close, that is WM_DELETE_WINDOW
wait_exit "$monitor_pid" 5
alive "$server_pid" || fail "the server went with the window"
alive "$client_alice_pid" || fail "a client went with the window"
assert_eq "$(find "$XDG_RUNTIME_DIR/barewire/$instance" -name "feed*" | wc -l)" 0 \
    "FIFOs left behind"

test_case "a window that somebody destroys leaves nothing behind"
start_monitor
xdotool windowclose "$window"
wait_exit "$monitor_pid" 5
assert_eq "$(find "$XDG_RUNTIME_DIR/barewire/$instance" -name "feed*" | wc -l)" 0 \
    "FIFOs left behind"

test_case "Alt+S, S asks, and Return means Cancel"
start_monitor
state_is attach=running
keys alt+s
widget_shown serverShutdown
keys s
dialog_shown shutdownDialog
keys Return
dialog_hidden shutdownDialog
alive "$server_pid" || fail "Return shut the server down"

test_case "Escape means Cancel, too"
keys alt+s s
dialog_shown shutdownDialog
keys Escape
dialog_hidden shutdownDialog
alive "$server_pid" || fail "Escape shut the server down"

test_case "Shut Down ends the server and the window"
keys alt+s s
dialog_shown shutdownDialog
click ok
wait_exit "$monitor_pid" 5
assert_eq "$exit_status" 0 "the window's exit status"
wait_exit "$server_pid" 5
assert_eq "$exit_status" 0 "the server's exit status"
server_pid=''

