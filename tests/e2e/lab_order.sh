#!/bin/bash
# The order lab with clients as people write them, with nc, and with ours.
# timeout: 240
# takes: 20
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"
. "$TEST_ROOT/tests/e2e/order.bash"

# place_back N: so many clients have been given their place back.
place_back()
{
	[ "$(grep -c ' has its place back: client . left before it spoke$' \
	    "$server_out")" -ge "$1" ]
}

start_server

test_case "eager clients without a newline: one read, the same verdict"
dialog "a: 'X: Alice received before Y: Bob'
a: end
b: 'X: Alice received before Y: Bob'
b: end" <<'END'
a connect
b connect
a send Alice
sleep 0.05
b send Bob
a read
a end
b read
b end
END

test_case "the server tells: who is X, both messages, the acknowledgment"
expect_line "$server_out" 'accepted first connection, calling it client X$'
expect_line "$server_out" 'accepted second connection, calling it client Y$'
expect_line "$server_out" 'is client X and sent: Alice$'
expect_line "$server_out" 'is client Y and sent: Bob$'
expect_line "$server_out" 'sent acknowledgment to both X and Y$'
expect_line "$server_out" 'Bob disconnected: closed by server$'

test_case "whose message came first decides, not who connected first"
dialog "a: 'Y: Bob received before X: Alice\r\n'
b: 'Y: Bob received before X: Alice\n'" <<'END'
a connect
b connect
b send Bob\n
sleep 0.05
a send Alice\r\n
a read
b read
END

test_case "a message sent before the partner has come counts from its arrival"
dialog "a: 'X: early received before Y: late'
b: 'X: early received before Y: late'" <<'END'
a connect
a send early
sleep 0.3
b connect
b send late
a read
b read
END

test_case "a message that names itself keeps its letter, padding is no text"
dialog "a: 'Y: Alice received before X: Bob'
b: 'Y: Alice received before X: Bob'" <<'END'
a connect
b connect
a send Client Y: Alice\0\0\0\0\0\0\0\0
sleep 0.05
b send Bob
a read
b read
END

test_case "only those who say nothing for 400 ms are greeted"
dialog "b: 'Client Y connected\n'
b: 'X: Alice received before Y: Bob'
a: 'X: Alice received before Y: Bob'" <<'END'
a connect
b connect
a send Alice
b read
b send Bob
b read
a read
END

test_case "UTF-16 is answered in UTF-16"
dialog "a: '\xff\xfeX\x00:\x00 \x00\xe4\x00 \x00r\x00e\x00c\x00e\x00i\x00v\x00e\x00d\x00 \x00b\x00e\x00f\x00o\x00r\x00e\x00 \x00Y\x00:\x00 \x00b\x00'
b: 'X: \xc3\xa4 received before Y: b'" <<'END'
a connect
b connect
a utf16 ä
sleep 0.15
b send b
a read
b read
END

test_case "who is left before the other spoke has its place back"
pair_begin
talk 'a close'
wait_until 10 place_back 1 || fail "it has not"
talk 'c connect' 'b send b' 'sleep 0.05' 'c send c' 'b read' 'b end' 'c read'
talk_end "b: 'Y: b received before X: c'
b: end
c: 'Y: b received before X: c'"

test_case "a reset behind a message without an end: it was said"
pair_begin
talk 'a send Rosa' 'a reset'
expect_line "$server_out" ' is client X and sent: Rosa$'
talk 'sleep 0.05' 'b send Bob' 'b read' 'b end'
talk_end "b: 'X: Rosa received before Y: Bob'
b: end"

test_case "a port probe breaks no pair, a reset neither; what was said counts"
talk_begin
talk 'a connect'
talk 'a send early' 'x connect' 'x close' 'y connect' 'y reset'
wait_until 10 eval '[ "$(grep -Ec "connected and left|closed by client|reset" \
    "$server_out")" -ge 3 ]' || fail "they are not gone"
talk 'c connect' 'sleep 0.05' 'c send late' 'a read' 'c read'
talk_end "a: 'X: early received before Y: late'
c: 'X: early received before Y: late'"

test_case "two who were left are a pair, and what one has said counts"
before=$(grep -c 'calling it client' "$server_out")
back=$(grep -c ' has its place back' "$server_out")
talk_begin
talk 'a connect' 'b connect'
wait_until 10 seated $((before + 2)) || fail "not seated"
talk 'c connect' 'd connect' 'b send b' 'sleep 0.05' 'a close'
wait_until 10 place_back $((back + 1)) || fail "b has not"
wait_until 10 seated $((before + 4)) || fail "not seated"
talk 'c reset'
wait_until 10 place_back $((back + 2)) || fail "d has not"
talk 'd send d' 'd read' 'b read' 'd end' 'b end'
talk_end "d: 'X: b received before Y: d'
b: 'X: b received before Y: d'
d: end
b: end"

test_case "one that only closed its sending side gets its verdict"
printf 'Alice' | nc -N "$order_host" "$order_port" >"$work/nc.out" &
nc_pid=$!
sleep 0.2
dialog "b: 'X: Alice received before Y: Bob'" <<'END'
b connect
b send Bob
b read
END
wait "$nc_pid"
assert_eq "$(<"$work/nc.out")" 'X: Alice received before Y: Bob'

test_case "a partner whose process is killed leaves a place, too"
back=$(grep -c ' has its place back' "$server_out")
pair_begin
kill -KILL "$(sed -n 's/.* guest-\([0-9]*\) accepted first .*/\1/p' \
    "$server_out" | tail -n 1)"
