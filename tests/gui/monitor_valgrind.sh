# The monitor under valgrind: a window that is used, then closed, has made no
# error in memory and lost none.
# timeout: 240

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

command -v valgrind >/dev/null || { echo "valgrind is missing"; exit 77; }
TEST_SLOWNESS=$((TEST_SLOWNESS * 5))

test_case "a window in use, under valgrind"
start_server
connect alice --min 1 --max 2
spawn monitor valgrind -q --error-exitcode=9 --leak-check=full \
    --show-leak-kinds=definite --errors-for-leak-kinds=definite \
    --num-callers=40 --child-silent-after-fork=yes \
    --suppressions=tests/gui/valgrind.supp --log-file="$work/valgrind" \
    "$XBAREWIRED" -i "$instance"
wait_until 30 find_window || fail "no window: $(<"$work/valgrind")"
focus_window
state_is connected=1 'seen=[1-9].*'
click table 80 45
state_is selected=alice
pick_message

opens_and_closes()
{
	test_case "$1"
	keys "$1"
	wait_until 10 focus_has_left || fail "$1 opens nothing"
	keys Escape
	wait_until 10 focus_has_come || focus_window
}

for chord in ctrl+i ctrl+s F1 F2 F4 F5 F12 ctrl+d; do
	opens_and_closes "$chord"
done
test_case "colours, sizes, filters, find, copies"
keys F6 plus Left End F9 ctrl+equal ctrl+c ctrl+u ctrl+shift+n ctrl+shift+a ctrl+h ctrl+j ctrl+shift+f
click messageFilter
type_text 'status>=200'
click find
type_text 'wait'
keys Return ctrl+g ctrl+shift+g
keys ctrl+p ctrl+l
keys ctrl+shift+t F7
wait_until 10 focus_has_left || fail "there is no hood"
focus_window
keys F11
state_is class=1
keys shift+F11 F9 ctrl+i
state_is marks=1
keys F11
state_is class=0 compact=1 hood=-
stop_server
state_is attach=ended
opens_and_closes ctrl+n
keys ctrl+q
wait_exit "$monitor_pid" 60
cat "$work/valgrind"
assert_eq "$exit_status" 0 "valgrind's verdict"
