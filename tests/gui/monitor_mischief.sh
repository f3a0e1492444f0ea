# Client > Mischief: a kind more, a kind less, none; kinds that do not fit the
# lab, and what is refused.
# timeout: 180
# takes: 20

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# choose KIND: in Client > Mischief, by mouse
choose()
{
	click client
	click clientMischief
	click "mischief_$1"
	widget_hidden "mischief_$1"
}

test_case "a kind is done to the selected client, and shown"
start_server
start_monitor
state_is attach=running feed=1
connect alice --min 1 --max 1
connect bob --min 1 --max 1
state_is connected=2 selected=- mischief=-
click table 80 45
state_is 'selected=(alice|bob)'
name=$(state_of selected)
choose split
state_is 'mischief=split.*' "event=$name@wait:_mischief:_split.*"
picture mischief

test_case "another kind besides, with the number of the menu"
choose delay
state_is 'mischief=split,delay=500.*'
expect_line "$server_out" "$name has mischief done to what it is sent: split,delay=500"

test_case "the messages say what was done to them"
click messageFilter
type_text 'segments'
wait_until 20 eval '[ "$(state_of entries)" -ge 1 ]' ||
    fail "no message was split: $(state)"
keys ctrl+a BackSpace

test_case "a kind less, and none by its key"
click table 80 45
state_is "selected=$name"
choose split
state_is 'mischief=delay=500.*'
keys ctrl+shift+m
state_is mischief=- "event=$name@wait:_mischief:_off"

test_case "nobody else has any"
keys Down
state_is 'selected=(alice|bob)' mischief=-

test_case "what is for datagrams cannot be chosen for a stream"
keys alt+c
widget_shown clientMischief
keys m
widget_shown mischief_drop
picture mischief_menu
click mischief_drop
keys Escape Escape Escape
click table 80 45
state_is mischief=-

test_case "a client that has gone has no mischief done to it"
kill "$client_alice_pid" "$client_bob_pid"
state_is connected=0
click table 80 45
keys ctrl+shift+m
state_is 'selected=(alice|bob)' mischief=-
keys ctrl+q
wait_exit "$monitor_pid" 5

test_case "datagrams: what is for them, and what is not"
spawn client_carol "$BAREWIRE" clock "$clock_address"
start_monitor
state_is connected=1
click clientFilter
type_text 'lab:clock'
state_is shown=1
click table 80 45
state_is 'selected=[^-].*'
choose withhold
state_is 'mischief=withhold=5.*'
choose split
state_is 'mischief=withhold=5.*'

test_case "what comes to nothing is said in the last line"
end_process "$client_carol_pid"
connect dave --min 1 --max 1
click clientFilter
keys ctrl+a
type_text 'name:dave'
state_is shown=1
click table 80 45
state_is selected=dave
kill -STOP "$server_pid"
choose stall
kill -KILL "$server_pid"
state_is 'event=dave@wait:_no_mischief:_.*'
wait_exit "$server_pid" 5
start_server		# which clears up what that one left
