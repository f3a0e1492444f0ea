# The client window under valgrind: every page used, then closed, it has made
# no error in memory and lost none.
# timeout: 300

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

command -v valgrind >/dev/null || { echo "valgrind is missing"; exit 77; }
TEST_SLOWNESS=$((TEST_SLOWNESS * 5))

test_case "a window in use, under valgrind"
start_server
spawn client valgrind -q --error-exitcode=9 --leak-check=full \
    --show-leak-kinds=definite --errors-for-leak-kinds=definite \
    --num-callers=40 --suppressions=tests/gui/valgrind.supp \
    --log-file="$work/valgrind" "$XBAREWIRE" -n alice --min 1 --max 1 \
    wait "$wait_address"
wait_until 30 find_client_window ||
    fail "no window: $(<"$work/valgrind")"
focus_window
keys ctrl+o
state_is 'answers=[2-9]'

test_case "picking, copying, editing as a request"
click transcript 200 30
click messages 80 8
state_is focus=messages
keys Home Next ctrl+c ctrl+shift+b
state_is page=raw
keys ctrl+Return
state_is 'received=[1-9]'
keys ctrl+l
click presets
widget_shown clients
click clients
state_is preset=clients
click fixLength

test_case "lines: chat and calc"
keys ctrl+3
fill name bob
fill port "${chat_address##*:}"
keys Return
state_is state=CONNECTED members=1
click input
type_text 'hello'
keys Return
state_is 'answers=[2-9]'
keys ctrl+4
fill name carol
fill port "${calc_address##*:}"
keys Return
state_is state=CONNECTED
click input
type_text '1 + x'
keys Return
state_is 'problem=.*'

test_case "colours, sizes, panes"
keys F9 ctrl+equal ctrl+minus ctrl+j ctrl+h ctrl+m ctrl+m
for chord in F1 F2 F5; do
	keys "$chord"
	wait_until 10 focus_has_left || fail "$chord opens nothing"
	keys Escape
	wait_until 10 focus_has_come || focus_window
done

test_case "the server goes, the window is closed"
stop_server
state_is live=0
keys ctrl+q
wait_exit "$client_pid" 60
cat "$work/valgrind"
assert_eq "$exit_status" 0 "valgrind's verdict"
