# Keys of every kind with Caps Lock, with Num Lock and with both, which people
# leave on: mnemonics, accelerators, keys of lists, text and dialogs.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

monitor_keys()
{
	start_monitor
	state_is attach=running connected=1 'lines=[1-9].*'
	keys F9
	state_is dark=1
	keys alt+v d
	state_is dark=0
	keys ctrl+e
	state_is follow=0
	keys ctrl+e
	state_is follow=1
	keys ctrl+equal
	state_is size=11
	keys ctrl+minus
	state_is size=10
	keys ctrl+shift+d
	dialog_shown shutdownNowDialog
	keys Return
	dialog_hidden shutdownNowDialog
	keys F10 Down
	widget_shown serverShutdown
	keys s
	dialog_shown shutdownDialog
	keys Escape
	dialog_hidden shutdownDialog
	click table 80 45
	state_is selected=alice focus=table
	keys ctrl+f
	state_is focus=find
	click stream 200 30
	keys Home
	state_is follow=0 at=0
	keys End
	state_is follow=1
	keys ctrl+q
	wait_exit "$monitor_pid" 5
}

client_keys()
{
	start_client -n bob "$wait_address"
	keys F9
	state_is dark=1
	keys alt+v d
	state_is dark=0
	keys ctrl+3
	state_is page=chat
	keys ctrl+0
	state_is page=raw
	keys ctrl+Return
	state_is sent=1
	keys ctrl+1
	state_is page=wait
	keys ctrl+o
	state_is live=1
	keys alt+c d
	state_is live=0
	click name
	keys Return
	state_is live=1
	end_client
}

locks_are()
{
	ask locks
	[ "$said" = "$1" ]
}

# with LOCKS KEY: the key is pressed; now these locks are on
with()
{
	test_case "$1: the monitor"
	keys "$2"
	wait_until 5 locks_are "$1" || fail "$1 is not on"
	monitor_keys
	test_case "$1: the client"
	client_keys
	locks_are "$1" || fail "$1 is no longer on"
}

start_server
connect alice --min 1 --max 1
with caps Caps_Lock
with 'caps num' Num_Lock
with num Caps_Lock
