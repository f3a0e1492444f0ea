#!/bin/bash
# The chat lab: with nc, with clients as people write them, with ours, and a
# room full of people.
# timeout: 400
# takes: 18
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

dialog()
{
	assert_eq "$(python3 tests/e2e/dialog.py "$chat_host" "$chat_port")" \
	    "$1" "what the clients read"
}

start_server

test_case "names, lines for all, private ones, commands, the ways to leave"
dialog "a: 'bob joined (2 members)'
a: 'alice: hi'
b: 'alice: hi'
b: '2 members: alice, bob'
b: 'to alice (private): hi there'
a: 'bob (private): hi there'
b: 'error: /msg needs a name and a text: /msg NAME TEXT'
b: 'error: there is no text for alice: /msg NAME TEXT'
b: 'error: nobody is called carol: /list says who is here'
b: 'error: there is no command /foo: /help says which there are'
b: 'commands: /list (who is here), /msg NAME TEXT (to NAME only, as @NAME TEXT is), /help (this), /quit (leave, as /exit, /bye, /logout, q and Bye do), everything else is said to all'
b: 'q'
b: end
a: 'bob left (1 member)'
a: 'Bye'
a: end" <<'END'
a connect
a send alice
sleep 0.3
b connect
b send bob
a read
a send hi
a read
b read
b send /list
b read
b send /msg alice hi there
b read
a read
b send /msg
b read
b send /msg alice
b read
b send /msg carol hi
b read
b send /foo
b read
b send /help
b read
b send q
b end
a read
a send Bye
a end
END
expect_line "$server_out" 'alice joined the chat \(1 member\)$'
expect_line "$server_out" 'bob said to alice: hi there$'
expect_line "$server_out" 'bob left the chat \(1 member\)$'

test_case "names taken or bad: an error that says so, and closed"
dialog "b: 'error: \"alice\" cannot be your name: it is taken'
b: end
c: 'error: \"a b\" cannot be your name: the name holds a space'
c: end" <<'END'
a connect
a send alice
sleep 0.3
b connect
b send alice
b end
c connect
c send a b
c end
END

test_case "name and first command in one segment; nc with newlines"
printf 'nina\n/list\nhi\n/quit\n' | raw "$chat_address" >"$work/nc.out"
assert_eq "$(<"$work/nc.out")" "1 member: nina
nina: hi
Bye"

test_case "UTF-16 and UTF-8 in one room, long lines are cut and it is said"
answer=$(python3 tests/e2e/dialog.py "$chat_host" "$chat_port" <<'END'
a connect
a utf16 anna
sleep 0.3
b connect
b send bert
a read
a utf16 ä
b read
b send \xc3\xa4\xe2\x82\xac
sleep 0.8
a read
END
)
assert_match "$answer" "^b: 'anna: .xc3.xa4'\$"
assert_match "$answer" '^a: .*.xe4.x00.xac .$'
printf 'lou\n%s\n' "$(printf 'x%.0s' {1..2000})" |
    timeout 2 nc "$chat_host" "$chat_port" >"$work/nc.out"
assert_eq "$(head -n 1 "$work/nc.out" | tr -d '\n' | wc -c)" $((5 + 976))
assert_match "$(<"$work/nc.out")" \
    '^error: your line was longer than 976 bytes and was cut there$'

test_case "the state is in the table, a member who vanishes is told of"
exec 3<>"/dev/tcp/$chat_host/$chat_port"
echo rita >&3
chatting()
{
	[ "$(ctl status --json | jq -r '.clients[] | select(.name == "rita" and
	    .ended == null) | .state')" = chatting ]
}
wait_until 5 chatting || fail "not chatting"
exec 4<>"/dev/tcp/$chat_host/$chat_port"
echo sam >&4
read -r line <&3
assert_eq "$line" 'sam joined (2 members)'
exec 4>&- 4<&-
read -r line <&3
assert_eq "$line" 'sam left (1 member)'

test_case "a member whose process is killed is said to have left, once"
exec 4<>"/dev/tcp/$chat_host/$chat_port" 5<>"/dev/tcp/$chat_host/$chat_port"
echo tina >&4
read -r line <&3
assert_eq "$line" 'tina joined (2 members)'
echo udo >&5
read -r line <&3
assert_eq "$line" 'udo joined (3 members)'
# Two at once: the one who would notice may be dead, too.
# shellcheck disable=SC2046 # several processes
kill -KILL $(ctl status --json | jq '.clients[] | select((.name == "tina" or
    .name == "udo") and .ended == null) | .pid')
read -r line <&3
assert_match "$line" '^(tina|udo) left \(2 members\)$'
read -r line <&3
assert_match "$line" '^(tina|udo) left \(1 member\)$'
echo '/list' >&3
read -r line <&3
assert_eq "$line" '1 member: rita'
exec 3>&- 3<&- 4>&- 4<&- 5>&- 5<&-

test_case "our client, lines from a pipe"
spawn erna sh -c "sleep 4 | '$BAREWIRE' chat -n erna '$chat_address'"
expect_line "$server_out" 'erna joined the chat'
printf 'hi\n/msg erna psst\n' | "$BAREWIRE" chat -n fred "$chat_address" \
    >"$work/out" 2>&1
assert_eq $? 0 "exit status"
expect_line "$erna_out" '^fred joined \(2 members\)$'
expect_line "$erna_out" '^fred: hi$'
expect_line "$erna_out" '^fred \(private\): psst$'
assert_match "$(<"$work/out")" '^fred: hi$'
"$BAREWIRE" chat -n erna "$chat_address" </dev/null >"$work/out" 2>"$work/err"
assert_eq $? 1 "exit status with a name that is taken"
assert_match "$(<"$work/err")" 'it is taken$'
stop_server

test_case "greet=always asks for the name"
start_server --greet chat=always
dialog "a: 'Welcome to the chat. Your name?\n'" <<'END'
a connect
a read
a send gerd
END
stop_server

test_case "200 people, 20 lines each: everyone reads every line, one order"
start_server --line-rate 1000000
summary=$(python3 tests/e2e/chat_room.py "$chat_host" "$chat_port" 200 20)
echo "$summary"
assert_match "$summary" \
    '^people=200 lines=20 read=800000 missing=0 orders=1 missed=0 '

test_case "two who hardly read hold up nobody, and are told what they missed"
summary=$(python3 tests/e2e/chat_room.py "$chat_host" "$chat_port" 10 2000 2 600)
echo "$summary"
# On a slow machine the others may miss some, too: all are accounted for.
assert_match "$summary" ' deaf=2 deaf_right=2 deaf_missed=[1-9]'
assert_match "$summary" ' missing=([0-9]+) orders=[0-9]+ missed=\1 '
stop_server

test_case "nothing is left"
assert_eq "$(find "$XDG_RUNTIME_DIR" -mindepth 2 -print)" ''
