#!/bin/bash
# takes: 25 (under valgrind)
# barewire's order, chat, calc, clock and echo with other people's servers
# (client_lab_server.py has them): no newline behind a message, buffers with
# NULs, one read a message, who greets, who refuses, who goes.
# valgrind (make valgrind alone)
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# serve SCENARIO: sets port.
serve()
{
	[ -z "${other_pid-}" ] || end_process "$other_pid"
	spawn other /usr/bin/python3 tests/e2e/client_lab_server.py "$1"
	expect_line "$other_out" '^[0-9]+$'
	port=$(head -n 1 "$other_out")
}

# client STATUS LAB ARGUMENT...: with standard input; sets out and err.
client()
{
	local expected=$1 status

	shift
	timeout $((20 * TEST_SLOWNESS)) "$BAREWIRE" "$@" "127.0.0.1:$port" \
	    >"$work/out" 2>"$work/err"
	status=$?
	out=$(tail -n +2 "$work/out") err=$(<"$work/err")
	assert_eq "$status" "$expected" "exit status of barewire $* ($err)"
}

# The messages the server got, one a line, as Python writes them.
seen()
{
	tail -n +2 "$other_out"
}

# A client with a keyboard: keys NAME LAB; then echo LINE >&"$NAME_keys".
keys()
{
	rm -f "$work/$1.keys"
	mkfifo "$work/$1.keys"
	exec {fd}<>"$work/$1.keys"
	printf -v "$1_keys" %s "$fd"
	: >"$work/$1.out"
	"$BAREWIRE" "$2" -n "$1" "127.0.0.1:$port" <"$work/$1.keys" \
	    >"$work/$1.out" 2>"$work/$1.err" {fd}>&- &
	printf -v "$1_pid" %s $!
	started+=($!)
	expect_line "$work/$1.out" "^sent $1\$"
}

# hang_up NAME: the end of its keyboard.
hang_up()
{
	local keys=$1_keys

	fd=${!keys}
	exec {fd}>&-
}

test_case "order: one read, no newline, a close: the result and 0"
serve order_textbook
keys alice order
client 0 order -n bob </dev/null
wait_exit "$alice_pid"
assert_eq "$exit_status" 0
assert_eq "$out" $'sent bob\nX: alice received before Y: bob'
assert_eq "$(tail -n 1 "$work/alice.out")" 'X: alice received before Y: bob'
assert_eq "$err$(<"$work/alice.err")" ''
assert_eq "$(seen)" $'b\'alice\\n\'\nb\'bob\\n\''
hang_up alice

test_case "order: --bare sends the name and nothing behind it"
keys alice order
client 0 order --bare -n bob </dev/null
assert_eq "$(seen | tail -n 1)" "b'bob'"
hang_up alice

test_case "order: greetings, and C buffers full of NULs, -v shows the bytes"
serve order_greets
keys alice order
client 0 order -n bob -v </dev/null
assert_match "$out" '^the server greets: Client Y connected$'
assert_match "$out" '^X: alice received before Y: bob$'
assert_match "$out" '^> bob$'
assert_match "$out" '^< X: alice received before Y: bob\\x00 x[0-9]+$'
wait_exit "$alice_pid"
assert_match "$(<"$work/alice.out")" '^the server greets: Client X connected$'
hang_up alice

test_case "order: with a server that goes on, from the keyboard until Bye"
serve order_chats
keys alice order
keys bob order
expect_line "$work/alice.out" '^X: alice received before Y: bob$'
expect_line "$work/bob.out" '^X: alice received before Y: bob$'
echo 'hello, Bob' >&"$alice_keys"
expect_line "$work/bob.out" '^Client X: hello, Bob$'
echo 'hello, Alice' >&"$bob_keys"
expect_line "$work/alice.out" '^Client Y: hello, Alice$'
# The end of what is typed is a Bye, once something has been typed.
hang_up bob
expect_line "$work/alice.out" '^Client Y: Bye$'
wait_exit "$alice_pid"
assert_eq "$exit_status" 0
wait_exit "$bob_pid"
assert_eq "$exit_status" 0
assert_eq "$(tail -n 1 "$work/alice.out")" Bye
assert_eq "$(cat "$work/alice.err" "$work/bob.err")" ''
hang_up alice

test_case "order: a server that goes without a result is one line and 1"
serve order_leaves
keys alice order
client 1 order -n bob </dev/null
assert_eq "$err" 'barewire: the server is gone after bob: it closed the connection without a result'
wait_exit "$alice_pid"
assert_eq "$exit_status" 1
hang_up alice

test_case "chat: three with piped input, everyone reads everything in order"
serve chat_plain
for member in alice bob carol; do
	keys "$member" chat
done
for i in 1 2 3; do
	for member in alice bob carol; do
		fd=${member}_keys
		echo "line $i" >&"${!fd}"
		expect_line "$work/carol.out" "^$member: line $i\$"
	done
