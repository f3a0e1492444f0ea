# Captures in the monitor: saved from it by name or choice, and opened in a
# window of its own, RECORDED.
# timeout: 180
# takes: 20
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# saved_as NAME: it can be read as a capture that has alice in it
saved_as()
{
	wait_until 10 test -s "$work/$1" || fail "$1 was not saved"
	dialog_hidden saveDialog
	"$BAREWIRECTL" report alice@calc --capture "$work/$1" >"$work/report" \
	    2>&1 || :
	assert_match "$(<"$work/report")" '^alice@calc: ' "a report of $1"
}

# find_recorded: the window of a capture, which gets the keyboard
find_recorded()
{
	ask find "$(patience 20)" "Barewire monitor - RECORDED" ||
	    fail "no window opens"
	window=$said
	focus_window
}

test_case "some messages"
start_server --capture "$work/lab.pcapng"
start_monitor
state_is attach=running feed=1
exec {calc}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
printf 'alice\n' >&"$calc"
state_is 'event=alice_registered.*'
printf '1 + 1\n' >&"$calc"
state_is seen=3

test_case "a name that ends in .pcapng makes it a capture"
name_file "$work/saved.pcapng"
keys Return
saved_as saved.pcapng

test_case "so does the choice"
keys ctrl+s
dialog_shown saveDialog
click capture
click noPrivate
keys ctrl+a
click Text
keys ctrl+a
type_text "$work/saved"
keys Return
saved_as saved

# messages_in FILE: how many tshark sees; what happened besides has no address
messages_in()
{
	HOME=$work tshark -n -r "$1" -Y ip.src 2>"$work/shark.err" |
	    wc -l
}

# shows FILE COUNT: a window of that capture has so many
shows()
{
	spawn other "$XBAREWIRED" --open "$1"
	find_recorded
	state_is attach=recorded "seen=$2" "kept=$2"
	keys ctrl+q
	wait_exit "$other_pid" 10
	window=$live
	ask find "$(patience 10)" "Barewire monitor - $instance" ||
	    fail "the first window is gone"
	focus_window
}

# save_part FILE WORDS: says what will be saved, and does
save_part()
{
	name_file "$work/$1"
	state_is "save=$2"
	picture "capture_$1"
	keys Return
	wait_until 10 test -s "$work/$1" || fail "$1 was not saved"
	dialog_hidden saveDialog
}

test_case "a part of it: what the filter lets through, and that is said"
live=$window
save_part all.pcapng 'All_3_messages.*'
click messageFilter
type_text '+'
state_is entries=1
save_part filtered.pcapng '1_of_3_messages:_filter_[+]'
click messageFilter
keys Escape
click showReceived
state_is received=0
save_part sent.pcapng '1_of_3_messages:_without_those_received'
click showReceived
state_is received=1
exec {other}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
printf 'bob\n' >&"$other"
state_is seen=4 connected=2
exec {other}>&-
state_is ended=1
click table 80 45
keys End
state_is 'selected=(alice|bob)'
keys Home
one=$(state_of selected)
keys ctrl+shift+f
state_is only=1
save_part only.pcapng "[13]_of_4_messages:_only_$one@calc"
keys ctrl+shift+f
state_is only=0
click stream 200 10
keys End
click stream 200 30
state_is 'picked=[1-9].*'
keys ctrl+s
dialog_shown saveDialog
click pickedOnly
picture capture_picked
keys ctrl+a
click Text
keys ctrl+a
type_text "$work/picked.pcapng"
keys Return
wait_until 10 test -s "$work/picked.pcapng" || fail "nothing was saved"
dialog_hidden saveDialog

test_case "tshark, and this program, find just those"
if command -v tshark >/dev/null; then
	assert_eq "$(messages_in "$work/all.pcapng")" 3 "all"
	assert_eq "$(messages_in "$work/filtered.pcapng")" 1 "the filtered"
	assert_eq "$(messages_in "$work/sent.pcapng")" 1 "those sent"
	assert_eq "$(messages_in "$work/picked.pcapng")" 1 "the picked one"
fi
shows "$work/all.pcapng" 3
shows "$work/filtered.pcapng" 1
shows "$work/sent.pcapng" 1
shows "$work/picked.pcapng" 1

test_case "what is no capture is refused, with the reason"
keys ctrl+shift+o
dialog_shown openDialog
keys ctrl+a
type_text "$work/report"
keys Return
dialog_shown refusedDialog
keys Escape
dialog_hidden refusedDialog

test_case "Open... shows what the server recorded, and follows it"
live=$window
keys ctrl+shift+o
dialog_shown openDialog
keys ctrl+a
type_text "$work/lab.pcapng"
keys Return
find_recorded
state_is attach=recorded connected=1 ended=1 seen=4
picture capture_open
exec {calc}>&-
state_is connected=0 ended=2
keys Down
state_is selected=alice

test_case "it is judged, and reported on, like a server's"
keys ctrl+shift+e
dialog_shown reportDialog
state_is report=told
picture capture_report
click close
dialog_hidden reportDialog
click stream 200 10
keys Home
click stream 200 30
state_is 'mark=ok'

test_case "nothing can be asked of a server there"
keys alt+c
widget_shown clientDisconnect
keys d
widget_is_shown disconnectDialog && fail "it asks"
keys Escape Escape
keys ctrl+d
keys ctrl+n
state_is attach=recorded
for dialog in shutdownDialog startDialog disconnectDialog; do
	widget_is_hidden "$dialog" || fail "$dialog is shown"
done

test_case "Exit ends that window alone"
keys ctrl+q
wait_until 10 eval '! ask find 0 "Barewire monitor - RECORDED"' ||
    fail "it is still there"
window=$live
alive "$monitor_pid" || fail "the other one went, too"
alive "$server_pid" || fail "the server went"

test_case "--open does the same; what cannot be opened is said"
spawn other "$XBAREWIRED" --open "$work/saved.pcapng"
find_recorded
state_is attach=recorded seen=3
keys ctrl+q
wait_exit "$other_pid" 10
assert_eq "$exit_status" 0 "the window's exit status"
spawn other "$XBAREWIRED" --open /dev/null
wait_exit "$other_pid" 10
assert_eq "$exit_status" 1 "the exit status for /dev/null"
assert_match "$(<"$other_err")" '^xbarewired: /dev/null: ' "the complaint"
