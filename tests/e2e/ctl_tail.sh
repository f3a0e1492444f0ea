#!/bin/bash
# barewirectl tail: messages and events as text and JSON, losses counted,
# every way to end.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

dir=$XDG_RUNTIME_DIR/barewire/$instance

feeds()
{
	find "$dir" -name 'feed.[0-7]' 2>/dev/null | wc -l
}

feeds_are()
{
	[ "$(feeds)" = "$1" ]
}

# start_tail NAME [OPTION...]: and waits until the server feeds it.
start_tail()
{
	local before

	before=$(feeds)
	spawn "$1" "$BAREWIRECTL" -i "$instance" tail "${@:2}"
	wait_until 10 feeds_are $((before + 1)) || fail "no FIFO"
}

# register NAME: over a connection that ends at once.
register()
{
	printf 'POST /clients HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s\n' \
	    $((${#1} + 1)) "$1" | http_raw >/dev/null
}

# Of the smallest journal a watcher may soon have missed something.
start_server --journal 1
start_tail text
start_tail json --json
start_tail alice --json --client alice

test_case "people read what was received and sent, line ends visible"
register bob
register alice
time='[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}'
expect_line "$text_out" "^$time alice disconnected: "
text=$(<"$text_out")
assert_match "$text" "^$time guest-[0-9]+ connected from 127.*\(wait, process"
assert_match "$text" "^$time from guest-[0-9]+, [0-9]+ bytes \(wait\)$"
assert_match "$text" '^    POST /clients HTTP/1\.1\\r\\n$'
assert_match "$text" "^$time alice registered \(was guest-[0-9]+\)$"
assert_match "$text" "^$time to alice, [0-9]+ bytes \(wait\), status 201$"
assert_match "$text" '^    HTTP/1\.1 201 Created\\r\\n$'
assert_match "$text" '^    You are registered as alice\.\\n$'

test_case "programs get an object a line"
expect_line "$json_out" '"event":"disconnected","client":"alice"'
jq -e -s 'all(.[]; keys == (["time", "event", "client", "pid", "lab", "peer",
    "direction", "message", "bytes", "text", "truncated", "past", "reason"] | sort))' \
    "$json_out" >/dev/null || fail "other members"
assert_eq "$(jq -r 'select(.client == "alice") | .event' "$json_out" |
    tr '\n' ' ')" 'registered message disconnected '
assert_eq "$(jq -r 'select(.direction == "received" and
    (.text | endswith("alice\n"))) | .bytes == (.text | utf8bytelength)' \
    "$json_out")" true

test_case "--client shows that client alone"
expect_line "$alice_out" '"event":"disconnected"'
assert_eq "$(jq -r .client "$alice_out" | sort -u)" alice

test_case "--filter shows what it lets through, here and in status"
start_tail received --json --filter 'dir:received lab:wait bytes>20 !name:bob'
http GET /clients
expect_line "$received_out" 'GET /clients'
assert_eq "$(jq -r '.direction, .lab' "$received_out" | sort -u | tr '\n' ' ')" \
    'received wait '
end_process "$received_pid"
answer=$(ctl tail --filter 'foo:bar' 2>&1)
assert_eq $? 2
assert_match "$answer" '^barewirectl: foo: is none of the keys name lab peer '
answer=$(ctl status --filter 'since>x' 2>&1)
assert_eq $? 2
assert_eq "$(ctl status --json --filter 'lab:echo' | jq '.clients | length')" 0

test_case "bytes that are no UTF-8 stay visible"
printf 'GET / HTTP/1.1\r\nX: \xff\x1b\r\n\r\n' | http_raw >/dev/null
expect_line "$text_out" '^    X: \\xFF\\x1B'
expect_line "$json_out" 'X: \\\\xFF\\u001[bB]'

test_case "SIGINT and SIGTERM end it with 0, and its FIFO goes"
kill -INT "$alice_pid"
wait_exit "$alice_pid" 5
assert_eq "$exit_status" 0
kill -TERM "$json_pid"
wait_exit "$json_pid" 5
assert_eq "$exit_status" 0
assert_eq "$(cat "$json_err" "$alice_err")" ''
assert_eq "$(feeds)" 1 "FIFOs left"

