# The panes by mouse and keys: sorting, selecting, filters, find, picking
# and copying exact bytes, saving, pause, follow, columns, size and colours.
# timeout: 180
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# A request as it is, over one connection that stays open.
hold()
{
	spawn "held_$1" bash -c "exec 3<>/dev/tcp/${wait_address/://} &&
	    printf '$2' >&3 && exec sleep 60"
}

test_case "rows sort by any column, and back"
start_server
start_monitor
connect alice --min 2 --max 3
connect bob --min 2 --max 3
connect carol --min 2 --max 3
state_is connected=3 shown=3
click table 40 10
state_is sort=name/0
click table 40 10
state_is sort=name/1
click table 210 10
state_is sort=state/0
click table 40 10
state_is sort=name/0

test_case "the arrows select, and the selection is a client"
click table 80 45
state_is selected=alice focus=table
keys Down
state_is selected=bob
keys End
state_is selected=carol
keys Home Down
state_is selected=bob
click table 40 10
state_is sort=name/1 selected=bob
keys Page_Down
state_is selected=alice
keys Page_Up
state_is selected=carol

test_case "a filter narrows the table as it is typed"
click clientFilter
type_text 'name:bo'
state_is shown=1
keys ctrl+a
type_text 'state:waiting lab:wait'
state_is shown=3
keys ctrl+a
type_text 'lab:chat'
state_is shown=0
keys ctrl+a BackSpace
state_is shown=3

test_case "a malformed request is shown red, its bytes as they are"
hold odd 'GET / HTTP/1.1\nHost: a\n\n'
state_is 'connected=[34]' 'event=guest.*'
wait_until 10 eval '[ "$(ctl status --json | grep -c odd)" -ge 0 ]'
click messageFilter
type_text 'status>=400'
wait_until 10 eval '[ "$(state_of entries)" -ge 1 ]' ||
    fail "no answer of 400: $(state)"
picture malformed
keys ctrl+a BackSpace

test_case "a filter narrows the messages, a bad one is explained"
type_text 'dir:sent name:alice'
wait_until 10 eval '[ "$(state_of entries)" -ge 1 ]'
keys ctrl+a
type_text 'status>='
picture badfilter
keys ctrl+a BackSpace

test_case "picked lines are copied with exactly their bytes"
click showSent
state_is sent=0
click messageFilter
type_text 'POST /clients'
wait_until 10 eval '[ "$(state_of entries)" -ge 3 ]'
click stream 200 300
keys Home
state_is follow=0
pointer_to stream 200 10
button_down
pointer_to stream 200 66
button_up
state_is 'picked=[1-9].*'
timeout 3 xclip -o -selection primary >"$work/primary"
keys ctrl+c
timeout 3 xclip -o -selection clipboard >"$work/clipboard"
cmp "$work/primary" "$work/clipboard" || fail "the selections differ"
lines=$(wc -l <"$work/primary")
crs=$(grep -c $'\r$' "$work/primary")
assert_eq "$crs" "$lines" "lines that end in CRLF"
head -n 1 "$work/primary" | grep -q $'^POST /clients HTTP/1.1\r$' ||
    fail "copied: $(cat -A "$work/primary")"

test_case "what is saved is byte for byte what was received"
name_file "$work/saved"
keys Return
wait_until 10 test -s "$work/saved" || fail "nothing was saved"
dialog_hidden saveDialog
ctl status >/dev/null
python3 - "$work/saved" <<'PY' || fail "not what was sent: $(cat -A "$work/saved")"
import sys, re
data = open(sys.argv[1], "rb").read()
parts = re.split(rb"(?=POST /clients HTTP/1\.1\r\n)", data)
assert parts[0] == b"", parts[0]
names = []
for part in parts[1:]:
    head, body = part.split(b"\r\n\r\n")
    length = int(re.search(rb"Content-Length: (\d+)", head).group(1))
    assert len(body) == length, part
    names.append(body)
assert sorted(names) == [b"alice", b"bob", b"carol"], names
PY

test_case "a file that exists is not replaced without asking"
before=$(md5sum <"$work/saved")
name_file "$work/saved"
keys Return
dialog_shown replaceDialog
keys Return
dialog_hidden replaceDialog
assert_eq "$(md5sum <"$work/saved")" "$before" "the file"
click messageFilter
keys ctrl+a BackSpace
click showSent
state_is sent=1

test_case "only the selected client's messages"
click table 80 45
state_is 'selected=[a-z].*'
click onlySelected
state_is only=1
only=$(state_of entries)
[ "$only" -lt "$(state_of seen)" ] || fail "nothing was left out"
click onlySelected
state_is only=0

test_case "scrolling up stops following, the end resumes"
click stream 300 100
keys End
state_is follow=1
pointer_to stream
button_down 4
button_up 4
state_is follow=0
at=$(state_of at)
sleep 3
assert_eq "$(state_of at)" "$at" "the place of the view"
keys End
state_is follow=1

test_case "paused: nothing moves, counters go on"
keys ctrl+p
state_is paused=1
lines=$(state_of lines) seen=$(state_of seen)
picture paused
wait_until 10 eval '[ "$(state_of seen)" -gt "$seen" ]' ||
    fail "the counters stand still"
assert_eq "$(state_of lines)" "$lines" "the lines of a paused view"
keys ctrl+p
state_is paused=0
wait_until 10 eval '[ "$(state_of lines)" -gt "$lines" ]' ||
    fail "the view does not go on"

