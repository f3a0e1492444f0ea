# View > List: rows, what answers what, bytes below, folding, faults, filter and
# find, follow and pause, what passes unseen; remembered, and on a capture.
# timeout: 240
# takes: 30
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# say TEXT: over the connection to calc
say()
{
	printf %b "$1" >&"$calc"
}

filter()
{
	click messageFilter
	keys ctrl+a BackSpace
	type_text "$1"
}

# post PATH BODY: over the connection to wait
post()
{
	printf 'POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s' \
	    "$1" "${#2}" "$2" >&"$wait"
}

to_list()
{
	click list 300 8
	state_is focus=list
}

test_case "the menu's entry and its key show the list, and the messages again"
start_server --capture "$work/lab.pcapng"
start_monitor
state_is attach=running feed=1 judge=1 list=0
widget_shown stream
keys alt+v i
state_is list=1
widget_shown list
widget_hidden stream
picture list_empty
keys ctrl+t
state_is list=0
widget_shown stream
widget_hidden list
keys ctrl+t
state_is list=1

test_case "a line, a name, and what the line is answered"
exec {calc}<>"/dev/tcp/${calc_address%:*}/${calc_address##*:}"
say 'alice\n'
state_is rows=1
say '12 + 42\n'
state_is rows=3
say 'hello there\n'
state_is rows=5 'notok=[1-9]'

test_case "keys go from row to row, and say what a row is"
to_list
keys Home
state_is row=0 summary=alice asked=- under=0
keys Down
state_is row=1 'summary=12_\+_42' asked=answered under=0
keys Down
state_is row=2 summary=54 asked=- under=1
keys Left
state_is row=1 under=0
keys End
state_is row=4

test_case "Return shows the bytes below, Escape closes them"
keys Up
state_is row=3 summary=hello_there
keys Return
state_is bytes=1
widget_shown stream
state_is mark=must
picture list_bytes
keys Escape
state_is bytes=0 focus=list follow=1
widget_hidden stream

test_case "so does a click"
click list 300 50
state_is bytes=1 'row=[0-4]'
widget_shown stream
keys Escape
state_is bytes=0

test_case "Left folds a request, Right unfolds it"
keys Home Down
state_is row=1 folded=0
keys Left
state_is rows=4 row=1 folded=1
picture list_folded
keys Right
state_is rows=5 folded=0

test_case "keys for the next and the previous fault"
keys Home
keys ctrl+period
state_is row=3 summary=hello_there bytes=1
keys ctrl+period
state_is row=3
say 'nonsense\n'
state_is rows=7
wait_until 20 eval '[ "$(state_of notok)" -ge 2 ]' || fail "$(state)"
keys ctrl+period
state_is row=5 summary=nonsense
keys ctrl+comma
state_is row=3
keys Escape
state_is bytes=0

test_case "a request waits, then its answer is below it"
exec {wait}<>"/dev/tcp/${wait_address%:*}/${wait_address##*:}"
post /wait 3
post /wait 1
state_is rows=8
keys End
state_is 'summary=POST_/wait:_3_s' asked=open
picture list_waits
state_is rows=11
state_is asked=answered row=7
keys Down
state_is under=1 'summary=200_Server_waited_3_seconds.*'
keys Down
state_is under=0 'summary=POST_/wait:_1_s' asked=answered
keys Down
state_is under=1 'summary=200_Server_waited_1_seconds.*'

test_case "who goes leaves a request unanswered"
post /wait 30
state_is rows=12
keys End
state_is asked=open
exec {wait}>&-
state_is asked=gone

test_case "filter and find are the messages'"
filter 'dir:received'
state_is rows=7
filter fault
state_is 'rows=[1-9]'
filter nothing-like-this
state_is rows=0
picture list_filtered
keys Escape
state_is rows=12
click find
type_text nonsense
keys Return
state_is row=5 bytes=1 match=1/2
picture list_found
keys Escape

test_case "pause and follow"
to_list
keys Escape ctrl+p
state_is paused=1
say '1 + 1\n'
state_is seen=14
state_is rows=12
keys ctrl+p
state_is paused=0 rows=14

test_case "a double click is for details, button 3 for the menu"
pointer_to list 300 50
xdotool click --repeat 2 --delay 20 1
dialog_shown detailsDialog
click close
dialog_hidden detailsDialog
click list 300 50 3
wait_until 10 widget_is_shown messagesDetails || fail "no menu"
keys Escape

flood()
{
	python3 - "$calc_address" <<'PY'
import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
with socket.create_connection((host, int(port)), 10) as line:
    line.settimeout(20)
    line.sendall(b"flooder\n")
    for i in range(1500):
        line.sendall(b"1 + %d\n" % i)
        line.recv(100)
PY
}

test_case "what passes unseen is counted while the list follows"
to_list
keys Escape End
state_is follow=1
flood
state_is 'seen=3[0-9]{3}' 'unseen=[1-9][0-9]*'
picture list_unseen
to_list
keys Home
state_is row=0 listtop=0 follow=0 unseen=0

test_case "in the dark, and in a small window"
keys F9
state_is dark=1
keys End
picture list_dark
xdotool windowsize --sync "$window" 700 500
state_is follow=1
picture list_small

test_case "the next window has it, too"
exec {calc}>&-
keys ctrl+q
wait_exit "$monitor_pid" 10
remember=yes
start_monitor
state_is attach=running list=1
widget_shown list
keys ctrl+shift+r
state_is list=0
keys ctrl+q
wait_exit "$monitor_pid" 10

test_case "a capture is listed like a server"
start_monitor --open "$work/lab.pcapng"
state_is attach=recorded 'seen=3[0-9]{3}'
keys ctrl+t
state_is list=1 'rows=3[0-9]{3}'
to_list
keys Home Down
state_is row=1 'summary=12_\+_42' asked=answered
keys ctrl+period
state_is row=3 summary=hello_there mark=must bytes=1
picture list_capture
