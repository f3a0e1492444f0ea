# The client window and servers that do not behave: it never hangs, and says
# what is the matter.
# timeout: 180
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# serve NAME PYTHON: a server on a free port; sets NAME_address.  The code
# gets a connection c, and r, which reads until a blank line or the end.
serve()
{
	local name=$1

	shift
	spawn "$name" python3 -u -c '
import socket, sys, threading, time
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
def r(c):
    b = b""
    while b"\r\n\r\n" not in b:
        got = c.recv(4096)
        if not got: return b
        b += got
    return b
def one(c):
    exec(sys.argv[1], {"c": c, "r": r, "time": time, "socket": socket})
while True:
    threading.Thread(target=one, args=(s.accept()[0],), daemon=True).start()
' "$*"
	local out=${name}_out
	expect_line "${!out}" '^[0-9]+$'
	printf -v "${name}_address" %s "127.0.0.1:$(head -n 1 "${!out}")"
}

# The window answers while it waits: a menu opens and closes at once.
is_calm()
{
	local before

	before=$(now_ms)
	keys F9
	state_is dark=1
	keys F9
	state_is dark=0
	assert_between $(($(now_ms) - before)) 0 $((5000 * TEST_SLOWNESS)) \
	    "milliseconds for four keys"
}

use()
{
	click host
	keys ctrl+slash
	type_text "$1"
	click connect
}

test_case "a server that accepts and says nothing"
serve mute 'r(c); time.sleep(600)'
start_client -n alice "$mute_address"
click connect
state_is state=CONNECTED sent=1 received=0
is_calm
state_is state=CONNECTED
keys ctrl+d
state_is live=0 state=FINISHED

test_case "a server that does not speak HTTP"
serve odd 'r(c); c.sendall(b"hello there\n"); time.sleep(600)'
use "$odd_address"
state_is state=FAILED live=0 'problem=.+'

test_case "a server that closes without a word"
serve shut 'r(c); c.close()'
use "$shut_address"
state_is state=FAILED 'problem=the_server_is_gone.*'

test_case "a server that resets the connection"
serve reset 'r(c); c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
    b"\1\0\0\0\0\0\0\0"); c.close()'
use "$reset_address"
state_is state=FAILED 'problem=the_server_is_gone.*'

test_case "a server that answers in single bytes"
serve slow 'r(c)
for b in b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n":
    c.sendall(bytes([b])); time.sleep(0.02)
time.sleep(600)'
use "$slow_address"
state_is state=WAITING registered=1
is_calm
keys ctrl+d
state_is live=0

test_case "a server that floods the window"
serve flood 'r(c)
c.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
while True: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi" * 50)'
use "$flood_address"
wait_until 10 eval '[ "$(state_of received)" -gt 100 ]' ||
    fail "no flood: $(state)"
is_calm
keys ctrl+d
state_is live=0

test_case "an address that swallows packets"
fill host 203.0.113.1
click connect
# A network without a way there says so at once.
state_is 'state=(CONNECTING|FAILED)'
is_calm
if state_has state=CONNECTING; then
	keys ctrl+d
fi
state_is live=0
end_client
