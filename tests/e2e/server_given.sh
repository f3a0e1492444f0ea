#!/bin/bash
# Sockets that are handed over, as systemd does: by name, by port, refused.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

given=(python3 tests/e2e/given.py)
v6=no
grep -qs '^0\{31\}1 ' /proc/net/if_inet6 && v6=yes

# given_server GIVEN-OPTION... -- [SERVER-OPTION...]: as start_server.
given_server()
{
	local words=() lab

	while [ "$1" != -- ]; do words+=("$1"); shift; done
	spawn server "${given[@]}" "${words[@]}" -- "$BAREWIRED" \
	    -i "$instance" "${@:2}"
	wait_until 20 server_said_ready || fail "the server did not get ready"
	alive "$server_pid" || fail "the server ended at once"
	for lab in $labs; do lab_variables "$lab"; done
	read -ra ports <"$server_out"
	ports=("${ports[@]:1}")
}

# refused GIVEN-OPTION... -- [SERVER-OPTION...]: what it says is in said.
refused()
{
	local words=()

	while [ "$1" != -- ]; do words+=("$1"); shift; done
	said=$(timeout 20 "${given[@]}" "${words[@]}" -- "$BAREWIRED" \
	    -i "$instance-r" "${@:2}" 2>&1 >/dev/null)
	assert_eq $? 1 "exit status with ${words[*]}: $said"
	assert_eq "$(wc -l <<<"$said")" 1 "lines of $said"
}

test_case "every lab by its name, TCP and UDP, each at the port it was given"
given_server --names wait:order:chat:calc:clock:echo:echo tcp=127.0.0.1 \
    tcp=127.0.0.1 tcp=127.0.0.1 tcp=127.0.0.1 udp=127.0.0.1 tcp=127.0.0.1 \
    udp=127.0.0.1 --
assert_eq "$wait_port $order_port $chat_port $calc_port $clock_port" \
    "${ports[*]:0:5}"
assert_eq "$echo_port $echo_udp_port" "${ports[*]:5:2}"
assert_no_match "$(<"$server_out")" 'not served'
http GET /
assert_eq "$http_status" 200
assert_match "$(printf 'a\n1 + 2\nq\n' | raw "$calc_address" 2>&1)" 3
out=$("$BAREWIRE" clock -c 1 "$clock_address") || fail "clock: $out"
out=$(printf 'one\n' | "$BAREWIRE" echo "$echo_address") || fail "$out"
out=$(printf 'one\n' | "$BAREWIRE" echo --udp "$echo_udp_address") ||
    fail "by UDP: $out"
assert_eq "$(ctl status --json | jq -r '.server.listening | length')" 7

test_case "a child has its client's socket and no other"
exec {talk}<>"/dev/tcp/127.0.0.1/$chat_port"
wait_until 10 pgrep -P "$server_pid" -x bw-chat >/dev/null ||
    fail "no process for the client"
child=$(pgrep -P "$server_pid" -x bw-chat)
assert_eq "$(find "/proc/$child/fd" -lname 'socket:*' | wc -l)" 1 \
    "sockets of a child: $(ls -l "/proc/$child/fd")"
# What a child keeps has the lowest numbers: no given socket is among them.
for fd in "/proc/$server_pid/fd/"*; do
	[[ $(readlink "$fd") != socket:* ]] || [ "${fd##*/}" -gt 2 ] || fail
done
exec {talk}>&-
stop_server

test_case "without names by port; what got no socket is not served, unless asked"
given_server tcp=127.0.0.1 udp=127.0.0.1 -- -p 'order={0}' -p 'echo={1}' \
    -p calc=0
assert_eq "$order_port $echo_udp_port" "${ports[*]}"
[ -n "$calc_address" ] || fail "calc, which has -p, is not served"
assert_eq "$wait_address$chat_address$clock_address" ''
assert_eq "$(grep -c '^listening echo' "$server_out")" 1
assert_match "$(<"$server_out")" \
    '^not served, because no socket was handed over for it: wait, chat, clock$'
stop_server

test_case "a unit's own name is no lab's: by port, too"
given_server --names barewired.socket tcp=127.0.0.1 -- -p 'calc={0}'
assert_eq "$calc_port" "${ports[0]}"
stop_server

