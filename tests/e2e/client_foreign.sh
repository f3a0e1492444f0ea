#!/bin/bash
# timeout: 300
# takes: 40
# barewire's order, chat, calc and clock tell the truth about servers of other
# people's (client_lab_server.py has them): results in any words and in
# pieces, talk that is none, names that are not known, sums that are wrong, a
# newline that is kept, days and hours, and how a server ended.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

newline='the server keeps the newline that ends our messages: try --bare, or --bare-name if it reads the others in lines'

# meet SCENARIO STATUS LAB [ARGUMENT...]: alice visits such a server, with
# standard input.  Sets out, err, seen and took_ms.
meet()
{
	local scenario=$1 expected=$2 begun status

	shift 2
	spawn other /usr/bin/python3 tests/e2e/client_lab_server.py \
	    "$scenario"
	expect_line "$other_out" '^[0-9]+$'
	port=$(head -n 1 "$other_out")
	begun=$(now_ms)
	timeout $((20 * TEST_SLOWNESS)) "$BAREWIRE" "$@" "127.0.0.1:$port" \
	    >"$work/out" 2>"$work/err"
	status=$?
	took_ms=$(($(now_ms) - begun))
	end_process "$other_pid"
	seen=$(tail -n +2 "$other_out")
	out=$(grep -v '^connected to ' "$work/out") err=$(<"$work/err")
	assert_eq "$status" "$expected" "$scenario: exit status ($err)"
}

# order SCENARIO STATUS: without anything to type.
order()
{
	meet "$1" "$2" order -n alice </dev/null
}

# told LINE...: that is the output, behind the name.
told()
{
	assert_eq "$out" "$(printf '%s\n' 'sent alice' "$@")" output
}

# said LINE...: and that the errors and warnings.
said()
{
	assert_eq "$err" "$(printf 'barewire: %s\n' "$@")" errors
}

test_case "order: a server that never closes is left two seconds later"
order order_stays 0
told 'X: alice received before Y: bob'
[ "$took_ms" -ge 1900 ] || fail "it left after $took_ms ms"
order order_stays_and_talks 0
told 'X: alice received before Y: bob' 'Client Y: hello'
assert_eq "$err" ''

test_case "order: what was typed is said, and its end is a Bye"
meet order_stays 0 order -n alice < <(echo hello)
assert_match "$seen" "^b'hello"
told 'X: alice received before Y: bob'

test_case "order: a newline that comes back with the name"
order order_newline 0
told 'X: alice' ' received before Y: bob'
said "warning: $newline"
order order_newline_stays 0
told 'Y: bob' ' received before X: alice'
for bare in --bare --bare-name '--line-end none'; do
	# shellcheck disable=SC2086 # an option with its word
	meet order_newline 0 order $bare -n alice </dev/null
	told 'X: alice received before Y: bob'
	assert_eq "$err$seen" "b'alice'" "with $bare"
done

test_case "order: results in other words"
order order_recieved 0
told 'X: bob recieved before Y: alice'
order order_comma 0
told 'X : bob, Y : alice'
order order_first 0
told 'alice was first, bob second'
order order_segment 0
told 'the server greets: Client X connected' 'X: alice received before Y: bob'
assert_eq "$err" ''
order order_lost 0
told 'the server greets: Client Y connected' 'X received before Y'
said 'warning: the result names nobody; the server had called us Y'

test_case "order: what is no result is what the server says, and 1"
order order_ack 1
told 'the server says: ACK'
said 'the server is gone: it closed the connection without a result'
order order_hello 1
told 'the server says: hello world' \
    'the server says: Welcome alice, you are first'
said 'the server is gone: it closed the connection without a result'
order order_others 1
told 'the server says: X: Carol received before Y: Bob'
said 'no result: the server names Carol and Bob, not alice'
order order_nameless 1
told 'the server says: X received before Y'
said 'no result: the server names nobody, and has not told whether alice is X or Y'

test_case "a name that is not understood"
order order_inv 1
told
said 'warning: the server answers the name: INV_CMD: it seems to know no names' \
    'the server is gone: it closed the connection without a result'
meet chat_knows_no_names 0 chat -n alice < <(echo hello)
assert_match "$err" '^barewire: warning: the server answers the name: INV_CMD: it seems to know no names$'
meet calc_knows_no_names 0 calc -n alice < <(echo '1 + 1')
told 2.0
said 'warning: the server answers the name: INV_CMD: it seems to know no names'

test_case "the server's last words end it, and are the reason"
order order_kicked 1
said 'kicked by the server'
meet chat_ends 1 chat -n alice < <(sleep 5)
told Welcome 'goodbye: the server is shutting down'
said 'the server is shutting down'
meet calc_kicks 1 calc -n alice < <(echo '1 + 1')
said 'kicked by the server'

test_case "chat: a name by itself, and lines after it"
meet chat_named_by_recv 0 chat -n alice < <(echo hello)
assert_match "$err" "^barewire: warning: $newline\$"
meet chat_named_by_recv 0 chat --bare-name -n alice < <(echo hello)
told 'alice joined' 'alice: hello' 'alice: /quit'
assert_eq "$err" ''
assert_eq "$seen" $'b\'alice\'\nb\'hello\\n\'\nb\'/quit\\n\''

test_case "calc: a newline in the greeting"
meet calc_newline_inside 0 calc -n alice < <(echo '1 + 1')
told 'the server greets: Hello alice' 'the server greets: , ask me' 2.0
said "warning: $newline"
meet calc_newline 0 calc -n alice < <(echo '1 + 1')
told 'the server greets: Hello alice' 2.0
assert_match "$err" 'nothing the server says ends in a newline but our name: it seems to keep '
meet calc_newline 0 calc --bare -n alice < <(echo '1 + 1')
assert_eq "$err" ''

test_case "calc: sums that are wrong, and none"
meet calc_wrong 0 calc -n alice < <(echo '12 + 42')
told '12 + 42 = 55'
said 'warning: 12 + 42 is 54, and the server says 12 + 42 = 55'
meet calc_verbose 0 calc -n alice < <(printf '%s\n' '12 + 42' '1 - 3')
told Result: 54.0 Result: -2.0
assert_eq "$err" ''
meet calc_no_number 0 calc -n alice < <(echo '12 + 42')
told 'syntax error'
said 'warning: no number came back for 12 + 42, which is 54'

test_case "calc: what the server died of"
meet calc_dies 1 calc -n alice < <(printf '%s\n' '1 + 1' '1 / 0' '2 + 2')
told 2.0
assert_eq "${err##*$'\n'}" \
    'barewire: the server is gone after 1 / 0: it closed the connection'

test_case "clock: the day and the time in any form"
for scenario in clock_day_first clock_ctime clock_slashes; do
	meet "$scenario" 0 clock -c 3
	assert_eq "$err" '' "$scenario"
done

test_case "clock: another day, and no time"
meet clock_yesterday 0 clock -c 3
assert_eq "$(wc -l <<<"$err")" 3 warnings
assert_eq "$(grep -cE "^barewire: warning: that is (not the date of today, which is $(date +%Y)|no answer to SEND_TIME)" \
    "$work/err")" 3 "what is said of them"