test_case "find goes forwards and backwards"
keys ctrl+f
state_is focus=find
type_text 'waited'
keys Return
state_is follow=0 'picked=[1-9].*'
first=$(state_of picked)
keys ctrl+g
wait_until 5 eval '[ "$(state_of picked)" != "$first" ]' ||
    fail "nothing further was found"
keys ctrl+shift+g
state_is "picked=$first"

test_case "a column is made wider with the mouse"
keys ctrl+a BackSpace
width=$(state_of columns | cut -d , -f 1)
sort=$(state_of sort)
edge=$((11 + width))	# the accent bar and a pad stand before it
pointer_to table $edge 10
button_down
pointer_to table $((edge + 60)) 10
button_up
state_is "columns=$((width + 60)),.*" "sort=$sort"

test_case "larger and smaller letters, dark and light"
keys ctrl+equal ctrl+equal
state_is size=12
keys F9
state_is dark=1
picture dark
keys ctrl+minus ctrl+minus F9
state_is size=10 dark=0

test_case "every size, a dialog open, and the columns come back"
widths=$(state_of columns)
keys F5
dialog_shown helpAboutDialog
focus_window
for ((i = 0; i < 25; i++)); do keys ctrl+equal; done
state_is size=32
for ((i = 0; i < 25; i++)); do keys ctrl+minus; done
state_is size=7
keys ctrl+equal ctrl+equal ctrl+equal
state_is size=10
assert_eq "$(state_of columns | cut -d , -f 2-)" \
    "$(cut -d , -f 2- <<<"$widths")" "the columns nobody changed"
click close
widget_hidden helpAboutDialog

test_case "a pinned heading is its message"
click stream 200 5
keys End
state_is follow=1
wait_until 20 eval '[ "$(state_of lines)" -gt 60 ]'
keys ctrl+p
state_is paused=1
click stream 200 5
keys ctrl+c
timeout 3 xclip -o -selection clipboard >"$work/whole"
head -n 1 "$work/whole" | grep -Eq '^(POST /|HTTP/1.1 )' ||
    fail "not from its first byte: $(cat -A "$work/whole")"
keys ctrl+p
state_is paused=0

test_case "of two with one name the one that is selected is meant"
spawn chatting bash -c 'exec 3<>"/dev/tcp/$1/$2" && echo alice >&3 &&
    exec cat <&3' chatting "$chat_host" "$chat_port"
expect_line "$server_out" 'alice joined the chat'
click clientFilter
type_text 'name:alice@chat'
state_is shown=1
click messageFilter
type_text 'name:alice@chat'
state_is entries=1	# that she registered: the other one's are many
keys ctrl+a BackSpace
click table 80 45
state_is selected=alice
keys ctrl+k
dialog_shown disconnectDialog
picture disconnect_two
click ok
dialog_hidden disconnectDialog
wait_exit "$chatting_pid" 10
assert_match "$(<"$server_out")" 'alice disconnected: kicked'
alive "$client_alice_pid" || fail "the other alice was disconnected"
click clientFilter
keys ctrl+a BackSpace

test_case "whoever has the name of a client that went is not disconnected"
connect dora --min 20 --max 20
expect_line "$server_out" 'dora sent'
first=$client_dora_pid
click clientFilter
type_text 'name:dora'
state_is shown=1
click table 80 45
state_is selected=dora
keys ctrl+k
dialog_shown disconnectDialog
kill "$first"
expect_line "$server_out" 'dora disconnected: closed by client'
connect dora --min 20 --max 20
state_is shown=2
click ok
dialog_hidden disconnectDialog
click clientFilter
keys ctrl+a BackSpace
state_is 'selected=dora'
assert_no_match "$(<"$server_out")" 'dora disconnected: kicked'
alive "$client_dora_pid" || fail "the other dora was disconnected"

test_case "disconnecting a client asks, and does it"
click table 40 10
click table 80 45
state_is 'selected=[a-z].*'
victim=$(state_of selected)
keys ctrl+k
dialog_shown disconnectDialog
picture disconnect
keys Return
dialog_hidden disconnectDialog
keys ctrl+k
dialog_shown disconnectDialog
click ok
expect_line "$server_out" "$victim disconnected: kicked"
# One that has just got its answer comes back at once.
state_is "event=(${victim}_disconnected:_kicked|.*_registered_.*|guest.*)"

test_case "and so is everybody from its address"
exec 8<>"/dev/tcp/$chat_host/$chat_port" 9<>"/dev/tcp/$chat_host/$chat_port"
printf 'gus\n' >&8
printf 'ida\n' >&9
expect_line "$server_out" 'gus joined the chat'
expect_line "$server_out" 'ida joined the chat'
click clientFilter
type_text 'name:gus'
state_is shown=1
click table 80 45
state_is selected=gus
keys ctrl+shift+k
dialog_shown disconnectAllDialog
keys Escape
dialog_hidden disconnectAllDialog
assert_no_match "$(<"$server_out")" '(gus|ida) disconnected'
keys ctrl+shift+k
dialog_shown disconnectAllDialog
picture disconnect_all
click ok
dialog_hidden disconnectAllDialog
expect_line "$server_out" 'gus disconnected: kicked'
expect_line "$server_out" 'ida disconnected: kicked'
exec 8>&- 8<&- 9>&- 9<&-
keys ctrl+q
wait_exit "$monitor_pid" 5
stop_server
