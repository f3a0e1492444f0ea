# The monitor and a server whose table and directory are taken away, or who
# has another environment, or another user: it watches, asks, and says whose.
# sanitized
# timeout: 240
# takes: 18

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

segment=/dev/shm/barewire.$(id -u).$instance
bare=(env -u XDG_RUNTIME_DIR)

# The window sees what a client that has just come says.
sees_messages()
{
	local seen

	seen=$(state_of seen)
	connect "$1" --min 0 --max 0 -c 1
	state_is "event=$1_.*"
	wait_until 10 eval '[ "$(state_of seen)" -gt "$seen" ]' ||
	    fail "no messages: $(state)"
}

# The directory is made again, and the window has its FIFO in it.
made_again()
{
	local feed

	expect_line "$server_out" 'it is made again'
	feed=$(sed -n 's/.*it is made again: //p' "$server_out" | tail -n 1)
	wait_until 10 test -p "$feed/feed.0" || fail "no FIFO in $feed"
}

# Asked from the menu, the server ends; so does the window.
shut_down()
{
	keys alt+s s
	dialog_shown shutdownDialog
	click ok
	wait_exit "$monitor_pid" 10
	assert_eq "$exit_status" 0 "the window's exit status"
	wait_exit "$server_pid" 10
	assert_eq "$exit_status" 0 "the server's exit status"
	assert_eq "$(ls -d "/dev/shm/barewire."*".$instance" \
	    "/tmp/barewire-"*"/$instance" 2>/dev/null)" '' "left behind"
}

test_case "a window that comes when the table has no name finds the server"
start_server
rm "$segment"
start_monitor
state_is attach=running feed=1 'event=server_found.*'
sees_messages anne
expect_line "$server_out" "the table's name was removed"

test_case "one that is there goes on when the directory is removed"
# The window may make a FIFO in it while it is being emptied.
wait_until 10 rm -rf "$XDG_RUNTIME_DIR/barewire" || fail "it stays"
rm "$segment"
made_again
state_is attach=running feed=1
sees_messages beth

test_case "killed, it has crashed; the next server is found"
rm "$segment"
kill -KILL "$server_pid"
state_is attach=crashed
start_server
state_is attach=running feed=1 'event=server_restarted.*'
sees_messages cora

test_case "a client is disconnected, and the server shut down, after all that"
rm -r "$XDG_RUNTIME_DIR/barewire" "$segment"
made_again
connect dora --min 30 --max 30 -c 1
state_is connected=1 ended=0
click table 80 45
state_is selected=dora
keys ctrl+k
dialog_shown disconnectDialog
click ok
expect_line "$server_out" 'dora disconnected: kicked'
shut_down

test_case "started with XDG_RUNTIME_DIR, watched without"
start_server
with=$XBAREWIRED
printf '#!/bin/sh\nunset XDG_RUNTIME_DIR\nexec %q "$@"\n' "$with" >"$work/bare"
chmod +x "$work/bare"
XBAREWIRED=$work/bare
start_monitor
state_is attach=running feed=1
sees_messages emma
shut_down
XBAREWIRED=$with

[ "$(id -u)" = 0 ] || exit 0

test_case "another user's server is named"
start_monitor
state_is attach=none
with=$BAREWIRED
printf '#!/bin/sh\nunset XDG_RUNTIME_DIR\nexec setpriv --reuid 65534 \\\n' \
    >"$work/nobody"
printf -- '--regid 65534 --clear-groups %q "$@"\n' "$with" >>"$work/nobody"
chmod +x "$work/nobody"
BAREWIRED=$work/nobody
start_server
state_is attach=others
picture others
keys ctrl+q
wait_exit "$monitor_pid" 5

test_case "root watches it with --of"
start_monitor --of 65534
state_is attach=running feed=1
sees_messages fay
rm "/dev/shm/barewire.65534.$instance"
rm -r /tmp/barewire-65534
made_again
state_is attach=running feed=1
sees_messages gwen
shut_down