done
for member in alice bob carol; do
	expect_line "$work/$member.out" '^carol: line 3$'
	assert_eq "$(tail -n +3 "$work/$member.out")" \
	    "$(for i in 1 2 3; do for name in alice bob carol; do
	    echo "$name: line $i"; done; done)" "what $member read"
	hang_up "$member"
done
for pid in "$alice_pid" "$bob_pid" "$carol_pid"; do
	wait_exit "$pid"
	assert_eq "$exit_status" 0
done
assert_eq "$(seen | grep -c quit)" 3

test_case "chat: --bare keeps its messages apart"
client 0 chat --bare -n dave < <(printf '%s\n' one two three)
assert_eq "$(seen | tail -n 5)" "$(printf "b'%s'\n" dave one two three /quit)"

test_case "chat: refusals, before the name is read and after"
serve chat_refuses
client 1 chat -n alice </dev/null
assert_eq "$err" 'barewire: the server refused: That name is in use.'
assert_eq "$out" 'sent alice'
serve chat_full
client 1 chat -n alice </dev/null
assert_eq "$err" 'barewire: the server refused: too many clients'

test_case "chat: a server that goes is one line and 1"
serve chat_vanishes
keys alice chat
expect_line "$work/alice.out" '^to the chat$'
echo hello >&"$alice_keys"
wait_exit "$alice_pid"
assert_eq "$exit_status" 1
assert_eq "$(<"$work/alice.err")" \
    'barewire: the server is gone after hello: it closed the connection'
hang_up alice

test_case "calc: each line when the one before has its answer; q at the end"
serve calc_plain
client 0 calc -n alice < <(printf '%s\n' '12 + 42' '1.5 * 4' 'nonsense' '3 - 5')
assert_eq "$out" $'sent alice\n54.0\n6.0\n-2.0'
assert_eq "$err" 'barewire: not sent: at character 1: a number should stand here, not "nonsense"'
assert_eq "$(seen)" "$(printf "b'%s\\\\n'\n" alice '12 + 42' '1.5 * 4' \
    '3 - 5' q)"

test_case "calc: a greeting is no answer, Bye and NULs are understood"
serve calc_greets
client 0 calc -n alice < <(printf '%s\n' '1 + 1' q)
assert_eq "$out" $'sent alice\nthe server greets: Hello alice\n2.0\nBye'
serve calc_endless
client 0 calc -n alice -v < <(printf '%s\n' '1 + 1')
assert_eq "$(grep -c '^< L*$' "$work/out")" 1 "lines that came"
kept=$(grep '^< L*$' "$work/out" | tr -cd L | wc -c)
assert_match "$out" \
    "^\($((200001 - kept)) more bytes of it were not kept\)\$"
serve calc_padded
client 0 calc -n alice < <(printf '%s\n' '1 + 1' '2 + 2')
assert_eq "$out" $'sent alice\n2.0\n4.0'

test_case "echo: what comes back changed or in pieces"
serve echo_upper
client 1 echo < <(printf '%s\n' 'HELLO' 'Hello' 'WÖRLD')
assert_eq "$out" $'HELLO\nHELLO\nWÖRLD'
assert_eq "$err" 'barewire: warning: byte 2 of 6 came back changed
barewire: 1 of 3 messages did not come back as they were sent'
serve echo_slow
client 0 echo < <(printf '%s\n' 'a line' '')
assert_eq "$out" $'a line\n\n2 messages, 8 bytes: all came back as they were sent'
assert_eq "$err" ''

test_case "echo --udp: a datagram that is lost"
serve echo_udp_lossy
client 1 echo --udp < <(printf '%s\n' lost kept)
assert_eq "$out" kept
assert_eq "$err" 'barewire: warning: nothing came back within 2 seconds: a datagram was lost or is late
barewire: 1 of 2 messages did not come back as they were sent'

test_case "clock: every other datagram is lost, as many answers all the same"
serve clock_lossy
client 0 clock -c 2
assert_eq "$(grep -cE '^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}:[0-9]{2})$' \
    "$work/out")" 2 answers
assert_eq "$(grep -cE '^barewire: warning: no answer to SEND_(DATE|TIME): a datagram was lost or is late$' \
    "$work/err")" 2 warnings
assert_eq "$(seen | wc -l)" 4 questions
# What was lost is asked again.
assert_eq "$(seen | sed -n '1p;3p')" "$(seen | sed -n '2p;4p')"
assert_eq "$(wc -l <"$work/err")" 2

test_case "no server: one line and 1, in every lab"
end_process "$other_pid"
for lab in order chat calc clock echo 'echo --udp'; do
	# shellcheck disable=SC2086 # an option or none
	client 1 $lab < <(echo hello)
	assert_eq "$(wc -l <"$work/err")" 1 "lines for $lab"
	assert_match "$err" \
	    "^barewire: (could not connect to|no server at) 127.0.0.1:$port: connection refused\$"
done
