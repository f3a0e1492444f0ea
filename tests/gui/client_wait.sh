# The client window's wait page: from Connect to the answers, what is said
# when something goes wrong, and the ways to end it.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

test_case "Connect registers, asks, counts down and shows the answers"
start_server
start_client -n alice --min 1 --max 1 -c 2 "$wait_address"
state_is page=wait live=0 state=NEW
places="$(widget min) $(widget max) $(widget count)"
click connect
state_is state=WAITING registered=1 live=1 stands=1 "address=$wait_address" pause=1 \
    left=1
expect_line "$server_out" 'alice registered'
expect_line "$server_out" 'alice sent 1: waiting 1 s'
state_is answers=1
assert_eq "$(widget min) $(widget max) $(widget count)" "$places" \
    "the fields beside Connect, which is Disconnect"
state_is answers=2 state=FINISHED live=0 pause=-1
expect_line "$server_out" 'alice disconnected: closed by client'

test_case "it can be connected again, by Return in a field"
fill count 1
keys Return
state_is answers=1 state=FINISHED
end_client

test_case "a field that is wrong is named, and gets the focus"
start_client -n alice "$wait_address"
fill port 70000
click connect
state_is fault=port live=0 'problem=a_port_is_a_whole_number.*'
type_text "${wait_port}"	# replaces what was wrong
state_is fault=- problem=-
fill min 9
fill max 3
keys Return
state_is fault=min 'problem=the_shortest_pause_is_longer_than_the_longest'
fill name ''
keys BackSpace
click connect
state_is fault=name problem=the_name_is_empty
end_client

test_case "a name that is taken is said in the window"
connect bob
expect_line "$server_out" 'bob registered'
start_client -n bob "$wait_address"
click connect
state_is state=FAILED live=0 'problem=the_name_bob_is_taken.*'
kill "$client_bob_pid"
expect_line "$server_out" 'bob disconnected'
click connect
state_is state=WAITING registered=1 problem=-

test_case "Stop ends the rounds, not the connection; Start goes on"
fill min 1
fill max 1
keys ctrl+k
state_is live=0
click run
state_is state=WAITING pause=1 held=0
click run
state_is held=1 state=CONNECTED live=1 pause=-1
answers=$(state_of answers)
fill min 2
fill max 2
keys ctrl+r
state_is held=0 state=WAITING pause=2 answers="$answers"

test_case "while it asks, Return takes a range for the next round"
fill min -1
keys Return
state_is fault=min live=1 'problem=seconds_are_a_whole_number.*'
fill min 1
fill max 1
keys Return
state_is fault=- 'problem=Taken:.*from_the_next_round_on.' live=1
state_is pause=1 held=0
fill name robert
keys Return
state_is 'problem=Name,_host_and_port_count_from_the_next_connection_on.'
fill name bob
click run
state_is held=1 problem=-
fill max 4
keys Return
state_is 'problem=Taken:.*when_Start_is_pressed.' held=1

test_case "Disconnect in the menu says goodbye"
keys alt+c d
state_is state=FINISHED live=0
expect_line "$server_out" 'bob disconnected: closed by client'

test_case "Quit in the menu ends the conversation and the window"
keys ctrl+o
state_is state=WAITING
keys alt+c q
wait_exit "$client_pid" 5
assert_eq "$exit_status" 0 "the window's exit status"
wait_until 5 eval '[ "$(grep -c "bob disconnected: closed by client" \
    "$server_out")" = 4 ]' || fail "the server saw no goodbye"

test_case "so does closing the window"
start_client -n carol --connect "$wait_address"
state_is state=WAITING
keys alt+F4
wait_exit "$client_pid" 5
assert_eq "$exit_status" 0 "the window's exit status"
expect_line "$server_out" 'carol disconnected: closed by client'

test_case "and SIGTERM"
start_client -n dave --connect "$wait_address"
state_is state=WAITING
kill -TERM "$client_pid"
wait_exit "$client_pid" 5
assert_eq "$exit_status" 0 "the window's exit status"
expect_line "$server_out" 'dave disconnected: closed by client'

test_case "a client that is kicked says so, and stays away"
start_client -n eve --min 30 --max 30 --connect "$wait_address"
state_is state=WAITING pause=30
ctl kick eve >/dev/null || fail "no kick"
state_is state=FAILED live=0 pause=-1 problem=kicked_by_the_server
end_client

test_case "a server that is ended in the middle of a pause says so"
start_client -n erin --min 30 --max 30 --connect "$wait_address"
state_is state=WAITING pause=30
kill -TERM "$server_pid"
wait_exit "$server_pid"
server_pid=''
state_is state=FAILED live=0 pause=-1 problem=the_server_is_shutting_down

test_case "no server: refused, in one line"
click connect
state_is state=FAILED \
    'problem=(could_not_connect_to_.*connection_refused\._Does_a_server_run_there|nothing_listens_at_127).*'

test_case "a name that nobody knows, and the window goes on"
fill host no-such-host.invalid
click connect
state_is 'problem=could_not_find_the_address_of_no-such-host\.invalid.*' \
    state=FAILED

test_case "half an answer is spoken of at once, and shown"
spawn half python3 -u -c '
import socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
c = s.accept()[0]
c.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nhalf")
while c.recv(999): pass'
expect_line "$half_out" '^[0-9]+$'
fill host "127.0.0.1:$(head -n 1 "$half_out")"
click connect
state_is live=1 received=1 'problem=47_bytes_of_an_answer_came.*' \
    answer=open 'heard=not_complete:_byte_48_of_the_message:_the_body_ends_before.*' \
    panel=partly
kill "$half_pid"
state_is state=FAILED received=1 answer=wrong \
    'heard=byte_48_of_the_message:_the_body_ends_before.*'

test_case "an answer that ends by the server's close is complete"
spawn closes python3 -u -c '
import socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
for answer in b"201 Created", b"200 OK":
    c = s.accept()[0]
    c.recv(999)
    c.sendall(b"HTTP/1.0 " + answer + b"\r\n\r\nserver waited")
    c.close()'
expect_line "$closes_out" '^[0-9]+$'
fill host "127.0.0.1:$(head -n 1 "$closes_out")"
fill min 0
fill count 1
click connect
state_is state=FINISHED answers=1 answer=right \
    'heard=a_complete_answer_of_32_bytes:_200_OK'

test_case "half an answer is shown when the user does not wait for the rest"
spawn hasty python3 -u -c '
import socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
c = s.accept()[0]
c.recv(999)
c.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nhalf")
print("sent")
while c.recv(999): pass'
expect_line "$hasty_out" '^[0-9]+$'
fill host "127.0.0.1:$(head -n 1 "$hasty_out")"
click connect
expect_line "$hasty_out" '^sent$'
keys ctrl+k
state_is state=FINISHED received=1 answer=open \
    'heard=not_complete:_byte_48_of_the_message:_the_body_ends_before.*'
end_client
