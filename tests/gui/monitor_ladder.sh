# Client > Ladder...: life lines, arrows, faults, pauses, marks; what is picked,
# true time, filter, who is selected; more life lines than there is room for;
# in the dark, small, and on a capture.
# timeout: 240
# takes: 30
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# talk NAME LAB: opens a connection, its descriptor in $NAME
talk()
{
	local address=$2_address

	exec {talk_fd}<>"/dev/tcp/${!address%:*}/${!address##*:}"
	printf -v "$1" %s "$talk_fd"
	printf '%s\n' "$1" >&"$talk_fd"
}

# say NAME TEXT
say()
{
	printf '%s\n' "$2" >&"${!1}"
}

joined()
{
	grep -q "$1 joined the chat" "$server_out"
}

filter()
{
	click messageFilter
	keys ctrl+a BackSpace
	[ -z "$1" ] || type_text "$1"
}

# select_client FILTER NAME
select_client()
{
	click clientFilter 150 10
	keys ctrl+a BackSpace
	type_text "$1"
	state_is shown=1
	click table 80 45
	state_is "selected=$2"
}

test_case "the menu's entry and its key open it; empty, it says what fills it"
start_server --capture "$work/lab.pcapng"
start_monitor
state_is attach=running feed=1 judge=1 ladder=0
keys alt+c e
dialog_shown ladderDialog
state_is ladder=1 ladderlines=0
picture ladder_empty
keys Escape
dialog_hidden ladderDialog
state_is ladder=0
keys F12
dialog_shown ladderDialog
state_is ladder=1

test_case "a client and the server: arrows, a fault, a pause, a mark"
talk alice calc
# At once: half a second would be a pause, and a row.
say alice '1 + 1'
state_is said=3 'lives=2/0'
sleep 0.7
say alice hello
state_is said=5 'notok=[1-9]' drawn=3/2 'drawnfaults=[1-9]' 'pauses=[1-9]' \
    'marks=[1-9]'
picture ladder_calc

test_case "keys and a click pick a message, which is picked everywhere"
click ladder 300 125
state_is picked=4 ladderline=3 summary=1_._1
keys Up
state_is picked=3 ladderline=2
keys Down Down
state_is picked=5 ladderline=4 summary=2
keys Down
state_is picked=6 ladderline=6 summary=hello
keys Return
dialog_shown detailsDialog
keys Escape
widget_hidden detailsDialog

test_case "what is picked in the stream is picked here"
click stream 100 30
state_is picked=2 ladderline=1

test_case "true time makes a pause as long as it was"
lines=$(state_of ladderlines)
click trueTime
state_is truetime=1
longer()
{
	[ "$(state_of ladderlines)" -gt "$lines" ]
}
wait_until 10 longer || fail "no longer: $(state)"
picture ladder_true
click trueTime
state_is truetime=0 "ladderlines=$lines"

test_case "the filter of the messages is the ladder's"
keys Escape
dialog_hidden ladderDialog
filter 'dir:received'
state_is entries=3
keys F12
dialog_shown ladderDialog
state_is said=3 drawn=3/0
keys Escape
dialog_hidden ladderDialog
filter nothing-like-this
state_is entries=0
keys F12
dialog_shown ladderDialog
state_is said=0 ladderlines=0
picture ladder_filtered
keys Escape
dialog_hidden ladderDialog
filter ''
keys F12
dialog_shown ladderDialog
state_is said=5

test_case "mischief is a diamond, a child that is killed a cross"
"$BAREWIRECTL" -i "$instance" mischief alice delay=1 >"$work/set" ||
    fail "no mischief: $(<"$work/set")"
say alice '2 + 2'
state_is said=7 'diamonds=[1-9]'
kill -KILL "$(pid_of alice)"
state_is crosses=1
picture ladder_crash

test_case "an order pair, with the server between"
eval "exec $alice>&-"
talk X order
talk Y order
say X 'Client X: from X'
say Y 'Client Y: from Y'
state_is 'seen=1[0-9]'
select_client X X
state_is lives=3/0 'said=[4-9]'
picture ladder_order

test_case "a chat of five, and of more than eight"
for name in ann ben cat dan eve; do
	talk "$name" chat
	wait_until 10 joined "$name" || fail "$name does not join"
done
say ann 'hi all'
say ben '/msg cat a secret'
say cat '@ben another'
picture ladder_save
select_client ann ann
state_is lives=6/0
picture ladder_chat

test_case "it is saved of the client alone, or of all without what is private"
# keep_picture FILE NAME: for people
keep_picture()
{
	[ ! -d obj/pictures ] || cp "$work/$1" "obj/pictures/$2.png"
}

