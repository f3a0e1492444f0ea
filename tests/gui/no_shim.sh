# The windows without what stands in for calls of Xlib and Xft (make
# NO_SHIM=yes): they open, show what there is, and end.

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# stands_in PROGRAM: for which functions
stands_in()
{
	nm "$1" | sed -n 's/.* T \(X[A-Z][A-Za-z]*\|Xft[A-Za-z]*\)$/\1/p'
}

test_case "each call that is replaced is in the list, and can be left out"
calls=$(stands_in "$XBAREWIRE")
[[ $calls == *XQueryColor* ]] || fail "nothing is replaced: $calls"
for call in $calls; do
	grep -qw "$call" gui/shim/README || fail "$call is not in the README"
done
XBAREWIRED=$(dirname "$XBAREWIRED")/noshim/xbarewired
XBAREWIRE=$(dirname "$XBAREWIRE")/noshim/xbarewire
for program in "$XBAREWIRED" "$XBAREWIRE"; do
	[ -x "$program" ] ||
	    fail "$program is not built (make NO_SHIM=yes)"
	assert_eq "$(stands_in "$program")" '' "what $program replaces"
done

test_case "the monitor shows a client, a menu, a dialog and a larger size"
start_server
connect alice --min 1 --max 1
start_monitor
state_is connected=1 shown=1 'lines=[1-9].*'
keys alt+s
widget_shown serverShutdown
keys s
dialog_shown shutdownDialog
keys Escape
dialog_hidden shutdownDialog
click clientFilter
type_text nobody
state_is shown=0
keys ctrl+a ctrl+x
state_is shown=1
size=$(state_of size)
keys ctrl+plus
state_is "size=$((size + 1))"
keys ctrl+q
wait_exit "$monitor_pid" 10
assert_eq "$exit_status" 0 "the monitor"
assert_eq "$(<"$monitor_err")" '' "what the monitor complained of"

test_case "the client talks, and has menus and dialogs"
start_client -n zoe --min 0 --max 0 --count 1 --connect "$wait_address"
state_is state=FINISHED answers=1
click help
click helpKeys
dialog_shown helpKeysDialog
keys Escape
dialog_hidden helpKeysDialog
end_client
