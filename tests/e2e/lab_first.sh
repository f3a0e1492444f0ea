#!/bin/bash
# Who begins, and how: first messages of the chat and calc labs, prompts, and
# the words that end it.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

dialog()
{
	assert_eq "$(python3 tests/e2e/dialog.py "$1" "$2")" "$3" \
	    "what the clients read"
}

# join NAME LINE: a chat client, with its first line; hear NAME WANTED;
# say NAME LINE; leave NAME.
declare -A socket
join()
{
	exec {fd}<>"/dev/tcp/$chat_host/$chat_port"
	socket[$1]=$fd
	say "$1" "$2"
}

say()
{
	printf '%s\n' "$2" >&"${socket[$1]}"
}

hear()
{
	local line=''

	IFS= read -r -t 20 line <&"${socket[$1]}"
	assert_eq "$line" "$2" "what $1 reads"
}

leave()
{
	local fd=${socket[$1]}

	exec {fd}>&-
	unset "socket[$1]"
}

start_server

test_case "chat: a name and a command in one message without line ends"
dialog "$chat_host" "$chat_port" "a: '1 member: client1'
a: 'q'
a: end" <<'END'
a connect
a send client1/list
a read
a send q
a read
a end
END

test_case "chat: a guest asks who is in an empty room"
join gus /list
hear gus '0 members'
say gus /quit
hear gus Bye
leave gus

test_case "chat: a name and a first line, and her own name is not said twice"
join ann 'ann'
say ann /list
hear ann '1 member: ann'
join alice 'alice: hello'
hear ann 'alice joined (2 members)'
hear ann 'alice: hello'
hear alice 'alice: hello'
say alice 'alice: again: this'
hear ann 'alice: again: this'
say alice 'ann: what'
hear ann 'alice: ann: what'
say ann 'ann: me too'
hear ann 'ann: me too'
hear alice 'alice: again: this'
hear alice 'alice: ann: what'
hear alice 'ann: me too'
say alice 'alice: /list'
hear alice '2 members: ann, alice'
say alice 'alice: bye'
hear alice Bye
hear ann 'alice left (1 member)'
leave alice

test_case "chat: labels before a name, in any case"
number=0
for first in 'NICK zoe' 'USER: zoe' 'Username : zoe' 'user name: zoe' \
    'id zoe' 'Login:zoe'; do
	join zoe "$first"
	hear ann 'zoe joined (2 members)'
	say zoe /quit
	hear zoe Bye
	leave zoe
	hear ann 'zoe left (1 member)'
	number=$((number + 1))
done
assert_eq "$number" 6
join zoe 'Client: zoe: hi'
hear ann 'zoe joined (2 members)'
hear ann 'zoe: hi'
hear zoe 'zoe: hi'

test_case "chat: @NAME is private, and never said to all"
say zoe '@ann psst: you'
hear ann 'zoe (private): psst: you'
hear zoe 'to ann (private): psst: you'
say zoe '@nina psst'
hear zoe 'error: nobody is called nina: /list says who is here'
say zoe '@ five o clock'
hear ann 'zoe: @ five o clock'
hear zoe 'zoe: @ five o clock'

test_case "chat: a command before the name is a guest's"
join gus /list
hear gus '2 members: ann, zoe'
say gus '@ann hi'
hear gus 'error: say your name first: who is spoken to must know by whom'
say gus 'name:'
say gus /nothing
hear gus 'error: there is no command /nothing: /help says which there are'
say gus gus
hear ann 'gus joined (3 members)'
for word in /exit /bye /Q /logout bye exit QUIT q; do
	join "$word" "$word"
	hear "$word" "$([ "$word" = q ] && echo q || echo Bye)"
	leave "$word"
done

test_case "chat: the words that leave, and words that are only said"
for word in exit quit logout 'bye bye'; do
	say gus "$word"
	hear ann "gus: $word"
done
say gus /logout
hear ann 'gus left (2 members)'

test_case "calc: labels, a name with an expression, the words that end it"
for word in q QUIT exit Bye /exit /q 'nina: quit'; do
	printf '%s\n' 'Name: nina' '1 + 2' 'nina: 3 * 4' "$word" '5 + 5' |
	    raw "$calc_address" >"$work/nc.out"
	assert_eq "$(<"$work/nc.out")" "3
12" "what $word ends"
done
expect_line "$server_out" 'nina asked 3 \* 4: answered 12$'
for first in 'nina: 20 + 22' '20 + 22' 'nina: nina: 20+22'; do
	printf '%s\n' "$first" quit | raw "$calc_address" >"$work/nc.out"
	assert_eq "$(<"$work/nc.out")" 42
done
for first in exit 'nina: q'; do
	printf '%s\n1+1\n' "$first" | raw "$calc_address" >"$work/nc.out"
	assert_eq "$(<"$work/nc.out")" ''
done
dialog "$calc_host" "$calc_port" "a: 'error: \"a b\" cannot be your name: the name holds a space'
a: end" <<'END'
a connect
a send name: a b
a read
a end
END
stop_server

test_case "calc: whoever was greeted gets Bye, in auto as well"
start_server --greet calc=auto
dialog "$calc_host" "$calc_port" "a: 'Hello ida'
a: '54'
a: 'Bye'
a: end
b: '3'
b: end" <<'END'
a connect
a send ida
a read
a send 12 + 42
a read
a send q
a read
a end
b connect
b send 1 + 2
b read
b send q
b end
END
stop_server

test_case "a prompt goes bare to who says nothing, and to nobody else"
start_server --prompt chat=NICK --prompt calc='Name: ' --prompt order=who \
    --greet order=always
dialog "$chat_host" "$chat_port" "a: 'NICK'
b: 'bob: hi'
a: 'q'
a: end" <<'END'
b connect
b send bob: hi
a connect
a read
b read
a send q
a read
a end
END
dialog "$calc_host" "$calc_port" "a: 'Name: '
a: '2'" <<'END'
a connect
a read
a send ida
sleep 0.3
a send 1+1
a read
END
dialog "$order_host" "$order_port" "a: 'Client X connected\n'
b: 'Client Y connected\n'
a: 'who'
b: 'who'
a: 'X: Alice received before Y: Bob'
b: 'X: Alice received before Y: Bob'" <<'END'
a connect
b connect
a read
b read
a read
a send Alice
sleep 0.3
b read
b send Bob
a read
b read
END
stop_server

test_case "a prompt in place of the greeting that auto means"
start_server --prompt chat=NICK --greet chat=auto --prompt order=who
dialog "$chat_host" "$chat_port" "a: 'NICK'" <<'END'
a connect
a read
a silent 0.3
END
dialog "$order_host" "$order_port" "a: 'who'" <<'END'
a connect
b connect
a read
a silent 0.3
END
stop_server

test_case "labs without prompts say why, and a bad one is refused"
refused()
{
	"$BAREWIRED" -i "$instance" --prompt "$1" >"$work/out" 2>"$work/err"
	assert_eq $? 2 "exit status"
	assert_match "$(<"$work/err")" "$2"
}
refused wait=hi 'wait takes no prompt, for an HTTP client'
refused echo=hi 'echo takes no prompt, for RFC 862'
refused clock=hi 'clock takes no prompt, for before'
refused chat= 'not a prompt'
refused chat=$'\351' 'not a prompt'
refused chat="$(printf 'x%.0s' {1..257})" 'not a prompt'
refused nolab=x 'not LAB=TEXT'