if [ $v6 = yes ]; then
	test_case "one socket of both families, and one of IPv6"
	given_server --names calc:echo:wait tcp=any udp=any tcp=::1 --
	for host in 127.0.0.1 '[::1]'; do
		out=$(printf 'a\n6 / 2\nq\n' | raw "$host:${ports[0]}")
		assert_match "$out" 3 "$host"
		out=$(printf 'one\n' | "$BAREWIRE" echo --udp \
		    "$host:${ports[1]}") || fail "$host: $out"
	done
	assert_match "$(<"$server_out")" ' connected from 127\.0\.0\.1:'
	stop_server
fi

test_case "--metrics, by the name metrics"
given_server --names calc:metrics tcp=127.0.0.1 tcp=127.0.0.1 --
assert_match "$(curl -sS --noproxy '*' "http://127.0.0.1:${ports[1]}/metrics")" \
    '^barewire_'
assert_match "$(<"$server_out")" "^metrics at http://127.0.0.1:${ports[1]}/"
stop_server

test_case "who came before the server is served, and as everybody is"
spawn server "${given[@]}" --hold "$work/go" --names wait tcp=127.0.0.1 -- \
    "$BAREWIRED" -i "$instance" --http-idle 1
expect_line "$server_out" '^ports '
read -r _ port <"$server_out"
exec {said}<>"/dev/tcp/127.0.0.1/$port"
printf 'GET / HTTP/1.1\r\nHost: x\r\n\r\n' >&$said
touch "$work/go"
read -r -t $((10 * TEST_SLOWNESS)) line <&$said || fail "no answer"
assert_match "$line" '^HTTP/1.1 200'
# By an option that accepted sockets inherit, but for those that were there.
expect_line "$server_out" ' has said nothing for 1 s, which ends it'
exec {said}>&-
stop_server

test_case "those of another process are left alone"
given_server --pid 1 --names wait tcp=127.0.0.1 -- -p wait=0 -p order=0 \
    -p chat=0 -p calc=0 -p clock=0 -p echo=0
[ "$wait_port" != "${ports[0]}" ] || fail "it took the socket"
stop_server

test_case "what is no socket of ours is refused, in one line that says why"
refused --names wait file --
assert_eq "$said" "barewired: could not take descriptor 3 of LISTEN_FDS, \
\"wait\": is no socket"
refused --names calc:wait tcp=127.0.0.1 unix --
assert_match "$said" 'descriptor 4 of .*: is no socket of IPv4 or IPv6$'
refused unbound -- -p 'wait={0}'
assert_match "$said" 'descriptor 3 of LISTEN_FDS: does not listen$'
refused --names wait connected --
assert_match "$said" 'is connected to somebody \(Accept=no '
refused --names echo noport --
assert_match "$said" 'has no port$'
refused --names clock tcp=127.0.0.1 --
assert_match "$said" '"clock": clock has no TCP$'
refused --names calc udp=127.0.0.1 --
assert_match "$said" '"calc": calc has no UDP$'
refused --names metrics udp=127.0.0.1 --
assert_match "$said" 'metrics are asked for by TCP$'
refused tcp=127.0.0.1 --
assert_match "$said" 'port [0-9]+ is no lab.s: FileDescriptorName=LAB, or -p'
refused --names wait tcp=127.0.0.1 -- -p wait=off
assert_match "$said" '-p wait=off says that it is not served$'
refused --names $'w\ait' tcp=127.0.0.1 --
assert_match "$said" '"w.x07it": port'
said=$(LISTEN_FDS=x bash -c 'LISTEN_PID=$$ exec "$@"' - "$BAREWIRED" \
    -i "$instance-r" 2>&1)
assert_eq "$said" "barewired: LISTEN_FDS=x: not a number of sockets (0 to 64)"
said=$(LISTEN_FDS=2 bash -c 'LISTEN_PID=$$ exec "$@" 3>&- 4>&-' - \
    "$BAREWIRED" -i "$instance-r" 2>&1)
assert_match "$said" '^barewired: could not take descriptor 3 .*: Bad file'

if command -v systemd-socket-activate >/dev/null; then
	test_case "systemd-socket-activate: started by its first client"
	port=$((20000 + $$ % 10000))
	spawn server systemd-socket-activate -l "127.0.0.1:$port" \
	    --fdname=calc "$BAREWIRED" -i "$instance"
	expect_line "$server_err" '^Listening on 127'
	assert_match "$(printf 'a\n2 * 4\nq\n' | raw "127.0.0.1:$port")" 8
	wait_until 20 server_said_ready || fail "not ready"
	stop_server
else
	echo "not here: systemd-socket-activate"
fi
