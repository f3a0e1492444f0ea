#!/bin/bash
# valgrind
# The calculation lab with nc, with clients as people write them, with ours.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

dialog()
{
	assert_eq "$(python3 tests/e2e/dialog.py "$calc_host" "$calc_port")" \
	    "$1" "what the client reads"
}

start_server

test_case "lines by nc: a name, expressions, mistakes explained, q"
printf '%s\n' alice '12 + 42' '4.5 / 6' '4-3' '4--3' '0.1+0.2' '1e3*2' \
    '1 / 0' '1e308*10' '4 + x' '4 +' '' '4,5 + 1' q |
    raw "$calc_address" >"$work/nc.out"
assert_eq "$(<"$work/nc.out")" "54
0.75
1
7
0.30000000000000004
2000
error at character 5: division by zero
error: overflow: the result is larger than 1.8e308, where a double ends
error at character 5: a number should stand here, not \"x\"
error at character 4: a number should stand here, but the line ends
error: there is no expression: send a number, + - * or /, and a number
error at character 2: a decimal point is written \".\", not \",\""
expect_line "$server_out" 'alice registered \(was guest-[0-9]+\)$'
expect_line "$server_out" 'alice asked 12 \+ 42: answered 54$'
expect_line "$server_out" 'alice session ended$'
expect_line "$server_out" 'alice disconnected: closed by server$'

test_case "no newline, one read for each answer, a guest without a name"
dialog "a: '1'
a: '0.75'
a: end" <<'END'
a connect
a send 4-3
a read
a send 4.5 / 6\0\0\0\0\0\0\0\0
a read
a send q
a end
END
expect_line "$server_out" 'guest-[0-9]+ session ended$'

test_case "a name that is taken or bad is refused with the reason"
dialog "b: 'error: \"bob\" cannot be your name: it is taken'
b: end
c: 'error: \"bob the builder\" cannot be your name: the name holds a space'
c: end
a: '2'" <<'END'
a connect
a send bob
sleep 0.3
b connect
b send bob
b end
c connect
c send bob the builder
c end
a send 1+1
a read
END
expect_line "$server_out" 'disconnected: refused$'

test_case "a name is free once q was said, though the client is still there"
exec 3<>"/dev/tcp/$calc_host/$calc_port"
echo lisa >&3
expect_line "$server_out" ' lisa registered '
echo q >&3
cat <&3
exec 4<>"/dev/tcp/$calc_host/$calc_port"
printf '%s\n' lisa 1+1 >&4
read -r answer <&4
assert_eq "$answer" 2
assert_match "$(ctl status --json | jq -r '[.clients[] |
    select(.name == "lisa") | .state] | sort | join(" ")')" \
    '^(closing|ended) idle$' "both are seen"
dialog "c: 'error: \"lisa\" cannot be your name: it is taken'
c: end" <<'END'
c connect
c send lisa
c end
END
exec 3>&- 3<&- 4>&- 4<&-

test_case "another lab knows nothing of it"
exec 3<>"/dev/tcp/$calc_host/$calc_port" 4<>"/dev/tcp/$chat_host/$chat_port"
printf 'mona\n' >&3
expect_line "$server_out" ' mona registered '
printf 'mona\n' >&4
expect_line "$server_out" ' mona joined the chat '
http POST /clients mona
assert_eq "$http_status" 201 "the third mona"
exec 3>&- 3<&- 4>&- 4<&-

test_case "a client that vanishes is told of at once"
exec 3<>"/dev/tcp/$calc_host/$calc_port"
echo dora >&3
expect_line "$server_out" ' dora registered '
exec 3>&- 3<&-
# Printed by a process that has a low priority, and may be under valgrind.
expect_line "$server_out" 'dora disconnected: closed by client$' 5

test_case "our client: a pipe, mistakes not sent, doubtful ones warned of"
printf '12 + 42\n4 +\n1/0\n2*3' |
    "$BAREWIRE" calc -n erna "$calc_address" >"$work/out" 2>"$work/err"
assert_eq $? 0 "exit status"
assert_eq "$(tail -n +2 "$work/out")" "sent erna
54
error at character 3: division by zero
6"
assert_match "$(<"$work/err")" \
    'not sent: .*a number should stand here, but the line ends$'
assert_match "$(<"$work/err")" 'warning: .*division by zero$'
assert_no_match "$(<"$server_out")" 'erna asked 4 \+:'

test_case "our client: no server is one line and 1"
"$BAREWIRE" calc 127.0.0.1:1 </dev/null >"$work/out" 2>"$work/err"
assert_eq $? 1 "exit status"
assert_eq "$(wc -l <"$work/err")" 1
stop_server

test_case "greet=always says Hello and Bye; bare sends no newline"
start_server --greet calc=always --bare
dialog "a: 'Hello fred'
a: '54'
a: 'Bye'
a: end" <<'END'
a connect
a send fred
a read
a send 12 + 42
a read
a send q
a end
END
stop_server

test_case "NULs are no text, but every one that came is fed and counted"
start_server
spawn tail "$BAREWIRECTL" -i "$instance" tail
wait_until 5 test -p "$XDG_RUNTIME_DIR/barewire/$instance/feed.0" ||
    fail "no watcher"
dialog "a: '2\n'" <<'END'
a connect
a send \0\0\5
sleep 1
a send \n
a close
b connect
b send gina
sleep 1
b send \0\0\0\0
sleep 1
a connect
a send hans\n\0
a send 1 + 1\n
a read
b close
END
expect_line "$tail_out" '^    .x00.x00.x05$'
expect_line "$tail_out" '^    .x00.x00.x00.x00$'
expect_line "$tail_out" ' from gina, 4 bytes '
assert_eq "$(ctl status --json | jq -c '[.clients[] | select(.name == "gina")
    | .bytes_in, .last_message]')" '[8,"gina"]'
stop_server
