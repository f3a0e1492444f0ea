#!/bin/bash
# timeout: 300
# takes: 25
# barewire wait with other people's servers, of good and of bad manners
# (client_server.py has them): each is understood, or what is wrong with it
# is said in one line.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# meet SCENARIO STATUS [ARGUMENT...]: alice visits such a server, for pauses
# of 0 seconds.  Sets out, err (what she printed) and seen (what the server
# saw), and checks the exit status and that an error is one line.
meet()
{
	local scenario=$1 expected=$2 status

	shift 2
	# What an earlier one said must not be believed.
	rm -f "$work/other.out"
	spawn other /usr/bin/python3 tests/e2e/client_server.py "$scenario"
	expect_line "$work/other.out" '^[0-9]+$'
	port=$(head -n 1 "$work/other.out")
	timeout $((20 * TEST_SLOWNESS)) "$BAREWIRE" wait -n alice --min 0 \
	    --max 0 "$@" "127.0.0.1:$port" >"$work/out" 2>"$work/err"
	status=$?
	out=$(<"$work/out") err=$(<"$work/err")
	assert_eq "$status" "$expected" "$scenario: exit status ($err)"
	if [ "$expected" = 1 ]; then
		assert_eq "$(grep -vc ': warning: ' "$work/err")" 1 \
		    "$scenario: lines of error"
		assert_match "$err" '^barewire: [^A-Z]' "$scenario"
	fi
	end_process "$other_pid"
	seen=$(sed 1d "$work/other.out")
}

# said TEXT: the last line of error is this.
said()
{
	assert_eq "${err##*$'\n'}" "barewire: $1" error
}

warned()
{
	assert_match "$err" "^barewire: warning: $1"
}

# Lines of the output, without where it connected to.
told()
{
	assert_eq "$(grep -v '^connected to ' "$work/out")" \
	    "$(printf '%s\n' "$@")" output
}

test_case "a good server: registered, asked, answered, again, closed by us"
meet good 0 -c 2
told 'registered as alice' 'sent 0, waiting' \
    'Server waited 0 seconds for client alice.' 'sent 0, waiting' \
    'Server waited 0 seconds for client alice.'
assert_eq "$err" ''
assert_eq "$seen" 'POST /clients HTTP/1.1 | alice
POST /wait HTTP/1.1 | 0
POST /wait HTTP/1.1 | 0
closed'

test_case "servers that say 200 where ours says 201, or greet, or both"
meet registers_with_200 0 -c 1
told 'registered as alice' 'sent 0, waiting' \
    'Server waited 0 seconds for client alice.'
for scenario in greets greets_and_says_200; do
	meet "$scenario" 0 -c 1
	told 'the server greets: 200 OK: Welcome to the lab' \
	    'registered as alice' 'sent 0, waiting' \
	    'Server waited 0 seconds for client alice.'
done

test_case "answers in chunks, in pieces, after interim answers, of a megabyte"
meet chunked 0 -c 1
assert_match "$out" '^Server waited$'
meet byte_by_byte 0 -c 1
assert_match "$out" '^slow$'
meet interim 0 -c 1
assert_match "$out" '^after an interim answer$'
meet large 0 -c 1 -v
assert_eq "$(awk '/^< xxx/ { print length($0) }' "$work/out")" 1000002 \
    "length of the answer with -v"

test_case "servers that close after an answer are connected to again"
for scenario in until_close says_close closes_silently; do
	meet "$scenario" 0 -c 2
	warned 'the server closes the connection after its answer'
	assert_eq "$(grep -c warning <<<"$err")" 1 "$scenario: warnings"
	assert_eq "$(grep -c '^Server says 0$' "$work/out")" 2 "$scenario"
	# A connection each: name, pause, name, pause.
	assert_eq "$(cut -d ' ' -f 2 <<<"$seen" | head -n 4 | tr '\n' ' ')" \
	    '/clients /wait /clients /wait ' "$scenario: requests"
done
meet closes_after_pause 0 -c 3
assert_eq "$(grep -c clients <<<"$seen")" 3 "registrations"
meet remembers 0 -c 2
warned 'the server kept the name'

test_case "a bare LF in the answers is warned of once"
meet bare_lf 0 -c 1
warned "the server's answer is malformed: .* bare LF .*RFC 9112"
assert_eq "$(wc -l <<<"$err")" 1 warnings
assert_match "$out" '^fine$'
meet blank_after_body 0 -c 1
warned 'the server sent 2 bytes of line ends'

test_case "a pause that is cut short is warned of"
meet too_early 0 -c 1 --max 1 --min 1
warned 'the server paused 0\.[0-9] seconds instead of 1'

test_case "one that takes too long, or says what it was not told"
meet too_long 0 -c 1 --max 1 --min 1
warned 'the server paused 2\.[0-9] seconds instead of 1'
meet says_other 0 -c 1
warned 'the server was asked for 0 seconds, and says 5$'
warned "the server's answer names bob, not alice\$"
assert_eq "$(wc -l <<<"$err")" 2 warnings

