# Two messages and two clients side by side, by mouse and by key, of a server
# and of a capture.
# timeout: 240
# takes: 30
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# say NAME LINE...: a calc client that comes, says that, and stays
say()
{
	local name=$1 line

	shift
	exec {calc}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
	printf '%s\n' "$name" >&"$calc"
	for line; do
		printf '%s\n' "$line" >&"$calc"
		read -r -t 10 _ <&"$calc" || fail "no answer to $line"
	done
}

# pick TEXT: the first message in which that stands
pick()
{
	click find
	keys ctrl+a
	type_text "$1"
	keys Return
	summary=${1// /_} summary=${summary//+/[+]}
	state_is 'found=[1-9].*' "summary=${summary//\*/[*]}"
}

# compare_two TEXT OTHER: messages, by key
compare_two()
{
	pick "$1"
	keys ctrl+shift+c
	state_is comparewith=1
	pick "$2"
	keys ctrl+shift+c
	dialog_shown compareDialog
	state_is compare=1 comparewith=0
}

close_compare()
{
	keys Escape
	state_is compare=0
	dialog_hidden compareDialog
}

clip_has()
{
	timeout 3 xclip -o -selection clipboard 2>/dev/null | grep -q -- "$1"
}

test_case "messages and clients"
start_server --capture "$work/lab.pcapng"
start_monitor
state_is attach=running feed=1
say alice '1 + 1' '20 + 20'
state_is seen=5 connected=1
say bob '1 + 1' '2 * 5' '20 - 20'
state_is seen=12 connected=2

test_case "the first message is remembered, the second compared"
pick '20 + 20'
keys ctrl+shift+c
state_is comparewith=1 'note=this_message_is_remembered.*'
keys ctrl+shift+c
state_is comparewith=1 compare=0
pick '20 - 20'
keys ctrl+shift+c
dialog_shown compareDialog
state_is compare=1 comparewith=0 differs=1 differ=0 comparelines=1
picture compare_messages

test_case "differences, one after the other; hex; Copy"
keys n
state_is differ=1
click next
state_is differ=1
click previous
state_is differ=1
click hex
state_is comparehex=1 comparelines=3
picture compare_hex
click compare 200 100
keys h
state_is comparehex=0 comparelines=1
click copy
wait_until 10 clip_has '^20 + 20\\n  *| 20 - 20\\n$' ||
    fail "copied: $(xclip -o -selection clipboard)"
close_compare

test_case "the same is said to be so"
click stream 200 10
keys Home
compare_two '1 + 1' '1 + 1'
state_is differs=0
click next
state_is differ=0
picture compare_same
close_compare

test_case "by menu, and by the menu of the pane"
pick '20 + 20'
keys alt+m
widget_shown messagesCompare
keys w
state_is comparewith=1
pick '2 * 5'
keys alt+m
widget_shown messagesCompare
click messagesCompare
dialog_shown compareDialog
state_is compare=1
click close
dialog_hidden compareDialog

test_case "two clients, message against message"
click table 80 45
state_is 'selected=(alice|bob)'
one=$(state_of selected)
keys ctrl+shift+w
dialog_shown compareClientsDialog
keys Return
dialog_shown compareDialog
state_is compare=1 pairs=7 odd=2 'differs=[3-9]'
picture compare_clients
for _ in 1 2 3 4; do
	keys n
done
state_is 'differ=[34]'
keys p
state_is 'differ=[23]'
keys ctrl+c
wait_until 10 clip_has 'no counterpart' || fail "Ctrl+C copies nothing"
close_compare

test_case "with one that the filter of the clients hides"
click clientFilter
type_text "name:$one"
state_is shown=1 "selected=$one"
keys ctrl+shift+w
dialog_shown compareClientsDialog
keys Return
dialog_shown compareDialog
state_is compare=1 pairs=7 odd=2
close_compare
click clientFilter
keys ctrl+a BackSpace
click table 10 45
state_is "selected=$one" focus=table

test_case "by mouse; Cancel compares nothing"
keys alt+c
widget_shown clientCompare
click clientCompare
dialog_shown compareClientsDialog
click cancel
dialog_hidden compareClientsDialog
state_is compare=0 "selected=$one"
keys alt+c
widget_shown clientCompare
keys c
dialog_shown compareClientsDialog
click ok
dialog_shown compareDialog
focus_window
keys F9
state_is dark=1
picture compare_dark
keys F9
state_is dark=0
click close
dialog_hidden compareDialog
keys ctrl+q
wait_exit "$monitor_pid" 10
stop_server

test_case "the same in a capture, whatever its position then is"
spawn monitor "$XBAREWIRED" --open "$work/lab.pcapng"
ask find "$(patience 20)" "Barewire monitor - RECORDED" ||
    fail "no window opens"
window=$said
focus_window
state_is attach=recorded seen=14
pick '20 + 20'
keys ctrl+shift+c
state_is comparewith=1
keys alt+Home
state_is seen=0
keys alt+End
state_is seen=14
pick '20 - 20'
keys ctrl+shift+c
dialog_shown compareDialog
state_is compare=1 differs=1
focus_window
keys alt+Home
state_is seen=0 compare=1 differs=1
click close
dialog_hidden compareDialog
keys ctrl+q
wait_exit "$monitor_pid" 10
assert_eq "$exit_status" 0 "the window's exit status"
