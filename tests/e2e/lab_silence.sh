#!/bin/bash
# Clients that say nothing, and clients that take what is said first for
# their answer: the server tells which switch serves them.
# timeout: 240
# takes: 20
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"
. "$TEST_ROOT/tests/e2e/order.bash"

said()
{
	expect_line "$server_out" " has sent nothing for 5 s: $1\$" 20
}

# connect LAB [BYTES]: and no more.  The connection stays open.
connect()
{
	local port=$1_port

	exec {fd}<>"/dev/tcp/127.0.0.1/${!port}"
	[ $# -lt 2 ] || printf "%b" "$2" >&"$fd"
}

start_server

test_case "who says nothing for 5 s is told of, with the switch that may help"
connect wait
connect echo
connect chat
connect calc
connect order
connect calc 'ida\n'
connect wait 'GET / HTTP/1.1\r\nHost: a\r\n'
connect chat 'eva\n'
connect calc 'uma\n1+1\n'
connect calc 'vera: 1+1\n'
connect echo .
speaks='if it waits for the server to speak first,'
said "$speaks --greet wait=auto greets it"
said "$speaks --greet echo=auto greets it"
said "$speaks --greet chat=auto greets it, and --prompt chat=TEXT prompts it"
said "$speaks --prompt calc=TEXT prompts it"
said "it has no partner yet"
expect_line "$server_out" 'ida has sent nothing after its name for 5 s: if it waits for a greeting, --greet calc=auto greets it$'
expect_line "$server_out" 'has sent a part of a request, and nothing more for 5 s: if that is all of it, --lenient may accept it$'
# A partner: both are greeted, the first of them is told of again.
connect order
said "it was greeted; if it waits for other words, --prompt order=TEXT sends them"
assert_no_match "$(<"$server_out")" '(eva|uma|vera) has sent nothing'
# One connection, one line: wait, echo, chat, and calc before its name.
assert_eq "$(grep -c "$speaks" "$server_out")" 4 "lines"
stop_server

test_case "the advice knows which switches are set"
start_server --greet wait=always --greet chat=auto --prompt calc=NAME \
    --greet echo=auto --greet order=never
connect wait
connect echo
connect chat
connect calc
connect order
connect order
said 'it was greeted; its user may not have typed yet'
said 'it was greeted; if it waits for other words, --prompt chat=TEXT sends them'
said 'it was prompted; its user may not have typed yet'
said "$speaks --greet order=auto greets it, and --prompt order=TEXT prompts it"
stop_server

test_case "a client that takes the greeting for its result is said to have"
taken=' took the greeting for its result: --greet order=never serves it$'
for end in '' '\n'; do
	start_server --greet order=always
	talk_begin
	talk 'a connect' 'b connect' 'b take 19' 'a send Anton'"$end" \
	    'a take 19' 'a close'
	expect_line "$server_out" "Anton$taken"
	talk 'b send Berta' 'b end'
	talk_end "b: 'X: Anton received before Y: Berta'
b: end"
	# The partner has spoken already.
	dialog "b: 'Client Y connected\n'
a: 'Client X connected\n'
b: 'Y: Berta received before X: Caspar'
b: end" <<END
a connect
b connect
b take 19
b send Berta
sleep 0.3
a send Caspar$end
a take 19
a close
b end
END
	expect_line "$server_out" "Caspar$taken"
	stop_server
done

test_case "one that reads both, or is closed later, is not said to have"
start_server --greet order=always
dialog "a: 'Client X connected\n'
b: 'Client Y connected\n'
a: 'X: Anton received before Y: Berta'
b: 'X: Anton received before Y: Berta'
a: end
c: 'Client X connected\n'
d: 'Client Y connected\n'" <<'END'
a connect
b connect
a take 19
b take 19
a send Anton
sleep 0.3
b send Berta
a read
b read
a end
c connect
d connect
c take 19
d take 19
c send Doris
sleep 1.5
c close
END
expect_line "$server_out" 'Doris disconnected: closed by client$'
assert_no_match "$(<"$server_out")" took
stop_server

test_case "a prompt can be taken for the result, too"
start_server --greet order=never --prompt order=name
talk_begin
talk 'a connect' 'b connect' 'b take 4' 'a take 3' 'a send Anton' 'a take 1' \
    'a close'
expect_line "$server_out" 'Anton took the prompt for its result: --greet order=never without --prompt serves it$'
talk_end "b: 'name'
a: 'nam'
a: 'e'"
stop_server
