#!/bin/bash
# A server from start to end, and to the ends it did not choose.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

children()
{
	local pid

	for pid in $(<"/proc/$1/task/$1/children"); do
		case $(cat "/proc/$pid/comm" 2>/dev/null) in
		bw-*-udp) ;;	# a port's, not a client's
		bw-*) echo "$pid" ;;
		esac
	done
}

no_children()
{
	[ -z "$(children "$server_pid")" ]
}

# connect FD: registers NAME over a connection that stays open.
wait_request()
{
	printf 'POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s' \
	    "$1" ${#2} "$2"
}

left_behind()
{
	find "$XDG_RUNTIME_DIR" -mindepth 1 -print
	find /dev/shm -name "barewire.*.$instance" -print
}

test_case "wrong usage is 2, with a reason; help and version are 0"
for arguments in -x '-p nolab=1' '-p wait=70000' '-m 0' extra '--greet wait=x'; do
	# shellcheck disable=SC2086 # several arguments
	"$BAREWIRED" $arguments >"$work/out" 2>"$work/err"
	assert_eq $? 2 "exit status for $arguments"
	assert_match "$(<"$work/err")" '^barewired: .+'
done
"$BAREWIRED" --help | grep -q -- '--max-clients' || fail "no help"
"$BAREWIRED" --version | grep -q '^barewired [0-9]' || fail "no version"

test_case "several addresses, IPv6 among them"
start_server -a 127.0.0.1 -a ::1
assert_match "$(<"$server_out")" '^listening wait \[::1\]:[0-9]+$'
curl -gsf "http://${wait_addresses##* }/" >/dev/null || fail "no answer on IPv6"

test_case "a second server on the instance is refused, the first one named"
"$BAREWIRED" -i "$instance" >"$work/out" 2>"$work/err"
assert_eq $? 1
assert_match "$(<"$work/err")" "already served by process $server_pid"

test_case "an address in use is said, nothing is left"
off=()
for lab in $labs; do off+=(-p "$lab=off"); done
"$BAREWIRED" -i "$instance-b" "${off[@]}" -p "wait=$wait_port" \
    >"$work/out" 2>"$work/err"
assert_eq $? 1
assert_match "$(<"$work/err")" 'could not listen for wait .*in use'
assert_eq "$(find "$XDG_RUNTIME_DIR" /dev/shm -name "*$instance-b*")" ''

test_case "a client that vanishes in its pause is told of within 100 ms"
exec 3<>"/dev/tcp/$wait_host/$wait_port"
wait_request /wait 15 >&3
expect_line "$server_out" 'sent 15: waiting 15 s'
pid=$(sed -n 's/.* guest-\([0-9]*\) sent 15: .*/\1/p' "$server_out")
# By the server's own clock: who prints the line, and who looks for it, have
# all the time they want.
begun=${EPOCHREALTIME/./}
exec 3>&- 3<&-
expect_line "$server_out" "guest-$pid disconnected: closed by client\$"
noticed=$(grep "guest-$pid disconnected: " "$server_out")
noticed=$(date -d "${noticed%% *}" +%s%3N)
took=$(((noticed - begun / 1000 + 86400000) % 86400000))
[ $took -le $((100 * TEST_SLOWNESS)) ] || fail "took $took ms"

test_case "a crash is told of with its signal and harms nobody"
exec 3<>"/dev/tcp/$wait_host/$wait_port"
wait_request /wait 1 >&3
exec 4<>"/dev/tcp/$wait_host/$wait_port"
wait_request /clients carol >&4
expect_line "$server_out" ' carol registered '
pid=$(sed -n 's/.* carol registered (was guest-\([0-9]*\))$/\1/p' "$server_out")
# A sanitizer takes SIGSEGV for itself.
crash=11
[ "$TEST_VARIANT" = release ] || crash=6
kill -$crash "$pid"
expect_line "$server_out" " carol disconnected: crashed: signal $crash\$"
answer=$(timeout 3 cat <&3)
assert_match "$answer" 'Server waited 1 seconds'
exec 3>&- 3<&- 4>&- 4<&-

test_case "signals that are meant for nobody end nobody"
exec 3<>"/dev/tcp/$chat_host/$chat_port"
printf 'stray\n' >&3
expect_line "$server_out" ' stray registered '
others=$(pgrep -P "$server_pid" | sort)
for number in ALRM VTALRM PROF IO XCPU XFSZ STKFLT PWR PIPE URG WINCH RTMIN \
    RTMIN+5 RTMAX USR1 USR2; do
	kill -"$number" "$server_pid"
	# A child takes these for a kick.
	[[ $number == USR? ]] ||
	    kill -"$number" $(pgrep -P "$server_pid" -x bw-chat) ||
	    fail "SIG$number ended a child"
done
kill -USR1 $(pgrep -P "$server_pid" 'barewired-(log|fe)')
http GET /
assert_eq "$http_status" 200 "an answer after stray signals"
printf 'here\n' >&3
wait_until 5 eval 'ctl status --json |
    jq -e ".clients[] | select(.name == \"stray\" and .messages_in == 2)"' \
    >/dev/null || fail "the client was not served any more"
assert_eq "$(pgrep -P "$server_pid" | sort)" "$others" "the processes"
exec 3>&- 3<&-

test_case "shutdown cuts pauses, wakes stopped children, leaves nothing"
for i in 1 2 3 4 5; do
	eval "exec 1$i<>/dev/tcp/$wait_host/$wait_port"
	eval "wait_request /wait 30 >&1$i"
done
wait_until 5 eval '[ "$(grep -c "waiting 30 s" "$server_out")" = 5 ]' ||
    fail "not all are waiting"
kill -STOP "$(children "$server_pid" | head -n 1)"
out=$server_out
stop_server
assert_eq "$(grep -c 'disconnected: shut down$' "$out")" 5
assert_eq "$(left_behind)" ''
for i in 1 2 3 4 5; do eval "exec 1$i>&-"; done

test_case "a second signal ends it at once"
start_server
exec 3<>"/dev/tcp/$wait_host/$wait_port"
wait_request /wait 30 >&3
expect_line "$server_out" 'waiting 30 s'
kill -STOP "$(children "$server_pid")"
kill -TERM "$server_pid"
stop_server INT
assert_eq "$(left_behind)" ''
exec 3>&- 3<&-

test_case "killed, its children end themselves and the next start heals"
start_server
exec 3<>"/dev/tcp/$wait_host/$wait_port"
wait_request /wait 30 >&3
expect_line "$server_out" 'waiting 30 s'
orphan=$(children "$server_pid")
kill -KILL "$server_pid"
wait_until 3 dead "$orphan" || fail "the orphan lives on"
wait_exit "$server_pid"
exec 3>&- 3<&-
start_server
http GET /clients
assert_eq "$http_status" 200

test_case "a log process that is killed is replaced"
log=$(for pid in $(cat "/proc/$server_pid/task/"*/children); do
	grep -qx barewired-log "/proc/$pid/comm" && echo "$pid"; done)
kill -KILL "$log"
http POST /clients dave
expect_line "$server_out" ' dave registered '

test_case "beyond the most clients one is told so, and a place is given again"
stop_server
start_server -m 2
exec 3<>"/dev/tcp/$wait_host/$wait_port" 4<>"/dev/tcp/$wait_host/$wait_port"
wait_until 5 eval '[ "$(grep -c " connected from " "$server_out")" = 2 ]'
http GET /
assert_eq "$http_status" 503
assert_match "$http_head" '^Retry-After: '
expect_line "$server_out" 'refused 127.*server is full'
exec 3>&- 3<&-
expect_line "$server_out" 'disconnected: closed by client'
http GET /
assert_eq "$http_status" 200
exec 4>&- 4<&-

test_case "churn: the dead are shown and never in the way of the living"
for _ in $(seq 150); do
	http GET / || true
	assert_eq "$http_status" 200
done
wait_until 5 no_children || fail "children are left"
status=$(ctl status --json)
assert_eq "$(jq '.server.active' <<<"$status")" 0
assert_eq "$(jq '[.clients[] | select(.ended == null)] | length' <<<"$status")" 0
assert_between "$(jq '.clients | length' <<<"$status")" 10 80
stop_server
assert_eq "$(left_behind)" ''
