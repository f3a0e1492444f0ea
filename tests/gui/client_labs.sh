# The other labs' pages: a line to type into, the chat's members and private
# messages, several conversations at once.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# say TEXT: as a line
say()
{
	click input
	type_text "$1"
	keys Return
}

test_case "calc: expressions are answered, nonsense is refused here"
start_server
start_client -n alice --connect calc "$calc_address"
state_is page=calc state=CONNECTED sent=1
say '12 + 30'
state_is answers=1 said=4
say 'hello'
state_is 'problem=.*a_number_should_stand_here.*' sent=2 said=4
click input
keys ctrl+slash
type_text '7 / 0'
keys Return
state_is answers=2 sent=3
end_client

test_case "echo: what is sent comes back, by UDP as well"
start_client --connect echo "$echo_address"
state_is page=echo state=CONNECTED
say 'abc'
state_is answers=1 sent=1 received=1
keys ctrl+k
state_is live=0
click udp
fill port "$(sed -n 's|^listening echo .*:\([0-9]*\)/udp$|\1|p' "$server_out")"
click connect
state_is state=CONNECTED
say 'def'
state_is answers=1 received=1
end_client

test_case "calc: a name without its newline, and lines with theirs"
spawn lines python3 -u -c '
import socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
c = s.accept()[0]
while got := c.recv(999): print(got)'
expect_line "$lines_out" '^[0-9]+$'
start_client -n alice calc "127.0.0.1:$(head -n 1 "$lines_out")"
click bareName
click connect
state_is state=CONNECTED
say '1 + 1'
expect_line "$lines_out" '^b.1 \+ 1\\n.$'
assert_eq "$(sed -n 2p "$lines_out")" "b'alice'" "the name"
end_client

test_case "order: what is no result is what the server says"
spawn talker python3 -u -c '
import socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
c = s.accept()[0]
c.recv(999)
c.sendall(b"X: Carol received before Y: Bob\n")
while c.recv(999): pass'
expect_line "$talker_out" '^[0-9]+$'
start_client -n alice --connect order "127.0.0.1:$(head -n 1 "$talker_out")"
state_is state=FAILED answers=0 \
    problem=no_result:_the_server_names_Carol_and_Bob,_not_alice
end_client

test_case "clock: asks by itself"
start_client --connect clock "${clock_address%/udp}"
state_is page=clock 'answers=[1-9]'
end_client

test_case "order: both are told who came first"
start_client -n alice --connect order "$order_address"
state_is page=order state=WAITING sent=1
spawn partner "$BAREWIRE" order -n bob "$order_address"
expect_line "$partner_out" 'alice received before'
state_is answers=1 state=FINISHED
end_client

test_case "order: not at once, the other one comes first"
start_client -n alice order "$order_address"
click atOnce
click connect
state_is page=order state=CONNECTED sent=0
spawn partner "$BAREWIRE" order -n ben "$order_address"
expect_line "$server_out" 'ben registered'
state_is state=CONNECTED sent=0
say anna
state_is sent=1
expect_line "$partner_out" 'ben received before'
state_is answers=1
end_client

test_case "chat: who is there is shown, and kept up to date"
mkfifo "$work/bob.in"
exec 8<>"$work/bob.in"
nc "${chat_address%:*}" "${chat_address##*:}" <&8 >"$work/bob.out" 2>&1 &
started+=($!)
nc_pid=$!
echo bob >&8
expect_line "$server_out" 'bob joined'
start_client -n alice --connect chat "$chat_address"
state_is page=chat members=2 announced=2
spawn carol "$BAREWIRE" chat -n carol "$chat_address"
expect_line "$server_out" 'carol joined'
expect_line "$server_out" 'carol left'
state_is members=2 announced=2

test_case "chat: what one says comes back to all, once"
before=$(state_of said)
say 'good morning'
expect_line "$work/bob.out" '^alice: good morning$'
state_is said=$((before + 1))
echo 'hello alice' >&8
state_is said=$((before + 2))

test_case "chat: a member is chosen, and gets a private message"
click members 20 34
state_is focus=-
type_text 'hush'
keys Return
expect_line "$work/bob.out" '^alice \(private\): hush$'

test_case "chat: what is half typed when a member is chosen goes to him"
click input
type_text '/msg carol half typed'
click members 20 34
type_text ' and more'
keys Return
expect_line "$work/bob.out" '^alice \(private\): half typed and more$'

test_case "chat: lines that are pasted become one"
printf 'one\r\ntw\303\266\nthree\n' >"$work/offer"
clipboard_take "$work/offer"
click input
keys ctrl+v
sleep "$TEST_SLOWNESS"		# it comes by way of the X server
state_is problem=-
keys Return
expect_line "$work/bob.out" '^alice: one twö three$'
type_text x			# xclip ends when the clipboard is another's
keys ctrl+a ctrl+c BackSpace

test_case "other labs go on while another page is shown"
keys ctrl+4
state_is page=calc
echo 'are you there?' >&8
keys ctrl+3
state_is page=chat said=$((before + 6)) live=1

test_case "chat: a member who vanishes is missed"
kill -KILL "$nc_pid"
exec 8>&-
state_is members=1 announced=1

test_case "chat: a name that is taken"
spawn dora "$BAREWIRE" chat -n alice "$chat_address"
wait_exit "$dora_pid"

test_case "chat: without a connection it says how members get there"
widget_hidden nobody
keys ctrl+k
state_is live=0 members=0
widget_shown nobody
widget_hidden members
picture members_none
end_client
start_client -n 'no good!' --connect chat "$chat_address"
state_is state=FAILED 'problem=the_server_refused:.*'
end_client

test_case "calc: a line that is too long is said to be cut, also when copied"
spawn endless python3 -u -c '
import socket, time
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
c = s.accept()[0]
c.recv(999)
time.sleep(0.5)
c.sendall(b"L" * 200000 + b"\n")
while c.recv(999): pass'
expect_line "$endless_out" '^[0-9]+$'
start_client -n alice --connect calc "127.0.0.1:$(head -n 1 "$endless_out")"
state_is received=1 \
    'problem=the_next_message_had_200001_bytes_and_was_cut'
click messages 60 8		# the heading, which stays in view
keys ctrl+c
state_is 'problem=copied_without_19[0-9]*_bytes_that_were_not_kept'
end_client
