# Requests by hand: presets, the verdict, the bytes that are really sent,
# the answer, and messages that are taken into the editor.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# take PRESET: of the menu
take()
{
	click presets
	widget_shown "$1"
	click "$1"
}

test_case "a preset with a mistake is called wrong, and the server agrees"
start_server
start_client -n alice raw "$wait_address"
state_is page=raw preset=register right=1
take bareLf
state_is preset=bareLf right=0 'verdict=line_1.*bare_LF.*'
click rawSend
state_is sent=1 received=1 state=FINISHED \
    problem=the_server_closed_the_connection

test_case "presets by the keyboard, Send by its accelerator"
keys alt+t
widget_shown noHost
keys Down Return
state_is preset=pause right=1
keys ctrl+0
keys ctrl+Return
state_is state=CONNECTED sent=1 received=0
state_is received=1		# after the 3 seconds that were asked for

test_case "a second request on the same connection"
keys alt+t Return
state_is preset=register
keys ctrl+Return
state_is state=CONNECTED answers=2 sent=2 received=2
expect_line "$server_out" 'alice registered'

test_case "a sent message is taken into the editor"
click messages 60 8
state_is focus=messages
keys Home
state_is at=0 follow=0
click messages 60 8		# the first request, with bare line feeds
keys ctrl+shift+b
state_is page=raw right=0 bytes=38
keys End
keys ctrl+k
state_is live=0
end_client

test_case "what is sent is what is written, byte for byte"
spawn sink nc -n -v -l 127.0.0.1 0
expect_line "$sink_err" '^Listening on 127.0.0.1 [0-9]+'
start_client raw "127.0.0.1:$(sed -n 's/^Listening on [^ ]* //p' "$sink_err")"
click request
keys ctrl+slash
type_text 'A\n\x00\xFF\\'
keys Return
type_text 'B: é'
keys shift+Return
type_text 'C'
state_is right=0
keys ctrl+Return
state_is sent=1 bytes=13
printf 'A\n\0\377\\\r\nB: \303\251C' >"$work/expected"
wait_until 5 cmp -s "$work/expected" "$sink_out" ||
    fail "sent: $(od -c "$sink_out")"

test_case "an escape that is none is refused, not sent"
click request
keys ctrl+End
type_text '\q'
state_is 'verdict=a_backslash.*'
keys ctrl+Return
state_is 'problem=a_backslash_is_followed.*' sent=1
end_client

test_case "Fix Content-Length counts the body"
start_client raw "$wait_address"
take long
state_is preset=long right=0 'verdict=a_server_waits_for_more.*'
click fixLength
state_is right=1

# fix PRESET PROBLEM: what is said when nothing can be fixed
fix()
{
	take "$1"
	state_is "preset=$1" problem=-
	click fixLength
	state_is "problem=$2"
}

test_case "a second length goes; when nothing is done, it is said why"
fix twice -
state_is right=1
fix register 'The_Content-Length_is_right.*'
fix noBlank 'The_blank_line_.*_is_missing.*'
fix noHttp 'This_is_no_HTTP_request.*'
fix clients 'There_is_no_body.*'

test_case "what was written by hand is kept when something else comes"
click request
keys ctrl+slash
type_text 'by hand'
state_is bytes=7
take bareLf
state_is preset=bareLf 'bytes=[1-9][0-9]'
take presetWritten
state_is preset=written bytes=7
keys ctrl+End
type_text ', again'
take noHost
state_is preset=noHost 'bytes=[1-9][0-9]'
take presetWritten
state_is preset=written bytes=14
take clients
state_is preset=clients right=1
take presetWritten
state_is preset=written bytes=14
take clients
state_is preset=clients right=1

test_case "that goes with what is done next"
click request
type_text x
state_is problem=-
click fixLength
click fixLength
state_is 'problem=The_Content-Length_is_right.*'
keys ctrl+j ctrl+j
state_is problem=-

test_case "so does that a text is too long"
head -c 70000 /dev/zero | tr '\0' x >"$work/offer"
clipboard_take "$work/offer"
click request
keys ctrl+v
state_is 'problem=That_is_too_long:_65536.*'
type_text y
state_is problem=-
end_client

