#!/bin/bash
# How people's programs speak, and that they are answered so: line ends,
# padding, frames, UTF-16, telnet, to the byte.
# timeout: 240
# takes: 27
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# forms CASE LINES: so many things were as they should be.
forms()
{
	local lines

	lines=$(python3 tests/e2e/lab_forms.py "$1" "calc=$calc_address" \
	    "chat=$chat_address" "order=$order_address" \
	    "echo=$echo_address" 2>&1) || fail "$lines"
	assert_eq "$(wc -l <<<"$lines")" "$2" "answers"
}

start_server --greet calc=always

test_case "calc answers each in its form, to the byte"
forms calc 12

test_case "order: each of a pair in its own form"
forms order 24

test_case "chat: everybody in one room, each in its own form"
forms chat 12

test_case "messages that would run together keep apart, and delay nobody"
forms gap 1

test_case "frames and UTF-16 are waited for, one letter is neither"
forms cut 1

expect_line "$server_out" ' speaks in frames, two bytes of length and a '
expect_line "$server_out" ' speaks UTF-16 without a mark, as .NET'
expect_line "$server_out" ' speaks UTF-16 without a mark, high bytes first'

test_case "telnet's negotiation is left out and said, typing is no pause"
forms telnet 1
expect_line "$server_out" ' sends telnet negotiation, which is left out: '
expect_line "$server_out" ' sends a character a segment, as telnet on '

test_case "echo keeps every byte"
forms echo 1
stop_server

test_case "order-chat: each in its own form, and exactly Bye"
start_server --order-chat
forms order_chat 12

test_case "a line may come in two pieces when lines have ends"
forms pause 1
stop_server

test_case "--line-end tells another one; --bare is none"
start_server --line-end crlf
forms told 12
stop_server
start_server --bare
assert_eq "$(printf 'zoe\n1+1\n' | raw "$calc_address" 1)" 2
assert_eq "$(printf 'mia\n1+1\nq\n' | raw "$calc_address" | od -An -c)" "   2"
stop_server
"$BAREWIRED" --line-end dos >"$work/out" 2>&1
assert_eq $? 2 "exit status"
assert_match "$(<"$work/out")" \
    'not a line end \(mirror, none, lf, crlf, nul\): "dos"$'
# The help names what the list has.
for word in $(sed -n 's/^LINE_END([A-Z]*, "\([a-z]*\)".*/\1/p' \
    wire/line_ends.def); do
	assert_match "$("$BAREWIRED" --help | tr -s '\n ' '  ')" \
	    "--line-end END [^-]*$word" "help"
	assert_match "$("$BAREWIRE" chat --help | tr -s '\n ' '  ')" \
	    "--line-end END [^-]*$word" "help"
done
