#!/bin/bash
# timeout: 400
# takes: 53
# --lenient: what real programs send is served, and what is right as strictly.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# client NAME HABIT ROUNDS: the exercise's best-known client, in background.
client()
{
	python3 tests/e2e/lenient_client.py "$wait_host" "$wait_port" "$@" \
	    >"$work/client.$2" 2>&1 &
	clients+=($!)
}

start_server --lenient --greet wait=auto -v
clients=()

test_case "the best-known client runs unmodified for many rounds"
for habit in plain lf lower date java nohost whole blank bare newline crlf \
    padded utf mark indented split pause middle dribble glued; do
	client "$habit-1" "$habit" 24
done
# These wait for a silence in each round.
for habit in nolength zero large; do
	client "$habit-1" "$habit" 20
done
wait "${clients[@]}"
for habit in plain lf lower date java nohost whole blank bare newline crlf \
    padded utf mark indented split pause middle dribble glued; do
	assert_eq "$(<"$work/client.$habit")" "$habit-1 $habit: 24 right"
done
for habit in nolength zero large; do
	assert_eq "$(<"$work/client.$habit")" "$habit-1 $habit: 20 right"
done

test_case "its name is taken without an answer, and a teacher sees it all"
expect_line "$server_out" ' plain-1 registered \(was guest-[0-9]+\)$'
expect_line "$server_out" ' posted to /test, which only --lenient takes for /clients: is not answered, its program expects no answer$'
expect_line "$server_out" ' plain-1 posted to /test, which only --lenient takes for /wait$'
expect_line "$server_out" ' plain-1 sent what only --lenient accepts: the body is longer than Content-Length says \(byte [0-9]+ of the message\)$'
expect_line "$server_out" ' nolength-1 sent what only --lenient accepts: a body comes without Content-Length'

test_case "a name that cannot be had is not answered either, but said"
python3 - "$wait_host" "$wait_port" >"$work/taken" <<'PY'
import socket, sys
first, second = (socket.create_connection((sys.argv[1], int(sys.argv[2])))
                 for _ in range(2))
for talk in first, second:
    talk.recv(4096)
    talk.send(b'POST /test HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n'
              b'DATA:alice')
    talk.send(b'POST /test HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n'
              b'DATA:0')
    print(talk.recv(4096).decode().rpartition('\n')[2])
PY
assert_match "$(<"$work/taken")" '^Server waited 0 seconds for client alice\.$'
assert_match "$(<"$work/taken")" '^Server waited 0 seconds for client guest-[0-9]+\.$'
expect_line "$server_out" 'asked for the name alice: taken$'
stop_server

start_server --lenient
test_case "every habit, cut at every byte"
python3 tests/e2e/lenient_habits.py "$wait_host" "$wait_port" \
    >"$work/habits" 2>&1 || {
	cut -c 1-1000 "$work/habits" | tail -n 20
	fail "$(tail -n 1 "$work/habits")"
}
assert_match "$(<"$work/habits")" '^[0-9]{2} habits, [0-9]{4} connections, 0 wrong$'

test_case "each of them is said"
for mistake in 'the parts of the request line are not separated' \
    'a body comes without Content-Length' 'NULs come before' \
    'two bytes of length come before' 'this is not a host name' \
    'there is more than one Content-Length' 'not in capitals|in capitals' \
    'the version is not written' "no colon follows a field's name" \
    "white space comes before a field's name" 'a byte-order mark comes' \
    'the body is longer than Content-Length says' \
    'the body ends before it is as long as announced' \
    'the head does not end' 'an HTTP/1.1 request must have a Host' \
    'a line ends in a bare LF'; do
	expect_line "$server_out" "sent what only --lenient accepts: .*($mistake)"
done

test_case "a POST to an unknown path is seconds or a name"
http POST /test 0
assert_eq "$http_status" 200
assert_match "$http_body" '^Server waited 0 seconds for client guest-[0-9]+\.$'
http POST /anything/at?all alice
assert_eq "$http_status" 201
assert_match "$http_body" '^You are registered as alice\.$'
assert_match "$http_head" '^Location: /clients/alice$'
for number in -1 1.5 3601; do
	http POST /test "DATA:$number"
	assert_eq "$http_status" 400
	assert_match "$http_body" "^Cannot wait \"$number\" seconds: "
done
http POST /test 'a b'
assert_eq "$http_status" 400
assert_match "$http_body" 'cannot be a name'
http GET /test
assert_eq "$http_status" 404
http PUT /test 0
assert_eq "$http_status" 404
http GET /
assert_match "$http_body" '^POST elsewhere '

test_case "nothing is smuggled"
while read -r status request; do
	answer=$(printf %b "$request" | http_raw)
	assert_match "$answer" "^HTTP/1.1 $status " "answer to $request"
	assert_eq "$(grep -c '^HTTP/1.1 ' <<<"$answer")" 1 "answers to $request"
done <<'CASES'
400 POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n
400 POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n
400 POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n0GET / HTTP/1.1\r\nHost: x\r\n\r\n
400 POST / HTTP/1.1\r\nHost: x\r\nX: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n
400 POST / HTTP/1.1\r\n Host: x\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n
400 POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n
400 POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n 0\r\n\r\n0123456789GET / HTTP/1.1\r\nHost: x\r\n\r\n
400 GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n
400 GET / HTTP/1.1\r\nHost: x\r\nGET / HTTP/1.1\r\nX: y\r\n\r\n
501 POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n
CASES
stop_server

test_case "what is right is answered as in strict mode"
right()
{
	# How many digits a process has is in the length, too.
	local names='s/guest-[0-9]*/guest-N/; s/^Date: .*/Date: D/
	    s/^Host: .*/Host: H/; s/^Content-Length: .*/Content-Length: N/'

	printf '%s\r\nHost: x\r\n%s' 'GET /clients/bob HTTP/1.1' $'\r\n' \
	    'POST /clients HTTP/1.1' $'Content-Length: 5\r\n\r\nalice' \
	    'POST / HTTP/1.1' $'Content-Length: 10\r\n\r\nDATA:alice' \
	    'POST / HTTP/1.1' $'Content-Length: 3\r\n\r\nabc\r\n' \
	    'POST / HTTP/1.1' $'Content-Length: 38\r\n\r\nPOST /wait HTTP/1.1\r\nHost: x\r\n\r\n\r\n7GET' \
	    'POST / HTTP/1.1' $'Transfer-Encoding: chunked\r\n\r\n5\r\nDATA:\r\n0\r\n\r\n' \
	    'POST / HTTP/1.1' $'Content-Length: 0\r\n\r\n' \
	    'POST / HTTP/1.1' $'\r\n' \
	    'HEAD /wait HTTP/1.1' $'\r\n' \
	    'FOO / HTTP/1.1' $'\r\n' \
	    'OPTIONS /wait HTTP/1.1' $'\r\n' \
	    'POST /wait HTTP/1.1' $'Content-Length: 1\r\n\r\n0' \
	    'GET /clients/alice HTTP/1.0' $'Connection: close\r\n\r\n' |
	    http_raw | grep -av '^\(connected\|from\|process\|state since\):' |
	    sed "$names"
}
start_server
right >"$work/strict"
stop_server
start_server --lenient
right >"$work/lenient"
assert_no_match "$(<"$server_out")" 'only --lenient'
stop_server
cmp "$work/strict" "$work/lenient" ||
    fail "$(diff -a "$work/strict" "$work/lenient")"
assert_eq "$(grep -ao 'HTTP/1\.1 [1-5]' "$work/strict" | wc -l)" 13
