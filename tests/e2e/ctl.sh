#!/bin/bash
# takes: 25 (under valgrind)
# barewirectl: usage, status, kick, shutdown, and what it says without a
# server or with one that does not answer.
# valgrind
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# ctl_fails CODE REGEX ARGUMENT...: nothing on standard output, one reason.
ctl_fails()
{
	local code=$1 regex=$2 out

	shift 2
	out=$("$BAREWIRECTL" "$@" 2>"$work/ctl.err")
	assert_eq "$?" "$code" "exit code of barewirectl $*"
	assert_eq "$out" "" "standard output of barewirectl $*"
	assert_match "$(head -n 1 "$work/ctl.err")" "^barewirectl: $regex" \
	    "the reason"
}

test_case "wrong usage is said, with exit code 2"
ctl_fails 2 'a command is missing'
ctl_fails 2 'there is no command "list" \(one of status watch .*shutdown\)$' list
ctl_fails 2 'unknown option --jsn: did you mean --json\?$' status --jsn
ctl_fails 2 'the option --client needs an argument$' tail --client
ctl_fails 2 'the option -n needs an argument$' tail -n
ctl_fails 2 'the option --now takes no argument$' shutdown --now=1
ctl_fails 2 'unknown option -=$' -h=3
ctl_fails 2 'there is no lab "x" \(wait, order, ' report --lab x
# shellcheck disable=SC2046 # words
ctl_fails 2 '--must is there more than 16 times$' report \
    $(printf -- '--must calc.form %.0s' {1..17})
assert_match "$(<"$work/ctl.err")" '^usage: .* report \[NAME'
assert_no_match "$(<"$work/ctl.err")" 'shutdown|status'
ctl_fails 2 'status does not take --now' status --now
ctl_fails 2 'kick does not take --json' kick --json alice
ctl_fails 2 "kick needs a client's name" kick
ctl_fails 2 'unexpected argument: "b"' kick a b
ctl_fails 2 'unexpected argument: "a"' kick a --address 127.0.0.1
ctl_fails 2 'status does not take --address' status --address 127.0.0.1
for word in bob localhost '' 127.0.0.1:80 :80 '[::1]:80' $'1\n'; do
	ctl_fails 2 '".*": ' kick --address "$word"
done
ctl_fails 2 'unexpected argument: "alice"' kick --jsn alice
ctl_fails 2 '"alice@nolab": what follows the @ is no lab' kick alice@nolab
ctl_fails 2 '"alice@": a lab.s name is missing' kick alice@
ctl_fails 2 '"@chat": a client.s name is missing' kick @chat
ctl_fails 2 '"alice@cha": what follows the @ is no lab' tail --client alice@cha
ctl_fails 2 'unexpected argument: "now"' shutdown now
ctl_fails 2 'an instance name is' -i a/b status
ctl_fails 2 'an instance name is' -i "$(printf 'a\033[2J')" status
assert_match "$(<"$work/ctl.err")" '^usage: barewirectl \[-i INSTANCE\]'

test_case "help and the manual have every command and option"
help=$("$BAREWIRECTL" --help) || fail "--help failed"
assert_eq "$("$BAREWIRECTL" -h)" "$help" "-h"
manual=$(tools/options-man ctl/barewirectl.1)
for word in $(sed -n 's/^COMMAND(\([a-z]*\),.*/\1/p' ctl/commands.def); do
	assert_match "$help" "^  $word  +[a-z]"
	assert_match "$manual" "$word"
done
for word in $(sed -n "s/^OPTION([^,]*, *\([a-z_]*\),.*/\1/p" \
    ctl/options.def | tr _ -); do
	assert_match "$help" "--$word"
	assert_match "$manual" "Fl -$word"
done
for word in $(sed -n '/^EVENT(LIVE/q; s/^EVENT(.*"\(.*\)".*/\1/p' \
    wire/events.def); do
	assert_match "$manual" "$word"
done
assert_match "$("$BAREWIRECTL" --version)" '^barewirectl [0-9]+\.[0-9]'
assert_no_match "$help" '.{81}'

test_case "without a server every command says so, with exit code 1"
for command in status 'status --json' watch tail 'kick alice' shutdown; do
	# shellcheck disable=SC2086 # words
	ctl_fails 1 "no server runs for instance \"$instance\"$" \
	    -i "$instance" $command
done

start_server
exec 3<>"/dev/tcp/$wait_host/$wait_port"
exec 4<>"/dev/tcp/$wait_host/$wait_port"
printf 'POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nÉmilie' >&3
printf 'POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n600' >&3
is_waiting()
{
	ctl status --json | jq -e '[.clients[] |
	    select(.name == "Émilie" and .state == "waiting")] |
	    length == 1' >/dev/null
}
wait_until 10 is_waiting || fail "Émilie is not waiting"