# save_as BUTTON FILE
save_as()
{
	click "$1"
	dialog_shown saveDialog
	keys ctrl+a
	type_text "$work/$2"
	keys Return
	widget_hidden saveDialog
	wait_until 5 test -s "$work/$2" || fail "$2 is not written"
}
state_is 'said=[1-9][0-9]'
save_as saveText own.txt
grep -q 'ann@chat' "$work/own.txt" || fail "not of ann: $(<"$work/own.txt")"
grep -q 'hi all' "$work/own.txt" || fail "ann says nothing"
! grep -q 'ben@chat' "$work/own.txt" || fail "of ben: $(<"$work/own.txt")"
save_as saveSvg own.svg
python3 -c 'import sys, xml.dom.minidom
xml.dom.minidom.parse(sys.argv[1])' "$work/own.svg" || fail "no XML"
save_as savePng own.png
# Two life lines, and as many rows as the text has, in a light picture.
read -r width height <<<"$(identify -format '%w %h' "$work/own.png")"
[ "$height" -ge $(($(wc -l <"$work/own.txt") * 20)) ] &&
    [ "$width" -lt 1300 ] || fail "own.png is $width x $height"
[ "$(convert "$work/own.png" -format '%[fx:mean>0.8]' info:)" = 1 ] ||
    fail "own.png is dark"
click ownOnly
save_as savePng all.png
[ "$(identify -format %w "$work/all.png")" -gt "$width" ] ||
    fail "all.png is as wide as own.png"
keep_picture all.png ladder_png
save_as saveText all.txt
grep -q 'ben@chat' "$work/all.txt" || fail "not of ben"
grep -q 'private\]' "$work/all.txt" || fail "nothing private is left out"
! grep -q 'a secret' "$work/all.txt" || fail "a secret is told"

test_case "of everybody nothing is only one client's own"
state_is ladderown=0
click ownOnly
state_is ladderown=1
click table 80 $(($(side table height) - 4))
state_is selected=- ladderown=0
click ownOnly
state_is ladderown=0
click table 80 45
state_is 'selected=[a-z].*' ladderown=1

test_case "why a message is not ok stands in what is saved"
# Where the keyboard goes after a dialog is mwm's.
click close
dialog_hidden ladderDialog
select_client alice alice
keys F12
dialog_shown ladderDialog
state_is lives=2/0
save_as saveText why.txt
grep -q 'not ok: calc' "$work/why.txt" ||
    fail "no reason: $(<"$work/why.txt")"
save_as saveSvg why.svg
grep -q 'not ok: calc' "$work/why.svg" || fail "no reason in the SVG"
save_as savePng why.png
keep_picture why.png ladder_why

test_case "it stays that of a client whose row goes behind a filter"
title=$(xdotool search --name '^Ladder of alice' | wc -l)
[ "$title" -gt 0 ] || fail "the ladder is not of alice"
click clientFilter 150 10
keys ctrl+a BackSpace
type_text nobody-of-them
state_is shown=0 selected=-
sleep 0.5	# it looks again four times a second
state_is lives=2/0 ladderown=1
click clientFilter 150 10
keys ctrl+a BackSpace
state_is 'shown=[1-9]' lives=2/0
click close
dialog_hidden ladderDialog
select_client ann ann
keys F12
dialog_shown ladderDialog

test_case "more life lines than there is room for"
for name in fay gus hal ida; do
	talk "$name" chat
done
state_is lives=9/1
picture ladder_many

test_case "View > Ladder: in the messages' place, with the bytes below"
keys Escape
dialog_hidden ladderDialog
keys alt+v
widget_shown viewLadder
keys e
state_is docked=1 list=0 ladder=0 bytes=0 lives=9/1 follow=1
widget_shown ladderPane
widget_hidden stream
pointer_to ladderPane 300 60
button_down 4
button_up 4
state_is follow=0
click ladderPane 300 125
state_is bytes=1 'ladderline=[0-9]+' 'picked=[1-9].*'
widget_shown stream
picture ladder_pane
before=$(state_of picked)
click ladderPane 10 60
keys Home
keys Down Down
state_is 'ladderline=[1-9].*' focus=ladderPane
keys t
state_is truetime=1
keys t
state_is truetime=0
keys Escape
state_is bytes=0 focus=ladderPane
widget_hidden stream
keys Return
state_is bytes=1
keys ctrl+e
state_is follow=1
keys ctrl+t
state_is docked=0 list=1 bytes=0 focus=list
keys shift+F12
state_is docked=1 list=0 focus=ladderPane
keys shift+F12
state_is docked=0 focus=stream
widget_shown stream
widget_hidden ladderPane

test_case "in the dark, and with larger letters"
keys F12
dialog_shown ladderDialog
focus_window
keys F9
state_is dark=1
picture ladder_dark
keys ctrl+equal ctrl+equal
state_is lives=9/1
picture ladder_large

test_case "a capture has its ladder, too"
keys ctrl+q
wait_exit "$monitor_pid" 10
start_monitor --open "$work/lab.pcapng"
state_is attach=recorded
keys F12
dialog_shown ladderDialog
state_is ladder=1 'lives=9/[0-9]+' 'said=[1-9][0-9]+'
picture ladder_capture
