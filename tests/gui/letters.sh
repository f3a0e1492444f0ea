# Letters that a font lacks, in what Motif draws and in what we draw; text from
# right to left is drawn so and copied as it was.
# timeout: 120
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# looks NAME: what the widget looks like, as a checksum
looks()
{
	local id

	read -r id _ < <(widget "$1") || fail "$1 is not shown"
	import -window "$id" rgb:- | cksum
}

# put TEXT: into the line to type into, as printf has it; the keyboard then
# goes elsewhere, and with it the cursor
put()
{
	# shellcheck disable=SC2059
	printf "$1" >"$work/text"
	clipboard_take "$work/text"
	click input
	keys ctrl+a ctrl+v
	click host
	state_is widget=host
}

clip_is()
{
	timeout 3 xclip -o -selection clipboard >"$work/copied" 2>/dev/null
	# shellcheck disable=SC2059
	printf "$1" | cmp -s - "$work/copied"
}

# DejaVu Serif has no Arabic letter and no Hebrew one, DejaVu Sans has both.
meem='\331\205' reh='\330\261' alef='\327\220' bet='\327\221'

test_case "a field shows letters that its font has not, no boxes"
start_client -xrm 'XBarewire.uiFont: DejaVu Serif' -n alice chat 127.0.0.1:1
put "$meem$meem$meem"
first=$(looks input)
put "$reh$reh$reh"
[ "$(looks input)" != "$first" ] || fail "both are boxes"
put "$meem$meem$meem"
assert_eq "$(looks input)" "$first" "the first one again"
end_client

# The server says who joins, and what is said.
serve()
{
	spawn room python3 -u -c '
import socket, sys, time
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1])
while True:
    c = s.accept()[0]
    name = c.recv(99)
    who = sys.argv[1 if name.startswith(b"one") else 2]
    c.sendall((who + " joined (2 members)\n").encode())
    c.sendall((who + ": " + sys.argv[3] + "\n").encode())
' "$(printf %b "$meem$reh")" "$(printf %b "$reh$meem")" \
	    "$(printf %b "$alef$bet 42 ok")"
	expect_line "$room_out" '^[0-9]+$'
	room_address=127.0.0.1:$(head -n 1 "$room_out")
}

test_case "so does the list of members"
serve
start_client -xrm 'XBarewire.uiFont: DejaVu Serif' -n one --connect chat "$room_address"
state_is members=1
wait_until 10 eval 'looks members >"$work/one"'
first=$(looks members)
end_client
start_client -xrm 'XBarewire.uiFont: DejaVu Serif' -n two --connect chat "$room_address"
state_is members=1 said=4
[ "$(looks members)" != "$first" ] || fail "both are boxes"

test_case "what stands from right to left is copied as it was"
click transcript
keys Home
pointer_to transcript 120 80
button_down
button_up
keys ctrl+c
wait_until 10 clip_is "$reh$meem: $alef$bet 42 ok\n" ||
    fail "copied: $(od -c "$work/copied")"
end_client

test_case "a font that is named as X programs of old do it is no crash"
for option in "-fn fixed" "-xrm *font:fixed" "-xrm XBarewired*Font:9x15" \
    "-xrm *fontList:fixed"; do
	# shellcheck disable=SC2086
	start_monitor $option
	state_is size=10
	keys F1
	dialog_shown helpOverviewDialog
	keys Escape
	dialog_hidden helpOverviewDialog
	keys ctrl+q
	wait_exit "$monitor_pid" 10
	# Motif's default font, which nothing is drawn with, may be missing.
	: >"$monitor_err"
done
start_client -fn 'DejaVu Serif' -n one wait "$room_address"
state_is page=wait
end_client

test_case "the display that cannot be used is named"
for window in "$XBAREWIRED" "$XBAREWIRE"; do
	assert_match "$("$window" -display :99999 2>&1)" \
	    ': no window can be opened on display ":99999"$' "the reason"
done