test_case "status --json has every member, times and nulls"
json=$(ctl status --json)
jq -e --arg instance "$instance" --argjson pid "$server_pid" \
    --arg address "$wait_address" '
    def time: test("^20[0-9-]{8}T[0-9:]{8}\\.[0-9]{3}Z$");
    (.server | (.instance == $instance) and .pid == $pid and
	(.version | type == "string") and (.started | time) and
	(.addresses | index($address)) == 0 and
	.addresses == [.listening[].address] and
	(.listening | map(select(.address | endswith("/udp")) | .lab)) ==
	    ["clock", "echo"] and
	.listening[0] == {lab: "wait", address: $address} and .accepted == 2 and .active == 2 and
	.peak == 2 and .refused == 0 and .crashed == 0 and
	.messages_in == 2 and .messages_out == 1 and .bytes_in == 115 and
	.bytes_out > 100 and .feed_dropped == 0 and .lock_recoveries == 0)
    and (.clients | length == 2)
    and (.clients[] | select(.name == "Émilie") |
	.lab == "wait" and .state == "waiting" and (.pid | type == "number")
	and (.peer | test("^127\\.0\\.0\\.1:[0-9]+$")) and
	(.connected | time) and (.state_since | time) and
	.messages_in == 2 and .messages_out == 1 and .bytes_in == 115 and
	.seconds_left > 500 and .seconds_left <= 600 and
	.last_message == "POST /wait HTTP/1.1" and .ended == null)
    and (.clients[] | select(.name != "Émilie") |
	(.name | test("^guest-[0-9]+$")) and .seconds_left == null and
	.last_message == null)' <<<"$json" >/dev/null ||
    fail "not as expected: $json"

test_case "status is a table for people"
text=$(ctl status)
assert_match "$text" "^server $instance \(process $server_pid, .*\) running"
assert_eq "$(grep '^listening ' <<<"$text")" \
    "$(grep '^listening ' "$server_out")" "as the server says it"
assert_match "$text" '^clients 2 active of 1024, peak 2, accepted 2'
assert_match "$text" '^Émilie +wait +waiting +0:[0-9]{2} +(9:[0-9]{2}|10:00) +127'
assert_match "$text" '^guest-[0-9]+ +wait +connected '
ctl status >/dev/full 2>"$work/full.err"
assert_eq "$?" 1 "exit code with a full disk"
assert_match "$(<"$work/full.err")" 'could not write: No space left'

test_case "kick disconnects that client and nobody else"
ctl_fails 1 'no client is called "bob"$' -i "$instance" kick bob
assert_eq "$(ctl kick Émilie)" "kicked Émilie@wait"
cat <&3 >"$work/emilie" || true
exec 3>&-
assert_eq "$(ctl status --json |
    jq -r '.clients[] | select(.name == "Émilie") | .ended')" kicked
assert_eq "$(ctl status --json | jq .server.active)" 1
ctl_fails 1 'no client is called "Émilie"$' -i "$instance" kick Émilie
ctl_fails 1 'no client is called "a{300}"$' -i "$instance" \
    kick "$(printf 'a%.0s' {1..300})"
ctl_fails 1 'no client is called "a\\x0Ashutdown"$' -i "$instance" \
    kick "$(printf 'a\nshutdown')"
alive "$server_pid" || fail "the server is gone"

test_case "kick --address ends all of one address, and nobody else"
ctl_fails 1 '127.0.0.9: nobody is connected from there$' -i "$instance" \
    kick --address 127.0.0.9
spawn three python3 -c '
import socket, sys
here = [socket.create_connection(sys.argv[1:3], source_address=("127.0.0.3", 0))
    for lab in range(3)]
print("connected", flush=True)
for one in here:
    while one.recv(4096): pass
print("gone", flush=True)
' "$chat_host" "$chat_port"
expect_line "$three_out" connected
three_connected()
{
	[ "$(ctl status --json | jq '[.clients[] | select(.ended == null) |
	    select(.peer | startswith("127.0.0.3:"))] | length')" = 3 ]
}
wait_until 10 three_connected || fail "not three"
assert_eq "$(ctl kick --address 127.0.0.3)" "kicked 3 clients from 127.0.0.3"
expect_line "$three_out" gone
assert_eq "$(ctl status --json | jq -c '[.clients[] |
    select(.peer | startswith("127.0.0.3:")) | .ended]')" \
    '["kicked","kicked","kicked"]'
assert_eq "$(ctl status --json | jq .server.active)" 1

test_case "a stopped server is shown as silent, and not waited for"
kill -STOP "$server_pid"
is_silent()
{
	ctl status | grep -q '^server .* silent'
}
wait_until 10 is_silent || fail "not silent"
assert_eq "$(ctl status --json | jq -r .server.state)" silent
guest=$(ctl status --json | jq -r '.clients[] |
    select(.ended == null) | .name')
ctl_fails 1 "$guest@wait: the server did not answer within" -i "$instance" \
    kick "$guest"
ctl_fails 1 'the server .* does not answer' -i "$instance" shutdown
kill -CONT "$server_pid"
wait_exit "$server_pid" 5

test_case "shutdown returns when the server is gone, and says so"
start_server
exec 4<>"/dev/tcp/$wait_host/$wait_port"
assert_eq "$(ctl shutdown)" \
    "server $instance (process $server_pid) has shut down"
dead "$server_pid" || fail "it is still there"
wait_exit "$server_pid"
assert_eq "$exit_status" 0 "the server's exit code"
ctl_fails 1 'no server runs' -i "$instance" shutdown
exec 4>&-

test_case "shutdown --now does not let answers be finished"
start_server
ctl shutdown --now >/dev/null || fail "shutdown --now failed"
wait_exit "$server_pid"
assert_eq "$exit_status" 0 "the server's exit code"
[ ! -e "$XDG_RUNTIME_DIR/barewire/$instance" ] ||
    fail "its directory is left"