test_case "a reader that goes away ends it quietly, even in silence"
mkfifo "$work/pipe"
sleep 1000 <"$work/pipe" &
reader=$!
started+=("$reader")
"$BAREWIRECTL" -i "$instance" tail >"$work/pipe" 2>"$work/pipe.err" &
piped=$!
started+=("$piped")
wait_until 10 feeds_are 2 || fail "no FIFO"
kill "$reader"
wait_exit "$piped" 5
assert_eq "$exit_status" 0
assert_eq "$(<"$work/pipe.err")" ''

test_case "a tail that was killed is in nobody's way"
start_tail killed
kill -KILL "$killed_pid"
wait "$killed_pid" 2>/dev/null
for n in 1 2 3 4 5 6 7; do
	spawn "watcher$n" "$BAREWIRECTL" -i "$instance" tail
done
all_watch()
{
	feeds_are 8 || return 1
	http GET /clients
	for n in 1 2 3 4 5 6 7; do
		grep -qs 'GET /clients' "$work/watcher$n.out" || return 1
	done
}
wait_until 10 all_watch || fail "not all seven are fed"

test_case "the ninth is told that there are eight"
out=$(ctl tail 2>&1)
assert_eq "$?" 1
assert_match "$out" '^barewirectl: no feed of messages: 8 others are watching'
for n in 1 2 3 4 5 6 7; do
	eval "kill -TERM \$watcher${n}_pid"
done
wait_until 10 feeds_are 1 || fail "FIFOs left"

test_case "a slow reader costs counted loss, and nothing else"
exec 5<>"$work/pipe"		# a pipe that is open, and nobody reads
"$BAREWIRECTL" -i "$instance" tail --json >"$work/pipe" 2>/dev/null &
slow=$!
started+=("$slow")
wait_until 10 feeds_are 2 || fail "no FIFO"
before=$(ctl status --json)
requests=4000
for ((n = 0; n < requests; n++)); do
	printf 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
done >"$work/requests"
printf 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' \
    >>"$work/requests"
raw "$wait_address" 30 <"$work/requests" >"$work/answers" ||
    fail "the client was held up"
assert_eq "$(grep -c '^HTTP/1.1 200' "$work/answers")" $((requests + 1))
has_ended()
{
	ctl status --json | jq -e '.server.active == 0' >/dev/null
}
wait_until 10 has_ended || fail "the client is still there"
cat <"$work/pipe" >"$work/slow.json" &
reader=$!
started+=("$reader")
# Two messages a request, and the connect and disconnect of the client.
fed=$(ctl status --json | jq --argjson before "$before" '
    (.server.messages_in - $before.server.messages_in) +
    (.server.messages_out - $before.server.messages_out) +
    2 * (.server.accepted - $before.server.accepted)')
assert_eq "$fed" $((2 * (requests + 1) + 2)) "what the server counts"
# Whole lines only: the last may be being written.
heard()
{
	[ "$(grep '}$' "$work/slow.json" | jq -s '
	    (map(select(.event != "lost")) | length) +
	    (map(select(.event == "lost") |
	    .reason | split(" ")[0] | tonumber) | add)')" = "$fed" ]
}
wait_until 20 heard || fail "messages and losses do not add up to $fed"
assert_between "$(grep -c '"event":"lost"' "$work/slow.json")" 1 "$fed" gaps
# Counted for both watchers: the other one may have missed some, too.
assert_between "$(ctl status --json | jq .server.feed_dropped)" \
    100 $((2 * fed)) feed_dropped
kill -INT "$slow"
wait_exit "$slow" 5
assert_eq "$exit_status" 0
kill "$reader"
exec 5>&-

test_case "tail tells of the server's end, and ends with 0"
stop_server
wait_exit "$text_pid" 5
assert_eq "$exit_status" 0
assert_eq "$(<"$text_err")" 'barewirectl: the server has ended'

test_case "a crash is another thing"
start_server
start_tail crash
kill -KILL "$server_pid"
wait "$server_pid" 2>/dev/null
wait_exit "$crash_pid" 5
assert_eq "$exit_status" 1
assert_eq "$(<"$crash_err")" \
    'barewirectl: the server has died without a goodbye'
# The next one clears up.
start_server
stop_server
