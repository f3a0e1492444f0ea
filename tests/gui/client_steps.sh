# The client window's guidance: a lab's steps, ticked as they happen, the rule
# when one goes wrong, and what listens where when nothing listens there.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

done_all=connect:done,register:done,ask:done,read:done,part:done

test_case "wait: each step is ticked when it has happened"
start_server
start_client -n alice --min 30 --max 30 "$wait_address"
state_is page=wait \
    steps=connect:todo,register:todo,ask:todo,read:todo,part:todo why=-
widget_shown steps
click connect
state_is state=WAITING \
    steps=connect:done,register:done,ask:done,read:next,part:todo
picture steps_waiting
fill min 0
fill max 0
keys ctrl+k
state_is live=0 \
    steps=connect:done,register:done,ask:done,read:todo,part:done
fill count 1
keys Return
state_is answers=1 live=0 steps=$done_all why=-
end_client

test_case "calc: a name, then a question, its answer, and goodbye"
start_client -n alice --connect calc "$calc_address"
state_is steps=connect:done,register:done,ask:next,read:todo,part:todo
click input
type_text '1 + 2'
# A server may be about to greet: what is sent at once is refused.
answered()
{
	keys Return
	state_has answers=1
}
wait_until 10 answered || fail "no answer: $(state)"
state_is steps=connect:done,register:done,ask:done,read:done,part:next
keys ctrl+k
state_is steps=$done_all
end_client

test_case "a server that breaks a rule: the step, and the rule's sentence"
spawn wrong python3 -u -c '
import socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
c = s.accept()[0]
c.recv(999)
c.sendall(b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok")
c.recv(999)'
expect_line "$wrong_out" '^[0-9]+$'
start_client -n alice --connect "127.0.0.1:$(head -n 1 "$wrong_out")"
state_is 'steps=connect:done,register:wrong,.*' \
    'why=.*rule_http\.[a-z_.]*_\((must|should)\).*'
picture steps_wrong
keys F9
picture steps_wrong_dark
end_client

# A port that was free just now.
free_port=$(python3 -c '
import socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])')

test_case "nothing listens there: which server has the lab, and where"
start_client -n alice --connect "127.0.0.1:$free_port"
state_is state=FAILED 'steps=connect:wrong,.*' \
    "problem=nothing_listens_at_127\.0\.0\.1:$free_port;_the_server_.*_has_wait_at_127\.0\.0\.1:[0-9]*"
picture steps_refused
end_client

test_case "the servers of this machine, to pick one from"
start_client wait "127.0.0.1:$free_port"
state_is page=wait live=0
by_keys()
{
	keys ctrl+shift+s
	dialog_shown serversDialog
}
by_keys
widget_shown servers
picture servers
keys Escape
dialog_hidden serversDialog
# Ours is not the only one when other tests run, and theirs may end meanwhile.
connects_to_one()
{
	by_keys
	click ok
	dialog_hidden serversDialog
	click connect
	ask wait "$(patience 3)" page=wait stands=1 'steps=connect:done,.*'
}
wait_until 30 connects_to_one || fail "none was there: $(state)"
end_client