test_case "what is said of messages is a resource, too"
start_client -xrm 'XBarewire.text.verdict.more: il manque: %1' raw "$wait_address"
take long
state_is preset=long 'verdict=il_manque:_byte_.*'
end_client

# serve ANSWER: a server that sends it, as printf has it, to one request
serve()
{
	spawn server python3 -u -c '
import socket, sys
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
c = s.accept()[0]
c.recv(65536)
c.sendall(sys.argv[1].encode().decode("unicode_escape").encode("latin1"))
c.recv(65536)' "$1"
	expect_line "$server_out" '^[0-9]+$'
	keys ctrl+k
	state_is live=0
	fill port "$(head -n 1 "$server_out")"
	keys ctrl+0 ctrl+Return
	state_is received=1
}

test_case "the answer is judged: where it is wrong, and why"
start_client raw "$wait_address"
serve 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
state_is answer=right 'heard=a_complete_answer_of_40_bytes:_200_OK'
serve 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok'
state_is answer=wrong 'heard=line_1,_column_16,_byte_16_of_the_message:_a_line_ends_in_a_bare_LF.*'
serve 'HTTP/1.1 200 OK\r\nHTTP/1.1 200 OK\r\n\r\n'
state_is answer=wrong 'heard=line_2,_column_[0-9]*,_byte_22_of_the_message:.*'
serve 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nok'
state_is answer=wrong 'heard=behind_the_answer_.*'
serve '\x00\x0fHTTP/1.1 200 OK\r\n\r\n'
state_is answer=wrong 'heard=line_1,_column_1,_byte_1_of_the_message:.*'
serve 'POST /test HTTP/1.1\r\n\r\n'
state_is answer=wrong 'heard=.*this_is_a_request,_and_an_answer_belongs_here.*'

test_case "one that is too short is not complete, until the server has closed"
serve 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok'
state_is answer=open 'heard=not_complete:_byte_41_of_the_message:_the_body_ends_before.*'
kill "$server_pid"
state_is live=0 answer=wrong 'heard=byte_41_of_the_message:_the_body_ends_before.*'

test_case "a sent request as a command of nc sends the same bytes"
spawn sink nc -n -v -l 127.0.0.1 0
expect_line "$sink_err" '^Listening on 127.0.0.1 [0-9]+'
fill port "$(sed -n 's/^Listening on [^ ]* //p' "$sink_err")"
click request
keys ctrl+slash
type_text 'A\n\x00\xFF%d\\'
keys ctrl+l ctrl+Return
state_is sent=1
printf 'A\n\0\377%%d\\' >"$work/expected"
wait_until 5 cmp -s "$work/expected" "$sink_out" ||
    fail "sent: $(od -c "$sink_out")"
state_is 'lines=[1-9]'
click messages 60 8
state_is focus=messages
keys ctrl+shift+n
is_command()
{
	timeout 3 xclip -o -selection clipboard >"$work/command" 2>/dev/null
	grep -q '| nc 127.0.0.1 ' "$work/command"
}
wait_until 10 is_command ||
    fail "copied: $(<"$work/command"), $(state)"
sed 's/ | nc .*//' "$work/command" | sh >"$work/again"
cmp "$work/expected" "$work/again" || fail "$(<"$work/command")"

test_case "messages are saved as they were"
keys ctrl+s
dialog_shown saveDialog
keys ctrl+slash BackSpace Return	# without a name it only asks again
keys ctrl+slash
type_text "$work/saved"
keys Return
dialog_hidden saveDialog
state_is 'problem=Saved:_7_bytes.'
cmp "$work/expected" "$work/saved" || fail "saved: $(od -c "$work/saved")"
click request
type_text z
state_is problem=-
end_client

test_case "Clear Page takes what was said of the answer, and the counts"
start_client raw "$wait_address"
keys ctrl+Return
state_is answer=right sent=1 received=1 answers=1
keys ctrl+l
state_is answer=- heard=- sent=0 received=0 answers=0 lines=0
end_client
