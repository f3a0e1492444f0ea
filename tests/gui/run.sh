# timeout: 120
# make run with a display: the monitor window opens; closing it leaves the
# server running; Shutdown in its menu is the end of everything.
# sanitized
. "${TEST_ROOT:-.}/tests/gui/lib.sh"

export BAREWIRE_INSTANCE=$instance BAREWIRE_RUN_SECONDS=100
BIN=$work/bin
export BIN
mkdir "$BIN"
ln -s "$BAREWIRED" "$BIN/barewired"
ln -s "$BAREWIRE" "$BIN/barewire"
ln -s "$BAREWIRECTL" "$BIN/barewirectl"
ln -s "$XBAREWIRED" "$BIN/xbarewired"
ports=()
for lab in $labs; do
	ports+=(-p "$lab=0")
done

run_with_window()
{
	spawn run tools/run "${ports[@]}"
	wait_until 30 find_window || fail "the window does not open"
	state_is connected=3
	focus_window
}

test_case "three clients are in the window and on the terminal"
run_with_window
expect_line "$run_out" 'carol sent'

test_case "closing the window harms nobody"
keys alt+F4
expect_line "$run_out" '^run: the window is closed, the server goes on'
alive "$run_pid" || fail "it ended with the window"
assert_eq "$(ctl status --json | jq .server.active)" 3 "clients"
kill -INT "$run_pid"
wait_exit "$run_pid" 10
assert_eq "$exit_status" 0 "exit status"

test_case "Shutdown ends the window, the server and the clients"
run_with_window
keys alt+s s
dialog_shown shutdownDialog
keys Tab
keys space
wait_exit "$run_pid" 10
assert_eq "$exit_status" 0 "exit status"
assert_no_match "$(<"$run_out")" 'the window is closed'
assert_eq "$(<"$run_err")" "" "errors"
assert_eq "$(compgen -G "$TMPDIR/barewire-run-*")" "" "temporary files"

test_case "a display that is not there leaves the event lines"
DISPLAY=:69 spawn run tools/run "${ports[@]}"
expect_line "$run_out" 'carol sent'
expect_line "$run_out" '^run: the window is closed, the server goes on'
grep -q . "$run_err" || fail "nothing says why there is no window"
kill -INT "$run_pid"
wait_exit "$run_pid" 10
