#!/bin/bash
# barewire on a real terminal, which tmux is: a line that is half typed stays
# whole when messages arrive, UTF-8, history, stops, sizes, and the terminal
# afterwards.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

unset TMUX
socket=$work/tmux
tm()
{
	# Not with the descriptors of the other clients' keyboards.
	tmux -S "$socket" -f /dev/null "$@" {bob_keys}>&-
}

screen()
{
	tm capture-pane -p -t a | sed -e 's/ *$//' -e '/^$/d'
}

shows()
{
	[ "$(screen | tail -n "$(wc -l <<<"$1")")" = "$1" ]
}

# sees LINES: the screen will end in these lines.
sees()
{
	wait_until 10 shows "$1" || {
		screen
		fail "not seen: $1"
	}
}

type_keys()
{
	tm send-keys -t a "$@"
}

type_text()
{
	tm send-keys -t a -l "$1"
}

# terminal SETTINGS COMMAND...: in a window of 60 columns.
terminal()
{
	local environment=$1

	shift
	tm kill-session -t a 2>/dev/null
	tm new-session -d -s a -x 60 -y 20 "stty -g >$work/before
	    $environment $*
	    echo code=\$?; stty -g >$work/after; exec sleep 1000"
}

bob()
{
	echo "$1" >&"$bob_keys"
}

leaves_the_terminal_as_it_was()
{
	wait_until 10 test -s "$work/after" || fail "it did not end"
	assert_eq "$(<"$work/after")" "$(<"$work/before")" "the terminal"
	rm "$work/after"
}

command -v tmux >/dev/null || { echo "tmux is not installed"; exit 77; }
exec {bob_keys}<>/dev/null
# One session stays, so that tmux does.
tm new-session -d -s stays "exec sleep 1000" || fail "tmux does not start"
started+=("$(tm display-message -p -t stays '#{pid}')")
exec {bob_keys}>&-
start_server
mkfifo "$work/bob"
exec {bob_keys}<>"$work/bob"
"$BAREWIRE" chat -n bob "$chat_address" <"$work/bob" >"$work/bob.out" 2>&1 \
    {bob_keys}>&- &
started+=($!)
expect_line "$server_out" 'bob joined the chat'

test_case "a message arrives while a line is half typed"
# A locale that knows no UTF-8 must not matter.
terminal LC_ALL=C "$BAREWIRE" chat -n alice "$chat_address"
sees "connected to $chat_address
sent alice
>"
type_text 'half a lin'
sees '> half a lin'
bob 'first'
bob 'second'
sees "bob: first
bob: second
> half a lin"
type_text 'e, wörld 日本'
type_keys Enter
expect_line "$work/bob.out" '^alice: half a line, wörld 日本$'
sees "bob: first
bob: second
> half a line, wörld 日本
alice: half a line, wörld 日本
>"

test_case "in the middle of a line that is wider than the terminal"
type_text 'aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg hhhhhhhhh'
type_keys Home Right
bob 'wide'
sees 'bob: wide
> aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee ffffffff
f ggggggggg hhhhhhhhh'
type_text 'X'
type_keys End BSpace BSpace Enter
expect_line "$work/bob.out" '^alice: aXaaaaaaaa .* hhhhhhh$'

test_case "characters of more than one byte are edited whole"
type_text 'naïve €日'
type_keys BSpace Left Left BSpace
type_text 'e'
bob 'now'
sees 'bob: now
> naïve €'
type_keys Home Delete
type_text 'N'
type_keys Enter
expect_line "$work/bob.out" '^alice: Naïve €$'

test_case "history"
type_keys Up Up
sees '> aXaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffff
ff ggggggggg hhhhhhh'
type_keys Down
sees '> Naïve €'
type_keys C-u
bob 'cleared'
sees 'bob: cleared
>'

test_case "what others send does nothing to the terminal, tabs stay"
bob $'\e[2J\e]0;title\a\xe2\x80\xae\x9b31m'
sees 'bob: \x1B[2J\x1B]0;title\x07\xE2\x80\xAE\x9B31m
>'
type_text $'a\tb'
type_keys Enter
expect_line "$work/bob.out" '^alice: a\\tb$'

test_case "lines that are pasted together are lines"
tm set-buffer $'one\ntwo\n' \; paste-buffer -t a
expect_line "$work/bob.out" '^alice: two$'
assert_eq "$(tail -n 2 "$work/bob.out")" $'alice: one\nalice: two'

test_case "another size of the terminal"
type_text 'still here'
sees '> still here'
tm resize-window -t a -x 40 -y 12
bob 'narrow'
sees 'bob: narrow
> still here'
type_text ' and now it is wider than the narrow one'
sees '> still here and now it is wider than th
e narrow one'
bob 'wrapped'
sees 'bob: wrapped
> still here and now it is wider than th
e narrow one'
type_keys C-u

test_case "Ctrl-C: a goodbye, the terminal as it was"
type_text 'unsent'
type_keys C-c
sees code=130
leaves_the_terminal_as_it_was
expect_line "$work/bob.out" '^alice left'
assert_no_match "$(screen)" unsent

test_case "stopped by Ctrl-Z and continued, the line is still there"
terminal 'PS1=shell:' bash --norc
sees 'shell:'
type_text "$BAREWIRE chat -n ann $chat_address"
type_keys Enter
sees 'sent ann
>'
type_text 'before the stop'
sees '> before the stop'
type_keys C-z
sees 'shell:'
bob 'meanwhile'
expect_line "$work/bob.out" '^bob: meanwhile$'
type_text 'fg'
type_keys Enter
sees 'bob: meanwhile
> before the stop'
type_text ', after it'
type_keys Enter
expect_line "$work/bob.out" '^ann: before the stop, after it$'
type_keys C-c
sees 'shell:'
type_text exit
type_keys Enter
sees code=130
leaves_the_terminal_as_it_was

test_case "Ctrl-D: the end of the input"
terminal '' "$BAREWIRE" chat -n amy "$chat_address"
sees '>'
type_keys C-d
sees $'>\nBye\ncode=0'
leaves_the_terminal_as_it_was

test_case "calc: lines typed ahead are asked in their turn"
terminal '' "$BAREWIRE" calc -n abe "$calc_address"
sees '>'
type_text '1+1'
type_keys Enter
type_text '2+'
type_keys Enter
type_text '3+3'
type_keys Enter
sees '6
>'
assert_eq "$(screen | grep -c 'barewire: not sent: at character 3')" 1
type_text q
type_keys Enter
sees code=0
leaves_the_terminal_as_it_was

test_case "order: a server that does not close, and how to go on, and to end"
spawn other /usr/bin/python3 tests/e2e/client_lab_server.py order_stays
expect_line "$other_out" '^[0-9]+$'
terminal '' "$BAREWIRE" order -n ari "127.0.0.1:$(head -n 1 "$other_out")"
sees 'X: ari received before Y: bob
(the server has not closed the connection: what you type is
sent; Bye or Ctrl-D ends it)
>'
type_keys C-d
sees 'code=0'
leaves_the_terminal_as_it_was

test_case "the server is ended while a line is typed: one line, the terminal whole"
terminal '' "$BAREWIRE" chat -n ada "$chat_address"
sees '>'
type_text 'half a li'
sees '> half a li'
stop_server
sees 'barewire: the server is shutting down
code=1'
assert_no_match "$(screen)" 'half'
leaves_the_terminal_as_it_was
exec {bob_keys}>&-
