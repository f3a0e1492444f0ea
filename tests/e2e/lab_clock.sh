#!/bin/bash
# The clock and echo labs: datagrams, and echo over TCP.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# udp LAB: the port its datagrams go to.
udp_port()
{
	sed -n "s|^listening $1 .*:\([0-9]*\)/udp\$|\1|p" "$server_out"
}

# ask PORT STEPS...: what dialog.py prints.
ask()
{
	local port=$1

	shift
	printf '%s\n' "$@" | python3 tests/e2e/dialog.py 127.0.0.1 "$port"
}

start_server
clock=$(udp_port clock)
echo=$(udp_port echo)

test_case "date and time, padded or with a line end as well"
before=$(date +%F)
answer=$(ask "$clock" 'a udp' 'a send SEND_DATE' 'a read')
[ "$answer" = "a: '$before'" ] || [ "$answer" = "a: '$(date +%F)'" ] ||
    fail "date: $answer"
for end in '' '\n' '\r\n' '\0\0\0\0'; do
	answer=$(ask "$clock" 'a udp' "a send SEND_TIME$end" 'a read')
	assert_match "$answer" "^a: '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]'\$"
done

test_case "as clients spell it: any case, stray blanks, a comma"
for date in send_date 'Send Date,' 'send_DATE ,\r\n' 'SEND_DATE\0rest'; do
	answer=$(ask "$clock" 'a udp' "a send $date" 'a read')
	assert_match "$answer" "^a: '[0-9]{4}-[0-9]{2}-[0-9]{2}'\$"
done
answer=$(ask "$clock" 'a udp' 'a send  Send Time, ' 'a read')
assert_match "$answer" "^a: '[0-9:]{8}'\$"

test_case "an empty datagram (RFC 867) is answered with date and time"
for empty in '' '\n' '\0\0'; do
	answer=$(ask "$clock" 'a udp' "a send $empty" 'a read')
	assert_match "$answer" "^a: '[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}'\$"
done
expect_line "$server_out" 'asked with nothing: answered [0-9-]{10} [0-9:]{8}$'

test_case "everything else is answered, too, with a short error"
for wrong in SEND 'SEND_DATE now' 'SEND-DATE' '\xff\xfe' '\0\x09SEND_DATE'; do
	answer=$(ask "$clock" 'a udp' "a send $wrong" 'a read')
	assert_eq "$answer" "a: 'error: ask with SEND_DATE or SEND_TIME'"
done
answer=$(ask "$clock" 'a udp' "a send $(printf 'x%.0s' {1..1400})" 'a read')
assert_eq "$answer" "a: 'error: ask with SEND_DATE or SEND_TIME'"

test_case "recent peers are rows, with their messages"
row=$(ctl status --json | jq '[.clients[] | select(.lab == "clock")]')
[ "$(jq length <<<"$row")" -ge 6 ] || fail "rows: $row"
assert_eq "$(jq -c '.[0] | [.messages_in, .messages_out, .ended]' <<<"$row")" \
    '[1,1,null]'
assert_match "$(jq -r '.[0].name' <<<"$row")" '^udp-[0-9]+$'
assert_eq "$(ctl status --json | jq .server.active)" 0

test_case "no answer to ports of other services, to ours, to error texts"
[ "$(id -u)" = 0 ] && assert_eq "$(ask "$clock" 'a udp 127.0.0.1 19' \
    'a send SEND_TIME' 'a silent 0.3')" ''
assert_eq "$(ask "$clock" 'a udp' 'a send error: ask with SEND_DATE' \
    'a silent 0.3')" ''
assert_eq "$(ask "$echo" "a udp 127.0.0.2 $echo" 'a send loop' \
    'a silent 0.3')" ''
expect_line "$server_out" 'is not answered: its port is ours'

test_case "echo: datagrams come back byte for byte, also an empty one"
assert_eq "$(ask "$echo" 'a udp' 'a send \x00\xff\r\nabc' 'a read' \
    'a send ' 'a read')" "a: '\\x00\\xff\\r\\nabc'
a: ''"

test_case "echo over TCP, half closed, one MiB unchanged"
head -c 1048576 /dev/urandom >"$work/random"
timeout 20 nc -N "$echo_host" "$echo_port" <"$work/random" >"$work/back"
cmp "$work/random" "$work/back" || fail "it came back changed"

test_case "echo that greets only the silent loses no byte of the others"
stop_server
start_server --greet echo=auto
assert_match "$(ask "$echo_port" 'a connect' 'a send hello' 'a read' \
    'b connect' 'b read' | tr '\n' ' ')" "^a: 'hello' b: 'Welcome, guest-[0-9]+.n' \$"
stop_server
start_server
clock=$(udp_port clock)
echo=$(udp_port echo)

test_case "our clients"
"$BAREWIRE" clock -c 2 "127.0.0.1:$clock" >"$work/out" 2>&1
assert_eq $? 0 "exit status"
assert_eq "$(grep -cE '^([0-9-]{10}|[0-9:]{8})$' "$work/out")" 2
for flag in '' --udp; do
	port=$echo_port
	[ -z "$flag" ] || port=$echo
	# shellcheck disable=SC2086 # perhaps none
	printf 'hello\n\nwor ld' | "$BAREWIRE" echo $flag "127.0.0.1:$port" \
	    >"$work/out" 2>&1
	assert_eq $? 0 "exit status"
	assert_eq "$(sed -n '2,4p' "$work/out")" "hello

wor ld"
done

test_case "our client survives lost datagrams, and says so"
kill -STOP "$(pgrep -P "$server_pid" -x bw-clock-udp)"
spawn clock "$BAREWIRE" clock -c 2 "127.0.0.1:$clock"
expect_line "$clock_err" 'no answer to SEND_(DATE|TIME): a datagram was lost or is late$'
kill -CONT "$(pgrep -P "$server_pid" -x bw-clock-udp)"
wait_exit "$clock_pid" 20
assert_eq "$exit_status" 0

test_case "the port's process is started again when it dies"
kill -KILL "$(pgrep -P "$server_pid" -x bw-clock-udp)"
expect_line "$server_out" 'the process of clock \(UDP\) ended, signal 9'
answers()
{
	[ -n "$(timeout 1 "$BAREWIRE" clock -c 1 "127.0.0.1:$clock" 2>&1 |
	    grep -E '^([0-9-]{10}|[0-9:]{8})$')" ]
}
wait_until 10 answers || fail "no clock any more"
stop_server

test_case "several addresses: each answers from the one that was asked"
start_server -a 0.0.0.0
clock=$(udp_port clock)
answer=$(printf '%s\n' 'a udp' 'a send SEND_TIME' 'a read' |
    python3 tests/e2e/dialog.py 127.0.0.77 "$clock")
assert_match "$answer" "^a: '[0-9:]{8}'\$"
stop_server
start_server -a ::1
answer=$(printf '%s\n' 'a udp' 'a send SEND_TIME' 'a read' |
    python3 tests/e2e/dialog.py ::1 "$(udp_port clock)")
assert_match "$answer" "^a: '[0-9:]{8}'\$"
stop_server
