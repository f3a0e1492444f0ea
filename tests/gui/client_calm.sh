# The client window and servers that do not behave: it never hangs, and says
# what is the matter.
# timeout: 300
# takes: 18
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

LOOP_LATENCY_OF=xbarewire
. tests/gui/latency.bash

# start_measured [OPTION]...: as start_client
start_measured()
{
	local preload=$latency_preload

	rm -f "$LOOP_LATENCY"
	[ -z "$preload" ] || preload+=${LD_PRELOAD:+:$LD_PRELOAD}
	LD_PRELOAD=$preload start_client "$@"
}

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
	expect_line "${!out}" '^[0-9]+$' 60
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

# It answers, and no turn of its loop has been long so far.
is_quick()
{
	is_calm
	turns_are_short
}

resize()
{
	xdotool windowsize --sync "$window" "$1" "$2"
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
start_measured -n alice "$mute_address"
click connect
state_is state=CONNECTED sent=1 received=0
is_calm
state_is state=CONNECTED
keys ctrl+k
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
keys ctrl+k
state_is live=0

test_case "a server that floods the window"
serve flood 'r(c)
c.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
while True: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi" * 50)'
use "$flood_address"
wait_until 10 eval '[ "$(state_of received)" -gt 100 ]' ||
    fail "no flood: $(state)"
is_quick
keys ctrl+k
state_is live=0

test_case "an address that swallows packets"
spawn full python3 -u -c '
import socket, time
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen(0)
c = [socket.socket() for i in range(4)]
for i in c:
    i.setblocking(False)
    i.connect_ex(s.getsockname())
time.sleep(0.2)
print(s.getsockname()[1])
time.sleep(600)'
expect_line "$full_out" '^[0-9]+$'
use "127.0.0.1:$(head -n 1 "$full_out")"
state_is state=CONNECTING live=1 stands=0 panel=connecting
is_quick
state_is state=CONNECTING
keys ctrl+k
state_is live=0 state=NEW stands=0 panel=idle
end_client

test_case "a name service that does not answer"
if [ "$TEST_VARIANT" = release ]; then
	${CC:-cc} -shared -fPIC -o "$work/mute.so" -x c - -ldl <<-'END'
	#define _GNU_SOURCE
	#include <dlfcn.h>
	#include <netdb.h>
	#include <unistd.h>
	int
	getaddrinfo(const char *host, const char *service,
	    const struct addrinfo *hints, struct addrinfo **found)
	{
		int (*real)(const char *, const char *,
		    const struct addrinfo *, struct addrinfo **) =
		    dlsym(RTLD_NEXT, "getaddrinfo");

		while ((hints->ai_flags & AI_NUMERICHOST) == 0)
			sleep(1);
		return real(host, service, hints, found);
	}
	END
	LD_PRELOAD=$work/mute.so start_measured --connect lab.example:12080
	state_is state=LOOKING_UP
	is_quick
	state_is state=LOOKING_UP
	keys ctrl+k
	state_is live=0
	keys ctrl+o
	state_is state=LOOKING_UP
	# Leaving waits for no name service, either.
	end_client
fi

# The rest is about speed, which sanitized windows do not have: they read so
# slowly that servers pause in the middle of lines, and a pause ends a message.
[ "$TEST_VARIANT" = release ] || exit 0

test_case "a flood of 100 MB, and every view of it"
serve sea 'r(c); t = 0
while t < 100 << 20: t += c.send(b"x" * 65536)
c.close()'
start_measured raw "$sea_address"
keys ctrl+0 ctrl+Return
wait_until 60 state_has state=FINISHED || fail "no end: $(state)"
state_is answer=wrong
is_quick
keys ctrl+h
state_is hex=1
resize 800 600
click messages
keys Home Next End ctrl+h
state_is hex=0
is_quick

test_case "one line of 10 MB, and of bytes that are no text"
for byte in x '\0' '\1xxxxxxxx' '\344\275\240'; do
	serve line 'r(c); c.sendall((b"'"$byte"'" * (10 << 20))[:10 << 20])
c.close()'
	fill port "${line_address##*:}"
	keys ctrl+0 ctrl+Return
	wait_until 60 state_has state=FINISHED 'sent=1' 'received=[1-9].*' ||
	    fail "no end: $(state)"
	resize 1000 700
	resize 900 650
	is_quick
done

test_case "as much text as the editor takes, and more"
head -c 60000 /dev/zero | tr '\0' x | fold -w 70 >"$work/paste"
spawn clip xclip -quiet -i -selection clipboard "$work/paste"
wait_until 10 eval '[ "$(timeout 3 xclip -o -selection clipboard |
    wc -c)" -gt 50000 ]' || fail "no clipboard"
click request
keys ctrl+slash ctrl+v
state_is bytes=60000
keys ctrl+Home x
state_is bytes=60001
is_quick
keys ctrl+End ctrl+v
state_is bytes=60001 'problem=That_is_too_long.*'
is_quick
end_client

# paste_line PYTHON FIELD: what that says, into the field or the editor
paste_line()
{
	python3 -c "import sys; sys.stdout.write($1)" >"$work/paste"
	spawn clip xclip -quiet -i -selection clipboard "$work/paste"
	wait_until 10 eval 'timeout 3 xclip -o -selection clipboard |
	    cmp -s - "$work/paste"' || fail "no clipboard"
	click "$2"
	keys ctrl+slash BackSpace ctrl+v
}

test_case "one line of 40,000 characters and more, typed into and undone"
start_measured raw 127.0.0.1:1
for line in '"x" * 60000' '"word " * 10000' '"\u4f60" * 40000' \
    '"\u0645\u0631 " * 10000'; do
	paste_line "$line" request
	state_is "bytes=$(wc -c <"$work/paste")"
	keys ctrl+Home x Down Down End x Next x ctrl+End x
	state_is "bytes=$(($(wc -c <"$work/paste") + 4))"
	keys ctrl+z ctrl+z ctrl+z ctrl+z
	state_is "bytes=$(wc -c <"$work/paste")"
done
paste_line '"x" * 200000' request
state_is bytes=0 'problem=That_is_too_long.*'
is_quick
keys ctrl+3
for line in '"x" * 8000' '"\u4f60" * 8000' '"\u0645\u0631 " * 2000'; do
	paste_line "$line" input
	keys Home x y End x y Left x ctrl+z ctrl+z ctrl+z
	state_is undo=1 problem=-
done
paste_line '"x" * 200000' input
state_is 'problem=That_is_too_long.*'
is_quick
end_client

test_case "a message of one such line goes into the editor"
serve long 'c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n" +
    b"x" * 40000)
time.sleep(600)'
start_measured raw "$long_address"
keys ctrl+Return
state_is received=1
click messages
keys End
click messages 60 100
keys ctrl+shift+b
state_is bytes=40042
is_quick
end_client

test_case "10,000 lines of a chat, long ones, 1,000 members"
serve room 'c.recv(999)
for i in range(10000):
    c.sendall(b"bob: line %d, as long as people write them\n" % i)
for i in range(1000):
    c.sendall(b"bob: " + b"word " * 700 + b"\n")
for i in range(1000):
    c.sendall(b"member%d joined (%d members)\n" % (i * 7919 % 1000, i + 2))
time.sleep(600)'
start_measured -n alice --connect chat "$room_address"
wait_until 60 state_has members=1000 announced=1001 || fail "not all: $(state)"
resize 800 600
resize 1000 700
keys ctrl+equal
state_is size=11
is_quick
end_client
