# Pictures of the client window's pages and dialogs in both schemes, for
# people to look at; here it is only seen that they show something.
#
#	tests/run-one tests/gui/client_pictures.sh DIRECTORY	keeps them
# timeout: 300
# takes: 34

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash
. tests/gui/pictures.bash

program=xbarewire
pictures_begin "$@"

# shots NAME: in the light scheme and in the dark one
shots()
{
	shot "$1"
	keys F9
	state_is dark=1
	shot "$1-dark"
	keys F9
	state_is dark=0
}

# ask_calc LINE: and its answer is there
ask_calc()
{
	local answers

	answers=$(state_of answers)
	click input
	type_text "$1"
	keys Return
	state_is answers=$((answers + 1))
	for_real 2
}

test_case "wait"
start_server "${lab_options[@]}"
start_client -n alice --min 4 --max 4 "$wait_address"
keys ctrl+o
state_is answers=1 state=WAITING
for_real 9
shots wait

test_case "a fault that is said"
keys ctrl+k
state_is live=0
fill port 70000
keys Return
state_is fault=port
shot fault
end_client

test_case "chat"
mkfifo "$work/bob.in"
exec 7<>"$work/bob.in"
nc "${chat_address%:*}" "${chat_address##*:}" <"$work/bob.in" \
    >"$work/bob.out" 2>&1 &
started+=($!)
echo bob >&7
expect_line "$server_out" 'bob (registered|joined)'
start_client -n alice --connect chat "$chat_address"
state_is members=2
for_real 3
echo 'hello alice' >&7
state_is 'answers=[1-9].*'
for_real 4
click input
type_text 'good morning'
keys Return
state_is sent=3
for_real 3
wait_until 10 grep -q 'good morning' "$work/bob.out" || fail "bob is deaf"
answers=$(state_of answers)
echo '/msg alice shall we try the order lab?' >&7
wait_until 10 eval '[ "$(state_of answers)" -gt "$answers" ]' ||
    fail "no private message"
shots chat
end_client

test_case "order"
start_client -n alice order "$order_address"
keys ctrl+o
state_is state=WAITING
for_real 2
spawn partner "$BAREWIRE" order -n carol "$order_address"
state_is state=FINISHED
shots order
end_client

test_case "calc"
start_client -n alice --connect calc "$calc_address"
state_is state=CONNECTED
ask_calc '12 + 30'
ask_calc '3 / 4'
ask_calc '7 / 0'
shots calc
end_client

test_case "clock"
start_client -n alice clock "${clock_address%/udp}"
keys ctrl+o
state_is answers=3
shots clock
end_client

test_case "echo"
start_client -n alice --connect echo "$echo_address"
state_is state=CONNECTED
click input
type_text 'what goes comes back'
keys Return
state_is answers=1
shots echo
end_client

test_case "raw requests"
pictures_home
start_client -n alice wait "$wait_address"
cd "$TEST_ROOT" || fail "no $TEST_ROOT"
keys ctrl+0
state_is page=raw
click presets
widget_shown bareLf
shot presets
click bareLf
keys ctrl+Return
state_is received=1 live=0
shots raw

test_case "dialogs"
dialog_shot ctrl+s saveDialog save
name_file "$home/messages.txt"
dialog_shot Return replaceDialog replace
pictures_away
dialog_shot F1 helpOverviewDialog overview
dialog_shot F2 helpKeysDialog keys
dialog_shot F5 helpAboutDialog about
end_client