wait_until 10 place_back $((back + 1)) || fail "it has not"
talk 'c connect' 'c send c' 'sleep 0.05' 'b send b' 'b read'
talk_end "b: 'X: c received before Y: b'"

test_case "the states are in the table"
talk_begin
talk 'a connect'
state()
{
	[ "$(ctl status --json | jq -r '[.clients[] | select(.lab == "order" and
	    .ended == null)][0].state')" = "$1" ]
}
wait_until 20 state pairing || fail "not pairing: $(ctl status)"
talk_end ''

test_case "our own client: what it sent and what came back"
spawn alice "$BAREWIRE" order -n Alice "$order_address"
expect_line "$alice_out" '^sent Alice$'
expect_line "$server_out" ' calling it client X$'
sleep 0.2
spawn bob "$BAREWIRE" order -n Bob "$order_address"
wait_exit "$alice_pid"
assert_eq "$exit_status" 0
wait_exit "$bob_pid"
assert_eq "$exit_status" 0
assert_match "$(<"$bob_out")" '^X: Alice received before Y: Bob$'
assert_match "$(<"$alice_out")" '^X: Alice received before Y: Bob$'

test_case "a hundred pairs at once, every verdict as the arrival was"
summary=$(python3 tests/e2e/order_pairs.py "$order_host" "$order_port" 100)
echo "$summary"
assert_eq "$summary" "pairs=100 right=100 wrong=0 unpaired=0"
stop_server

test_case "greet=always greets at once, greet=never not at all"
start_server --greet order=always
dialog "a: 'Client X connected\n'
b: 'Client Y connected\n'
a: 'X: a received before Y: b'" <<'END'
a connect
b connect
a read
b read
a send a
sleep 0.05
b send b
a read
END
stop_server
start_server --greet order=never --bare
dialog "a: 'X: a received before Y: b'" <<'END'
a connect
b connect
a silent 0.7
a send a
sleep 0.15
b send b
a read
END
stop_server

test_case "nobody comes: it is said, and the connection ends"
start_server --partner-wait 1
dialog "a: 'No partner came within 1 seconds\n'
a: end" <<'END'
a connect
a read
a end
END
expect_line "$server_out" 'disconnected: timed out$'
stop_server

test_case "who says nothing while its partner waits is told so, the other served"
start_server --partner-wait 3 --greet order=never
dialog "b: 'You have sent nothing for 3 seconds, and your partner waits\n'
b: end
a: 'X: a received before Y: c'
c: 'X: a received before Y: c'" <<'END'
a connect
b connect
a send a
b read
b end
c connect
c send c
a read
c read
END
expect_line "$server_out" ' is told that it has sent nothing for 3 s while its partner waited$'
stop_server

test_case "one who says nothing does not keep the others from each other"
start_server --greet order=never
dialog "a: 'Y: a received before X: b'
b: 'Y: a received before X: b'
i: 'X: i received before Y: c'
c: 'X: i received before Y: c'" <<'END'
i connect
a connect
a send a
b connect
b send b
a read
b read
c connect
i send i
sleep 0.1
c send c
i read
c read
END
expect_line "$server_out" ' has another partner: client X says nothing$'
stop_server

test_case "order-chat: relayed with letters, ended by Bye for both"
start_server --order-chat
dialog "a: 'X: a received before Y: b'
b: 'X: a received before Y: b'
b: 'Client X: hello'
a: 'Client Y: X: named'
a: 'Client Y: BYE'
a: 'Bye'
a: end
b: 'Bye'
b: end" <<'END'
a connect
b connect
a send a
sleep 0.05
b send b
a read
b read
a send Client X: hello
b read
b send client y: X: named
a read
b send BYE
a read
a read
a end
b read
b end
END

test_case "order-chat: a partner who goes is told of"
dialog "b: 'X: a received before Y: b'
b: 'Client X left'
b: 'Bye'
b: end" <<'END'
a connect
b connect
a send a
sleep 0.05
b send b
b read
a close
b read
b read
b end
END

test_case "order-chat: two who echo do not flood each other after a Bye"
dialog "a: 'X: a received before Y: b'
a: 'Client Y: one'
a: 'Client Y: two'
a: 'Client Y: Bye'
a: 'Bye'
a: end" <<'END'
a connect
b connect
a send a
sleep 0.05
b send b
a read
b send one\n
a read
b send two\nBye\nnot relayed any more\n
a read
a read
a read
a end
END

test_case "order-chat with our client, from the keyboard"
mkfifo "$work/keys"
"$BAREWIRE" order -n Carol "$order_address" <"$work/keys" >"$work/carol.txt" 2>&1 &
carol=$!
exec {keys}>"$work/keys"
expect_line "$server_out" ' calling it client X$'
wait_until 5 grep -q '^sent Carol' "$work/carol.txt"
talk_begin
talk 'd connect' 'd send Dave' 'd read' 'd read' 'd send hello' 'd read' \
    'd read' 'd end'
expect_line "$work/carol.txt" '^X: Carol received before Y: Dave$'
echo 'hi there' >&"$keys"
expect_line "$work/carol.txt" '^Client Y: hello$'
echo Bye >&"$keys"
wait_exit "$carol"
assert_eq "$exit_status" 0
assert_eq "$(tail -n 1 "$work/carol.txt")" Bye
exec {keys}>&-
talk_end "d: 'X: Carol received before Y: Dave'
d: 'Client X: hi there'
d: 'Client X: Bye'
d: 'Bye'
d: end"
stop_server
