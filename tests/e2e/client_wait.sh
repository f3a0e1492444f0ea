#!/bin/bash
# valgrind (make valgrind alone)
# barewire wait and barewired: a whole session, its failures, its signals.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# client STATUS ARGUMENT...: sets out and err.
client()
{
	local expected=$1 status

	shift
	timeout $((20 * TEST_SLOWNESS)) "$BAREWIRE" "$@" >"$work/out" \
	    2>"$work/err"
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
	assert_eq "$status" "$expected" "exit status of barewire $* ($err)"
}

# waiting NAME [ARGUMENT...]: a client in the middle of a pause of 60 s.
waiting()
{
	local name=$1

	shift
	# What an earlier one said must not be believed.
	rm -f "$work/$name.out"
	spawn "$name" "$BAREWIRE" wait -n "$name" --min 60 --max 60 \
	    "$wait_address" "$@"
	expect_line "$work/$name.out" '^sent 60, waiting$'
}

test_case "a session: registered, asked, answered, as often as wanted"
start_server
client 0 wait -n alice --min 0 --max 0 -c 3 "$wait_address"
assert_eq "$out" "connected to $wait_address
registered as alice
$(for _ in 1 2 3; do echo 'sent 0, waiting'
echo 'Server waited 0 seconds for client alice.'; done)"
assert_eq "$err" ''
assert_eq "$(grep -c 'connected from' "$server_out")" 1 "connections"
expect_line "$server_out" 'alice disconnected: closed by client$'

test_case "what the server sent is what -v shows"
client 0 wait -n alice --min 1 --max 1 -c 1 -v "localhost:$wait_port"
assert_match "$out" $'^> POST /wait HTTP/1.1\r$'
assert_match "$out" "^> Host: localhost:$wait_port"
assert_match "$out" $'^< HTTP/1.1 200 OK\r$'
assert_match "$out" '^< Server waited 1 seconds for client alice.$'

test_case "the name is USER-PID when none is given"
client 0 wait --min 0 --max 0 -c 1 "$wait_address"
assert_match "$out" '^registered as tester-[0-9]+$'

test_case "a name in use, a bad name: one line, the server's reason"
waiting bob
client 1 wait -n bob "$wait_address"
assert_eq "$(wc -l <"$work/err")" 1 lines
assert_match "$err" '^barewire: the name bob is taken: 409 Conflict: '
client 1 wait -n 'bad name' "$wait_address"
assert_match "$err" '^barewire: the server did not register bad name: 400 '
client 1 wait -n $'b\e[2J' "$wait_address"
assert_match "$err" '^barewire: the server did not register b\\x1B\[2J: 400 '

dave_left()
{
	[ "$(grep -c 'dave disconnected: closed by client$' "$server_out")" \
	    -eq "$1" ]
}

test_case "INT, TERM and HUP: a goodbye, no words, 128 + the signal"
times=0
for signal in INT:130 TERM:143 HUP:129; do
	waiting dave
	kill -"${signal%:*}" "$dave_pid"
	wait_exit "$dave_pid" 2
	assert_eq "$exit_status" "${signal#*:}" "exit status for $signal"
	assert_eq "$(<"$dave_err")" ''
	times=$((times + 1))
	wait_until 10 dave_left $times || fail "the server was not told"
done

test_case "nohup keeps it"
spawn kept env --ignore-signal=HUP "$BAREWIRE" wait -n dave --min 60 \
    --max 60 "$wait_address"
expect_line "$kept_out" '^sent 60, waiting$'
kill -HUP "$kept_pid"
client 1 wait -n dave "$wait_address"
kill -TERM "$kept_pid"
wait_exit "$kept_pid" 2
assert_eq "$exit_status" 143

test_case "each line is written at once, also into a pipe"
mkfifo "$work/pipe"
spawn piped "$BAREWIRE" wait -n erin --min 60 --max 60 "$wait_address"
"$BAREWIRE" wait -n frank --min 60 --max 60 "$wait_address" >"$work/pipe" &
frank=$!
started+=("$frank")
exec 4<"$work/pipe"
read -r -t $((10 * TEST_SLOWNESS)) line <&4
assert_eq "$line" "connected to $wait_address"
read -r -t $((10 * TEST_SLOWNESS)) line <&4
assert_eq "$line" 'registered as frank'
exec 4<&-
end_process "$frank"
end_process "$piped_pid"

test_case "nobody reads any more: it ends, with one line"
rm -f "$work/status"
{ timeout $((20 * TEST_SLOWNESS)) "$BAREWIRE" wait -n gina --min 0 --max 0 \
    "$wait_address" 2>"$work/err"; echo $? >"$work/status"; } | head -n 3 |
    grep -q 'sent 0' || fail "no output"
wait_until 10 test -s "$work/status" || fail "it did not end"
assert_eq "$(<"$work/status")" 1 "exit status"
assert_eq "$(<"$work/err")" 'barewire: could not write: broken pipe'
"$BAREWIRE" wait -n gina "$wait_address" >/dev/full 2>"$work/err"
assert_eq $? 1
assert_eq "$(<"$work/err")" \
    'barewire: could not write: no space left on device'

test_case "a server that is ended in the middle of a pause says so"
waiting heidi
stop_server
wait_exit "$heidi_pid" 2
assert_eq "$exit_status" 1
assert_eq "$(<"$heidi_err")" 'barewire: the server is shutting down'
wait_exit "$bob_pid" 2

test_case "a server that is killed"
start_server
waiting ivan
kill -KILL "$server_pid"
wait_exit "$ivan_pid" 5
assert_eq "$exit_status" 1
assert_eq "$(<"$ivan_err")" 'barewire: the server has died'
client 1 wait -n judy "$wait_address"
assert_eq "$err" "barewire: could not connect to $wait_address: connection refused"

test_case "a server that greets, and IPv6"
start_server -a ::1 --greet wait=always
client 0 wait -n alice --min 0 --max 0 -c 2 "$wait_address"
assert_match "$out" '^the server greets: 200 OK: '
assert_eq "$(grep -c '^Server waited 0' "$work/out")" 2 answers
assert_match "$out" "^connected to \[::1\]:$wait_port$"
assert_eq "$(grep -c '^connecting to' "$work/out")" 0 "steps without -v"
client 0 wait -n alice --min 0 --max 0 -c 1 -v "$wait_address"
assert_match "$out" "^connecting to \[::1\]:$wait_port$"

test_case "this machine's name is looked up"
stop_server
address=$(getent ahostsv4 "$(hostname)" | grep -m 1 -o '^127[0-9.]*')
if [ -n "$address" ]; then
	start_server -a "$address"
	client 0 wait -n alice --min 0 --max 0 -c 1 -v "$(hostname):$wait_port"
	assert_match "$out" "^looking up $(hostname)$"
	assert_match "$out" "^connected to $address:$wait_port$"
else
	echo "   (it has none on loopback)"
	start_server
fi

test_case "many at once over one server"
pids=() crowd=50
# Under valgrind that many keep the server from answering in time.
[ "$TEST_SLOWNESS" -eq 1 ] || crowd=10
for i in $(seq $crowd); do
	"$BAREWIRE" wait -n "many-$i" --min 0 --max 1 -c 3 "$wait_address" \
	    >"$work/many.$i" 2>&1 &
	pids+=($!)
done
for i in "${!pids[@]}"; do
	wait "${pids[i]}" ||
	    fail "many-$((i + 1)) ended with $?: $(cat "$work/many.$((i + 1))")"
done
assert_eq "$(cat "$work"/many.* | grep -c '^Server waited')" $((3 * crowd)) answers
stop_server