test_case "a Date that is missing, or none, or local time, is warned of once"
meet undated 0 -c 1
assert_eq "$err" "barewire: warning: the server's answer has no Date (RFC 9110 section 6.6.1)"
meet local_date 0 -c 1
warned "the server's Date is not like \"Sun, 06 Nov 1994 08:49:37 GMT\": \"20"
assert_eq "$(wc -l <<<"$err")" 1 warnings
meet zone_date 0 -c 1
warned "the server's Date is (119|120) minutes ahead of the clock here: is it local time"

test_case "a server that ends it says why, and is not connected to again"
meet kicks 1
said 'kicked by the server'
meet shuts_down 1
said 'the server is shutting down'
assert_eq "$(grep -c clients <<<"$seen")" 1 registrations

test_case "nothing the server sends works on the terminal"
for verbose in '' -v; do
	# shellcheck disable=SC2086 # an option or none
	meet controls 0 -c 1 $verbose
	assert_eq "$(tr -d '\r\n\t -~' <"$work/out" | wc -c)" 0 "other bytes"
	assert_match "$out" '\\x1B\[2Jgone\\xE2\\x80\\xAE'
done

test_case "with -v the messages are shown as they are, and their direction"
meet good 0 -c 1 -v
assert_eq "$(grep '^>' "$work/out" | sed 's/^> //; s/Date: .*/Date\r/' |
    od -c)" "$(printf '%s\r\n' 'POST /clients HTTP/1.1' \
    "Host: 127.0.0.1:$port" "User-Agent: $("$BAREWIRE" --version | tr ' ' /)" \
    Date 'Content-Type: text/plain; charset=utf-8' 'Content-Length: 5' '' |
    cat - <(printf 'alice\n') <(printf '%s\r\n' 'POST /wait HTTP/1.1' \
    "Host: 127.0.0.1:$port" "User-Agent: $("$BAREWIRE" --version | tr ' ' /)" \
    Date 'Content-Type: text/plain; charset=utf-8' 'Content-Length: 1' '' |
    cat - <(printf '0\n')) | od -c)" "what was sent"
assert_match "$out" $'^< HTTP/1.1 201 Created\r$'
assert_match "$out" '^< Server waited 0 seconds for client alice.$'

test_case "half an answer is shown with -v, once"
meet stalls 1 -v
warned '49 bytes of an answer came, and no more since'
assert_eq "$(grep '^<' "$work/out" | tr -d '\r')" "$(printf '%s\n' \
    '< HTTP/1.1 201 Created' '< Content-Length: 50' '< ' '< hello')" \
    "what came"
said 'the answer is not complete after 10 seconds: 49 bytes came'

test_case "a refusal is said with the first line of its reason"
meet taken 1
said 'the name alice is taken: 409 Conflict: a connected client is called alice'
meet refuses 1
said 'the server refused to wait 0 seconds: 400 Bad Request: seconds are whole'
meet redirects 1
said 'the server did not register alice: 302 Found'
meet fails_empty 1
said 'the server did not register alice: 500 Internal Server Error'

test_case "what is not HTTP, or not well made, is said"
meet garbage 1
said "the server's answer is not HTTP: \"\\x16\\x03\\x01hello\""
meet malformed 1
assert_match "$err" "the server's answer is malformed: white space stands in a field.s name, line 2, column 8, byte 30 .*RFC 9110 section 5.1"
meet sends_request 1
said 'the server sends a request, where an answer belongs: "POST /test HTTP/1.1"'
meet second_is_garbage 1 -c 2
said "the server's answer is not HTTP: \"ERROR 7\""
meet knows_no_names 1
said 'the server did not register alice: 404 Not Found: INV_CMD'
meet length_too_small 1 -c 2
said 'what follows the last answer is not HTTP (or its Content-Length was too small): "waited"'

test_case "a server that goes away is said to be gone, and when"
meet cut_in_head 1
said 'the server is gone: it closed the connection in the middle of its answer, after 17 bytes'
meet cut_in_body 1
said 'the server is gone: it closed the connection in the middle of its answer, after 48 bytes'
meet leaves 1 --max 5 --min 5
assert_match "$err" '^barewire: the server is gone: it closed the connection [0-9.]+ seconds into a pause of 5$'
meet resets 1 --max 5 --min 5
assert_match "$err" '^barewire: the server is gone: connection reset by peer [0-9.]+ seconds into a pause of 5$'
meet closes_at_once 1
assert_match "$err" 'before it answered the registration$'

test_case "no server, no such host"
"$BAREWIRE" wait -n alice "127.0.0.1:$port" >"$work/out" 2>"$work/err"
assert_eq $? 1
err=$(<"$work/err")
said "could not connect to 127.0.0.1:$port: connection refused"
"$BAREWIRE" wait -n alice "[::1]:$port" >"$work/out" 2>"$work/err"
assert_eq $? 1
assert_match "$(<"$work/err")" "^barewire: could not connect to \[::1\]:$port: "
