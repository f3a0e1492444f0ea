# timeout: 240
# takes: 37
# make run's script: shows clients at work, and leaves nothing behind however
# it ends.
# tree
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

export BAREWIRE_INSTANCE=$instance
BIN=$work/bin
export BIN
mkdir "$BIN"
ln -s "$BAREWIRED" "$BIN/barewired"
ln -s "$BAREWIRE" "$BIN/barewire"
ln -s "$BAREWIRECTL" "$BIN/barewirectl"
ports=()
for lab in $labs; do
	ports+=(-p "$lab=0")
done

# Everything of this test but the script itself and what spawn started.
others()
{
	local process

	for process in $(grep -lsaz "^BAREWIRE_TEST_ID=$BAREWIRE_TEST_ID\$" \
	    /proc/[0-9]*/environ); do
		process=${process%/environ}
		case $(readlink "$process/exe") in
		*/barewire*) echo "${process#/proc/}" ;;
		esac
	done 2>/dev/null
}

all_gone()
{
	[ -z "$(others)" ]
}

nothing_left()
{
	wait_until 2 all_gone || fail "processes are left: $(others)"
	assert_eq "$(compgen -G "/dev/shm/*$instance*")" "" "shared memory"
	assert_eq "$(find "$XDG_RUNTIME_DIR" -mindepth 1)" "" "runtime files"
	assert_eq "$(compgen -G "$TMPDIR/barewire-run-*")" "" "temporary files"
}

test_case "ends after BAREWIRE_RUN_SECONDS, having shown three clients"
export BAREWIRE_RUN_SECONDS=2
spawn run tools/run "${ports[@]}"
for name in alice bob carol; do
	expect_line "$run_out" "[0-9] $name registered"
	expect_line "$run_out" "[0-9] $name sent [0-9]+: waiting [0-9]+ s"
done
wait_exit "$run_pid" 15
assert_eq "$exit_status" 0 "exit status"
assert_match "$(<"$run_out")" '^listening wait 127\.0\.0\.1:[0-9]+$'
assert_eq "$(<"$run_err")" "" "errors"
nothing_left

for signal in INT TERM HUP; do
	test_case "SIG$signal ends it"
	export BAREWIRE_RUN_SECONDS=60
	spawn run tools/run "${ports[@]}"
	expect_line "$run_out" 'carol sent'
	kill -$signal "$run_pid"
	wait_exit "$run_pid" 10
	assert_eq "$exit_status" 0 "exit status"
	nothing_left
done

test_case "the server's end is everything's end"
spawn run tools/run "${ports[@]}"
expect_line "$run_out" 'carol sent'
ctl shutdown
wait_exit "$run_pid" 10
assert_eq "$exit_status" 0 "exit status"
assert_eq "$(<"$run_err")" "" "errors"
nothing_left

test_case "a client that is killed is told of, the others go on"
spawn run tools/run "${ports[@]}"
expect_line "$run_out" 'carol sent'
for process in $(others); do
	grep -qsaz '^carol$' "/proc/$process/cmdline" && kill -KILL "$process"
done
expect_line "$run_out" 'carol disconnected'
expect_line "$run_err" '^run: carol ended'
alive "$run_pid" || fail "it ended with one client"
kill -INT "$run_pid"
wait_exit "$run_pid" 10
nothing_left

# advised REGEX: the command that a start which failed advises.
advised()
{
	wait_exit "$run_pid" 10
	assert_eq "$exit_status" 1 "exit status"
	advice=$(grep -oE "$1" "$run_err") ||
	    fail "not advised: $(<"$run_err")"
}

test_case "an instance that is taken is said to be; the advice ends its server"
for options in "" "-i $instance-i" "--instance=$instance-i"; do
	name=${options##*[ =]}
	# shellcheck disable=SC2086 # no or several options
	start_server $options
	# shellcheck disable=SC2086
	spawn run tools/run "${ports[@]}" $options
	advised "$BIN/barewirectl -i [^ ']* shutdown"
	assert_match "$(<"$run_err")" "process $server_pid\$"
	alive "$server_pid" || fail "the first server is gone"
	assert_eq "$advice" "$BIN/barewirectl -i ${name:-$instance} shutdown"
	$advice >/dev/null || fail "$advice does not end it"
	wait_exit "$server_pid" 5
done
nothing_left

test_case "a port that is taken is no server of ours to shut down"
start_server -i "$instance-other"
spawn run tools/run "${ports[@]}" -p "wait=$wait_port" -p echo=off
advised 'BAREWIRE_INSTANCE=.*'
assert_match "$(<"$run_err")" "held by barewired \(process $server_pid\)"
assert_no_match "$(<"$run_err")" shutdown
spawn run bash -c "$advice"
expect_line "$run_out" 'carol sent'
assert_no_match "$(<"$run_out")" 'listening echo'
kill -INT "$(pgrep -f "^/bin/bash tools/run .*wait=$wait_port")"
wait_exit "$run_pid" 10
stop_server
nothing_left

test_case "without the wait lab there are no clients, and it says so"
spawn run tools/run "${ports[@]}" -p wait=off
expect_line "$run_out" '^run: .*no clients \(wait is off\)'
kill -INT "$run_pid"
wait_exit "$run_pid" 10
assert_eq "$exit_status" 0 "exit status"
assert_eq "$(<"$run_err")" "" "errors"
nothing_left

test_case "a server that is killed is told of"
spawn run tools/run "${ports[@]}"
expect_line "$run_out" 'carol sent'
kill -KILL "$(ctl status --json | jq .server.pid)"
wait_exit "$run_pid" 15
assert_eq "$exit_status" 1 "exit status"
assert_match "$(<"$run_err")" '^run: the server ended with status 137$'
# The next server heals what that one could not remove.
start_server
stop_server
nothing_left

# on_terminal: starts it on one of its own; keys go into the pipe.
on_terminal()
{
	rm -f "$work/keys" "$work/screen"
	mkfifo "$work/keys"
	sleep 100 >"$work/keys" &	# holds it open
	started+=($!)
	TERM=xterm script -qefc "stty rows 24 cols 80
	    exec tools/run ${ports[*]}" "$work/screen" \
	    <"$work/keys" >/dev/null 2>&1 &
	terminal_pid=$!
	started+=($!)
	expect_line "$work/screen" 'alice.*waiting'
}

test_case "on a terminal it shows barewirectl watch, whose end is the end"
on_terminal
assert_no_match "$(<"$work/screen")" 'registered'
printf q >"$work/keys"
wait_exit "$terminal_pid" 10
assert_eq "$exit_status" 0 "exit status"
nothing_left

test_case "and so is Ctrl-C"
on_terminal
printf '\003' >"$work/keys"
wait_exit "$terminal_pid" 10
assert_eq "$exit_status" 0 "exit status"
nothing_left

test_case "and the end of the server"
on_terminal
ctl shutdown
wait_exit "$terminal_pid" 10
nothing_left
