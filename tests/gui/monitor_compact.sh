# View > Compact Rows: thirty clients on one screen, small or large, in blocks
# beside each other where one has no room for them; and from which width on
# messages stand beside the table.
# timeout: 180
# takes: 20
# sanitized

# A screen of our own, before the driver is started on it: a window manager
# makes no window larger than that.
Xvfb -displayfd 3 -screen 0 1920x1080x24 -dpi 96 -noreset -nolisten tcp \
    3>"$TEST_DIR/wide" >/dev/null 2>&1 &
xvfb=$!
for ((i = 0; i < 500; i++)); do
	[ ! -s "$TEST_DIR/wide" ] || break
	sleep 0.02
done
DISPLAY=:$(cat "$TEST_DIR/wide")
export DISPLAY
mwm >/dev/null 2>&1 &
manager=$!

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

started+=("$xvfb")

resize()
{
	xdotool windowsize --sync "$window" "$1" "$2"
}

# room FIELD: 1: rows one above the other
room()
{
	state_of room | cut -d/ -f"$1"
}

# all_seen: no client has to be scrolled to
all_seen()
{
	[ "$(state_of page)" -ge "$(state_of shown)" ]
}

# Thirty, by name, each in a wait of its own.
test_case "thirty clients on a small screen, with the panes as they are there"
start_server
start_monitor -geometry 1004x720+0+0 -xrm 'XBarewired.sort: name'
for ((i = 10; i < 40; i++)); do
	connect "student$i" --min 900 --max 900
done
state_is connected=30 compact=0 blocks=1 beside=0
! all_seen || fail "they are seen already: $(state)"
picture compact_off
share=$(($(side clientsPane height) * 100 / $(side messagesPane height)))
click view
click viewCompact
state_is compact=1 'blocks=[2-9]'
wait_until 10 all_seen || fail "not all are seen: $(state)"
after=$(($(side clientsPane height) * 100 / $(side messagesPane height)))
assert_eq "$after" "$share" "the share of the table"
state_is titles=name,state,left
xdotool mousemove 1919 1079
ask sync
picture compact_small


test_case "mouse and keys find them, block by block"
click table 60 40
state_is selected=student10
for ((i = 0; i < $(room 1); i++)); do keys Down; done
rows=$(room 1)
state_is "selected=student$((10 + rows))"
keys End
state_is selected=student39 top=0
keys Home
state_is selected=student10
# The same row of the second block is so many further on.
click table $(($(side table width) / $(state_of blocks) + 60)) 40
state_is "selected=student$((10 + rows))"
# Below the last one there is nobody.
click table $(($(side table width) - 60)) $(($(side table height) - 6))
state_is selected=-
click table $(($(side table width) / $(state_of blocks) + 60)) 40 3
widget_shown clientReport
keys Escape
state_is "selected=student$((10 + rows))"

test_case "a title sorts, in each block"
click table $(($(side table width) / $(state_of blocks) + 30)) 8
state_is sort=name/1
click table 30 8
state_is sort=name/0

test_case "thirty on a large one are one block, with everything"
resize 1900 1010
state_is beside=1 blocks=1
wait_until 10 all_seen || fail "not all are seen: $(state)"
[[ $(state_of titles) == *last* ]] || fail "not everything: $(state_of titles)"

xdotool mousemove 1919 1079
ask sync
picture compact_large

test_case "more than there is room for are scrolled to"
resize 660 480
state_is beside=0 blocks=2 focus=table
assert_eq "$(side clientsPane width)" 660 "the width of the table's pane"
wait_until 10 eval '! all_seen' || fail "all are seen: $(state)"
keys End
state_is selected=student39 'top=[1-9].*'
keys Home
state_is top=0

test_case "it is remembered, and Reset forgets it"
keys ctrl+q
wait_exit "$monitor_pid" 10
remember=yes
start_monitor
state_is compact=1
keys ctrl+shift+r
state_is compact=0 blocks=1
keys ctrl+shift+t
state_is compact=1

test_case "beside each other in a window that is narrow for it"
resize 1000 700
for key in shift+F8 F8 shift+F8 F8; do
	keys "$key"
	case $key in F8) beside=0 ;; *) beside=1 ;; esac
	state_is beside=$beside
done
test_case "beside each other from 1500 pixels, above each other below that"
resize 1499 700
state_is beside=0 side=auto
resize 1500 700
state_is beside=1 side=auto
resize 1499 700
state_is beside=0
keys shift+F8
state_is beside=1 side=always
keys ctrl+F8
state_is beside=0 side=never
resize 1600 700
state_is beside=0 side=never
keys F8
state_is beside=1 side=auto
keys F2
dialog_shown helpKeysDialog
click monoText
keys ctrl+a ctrl+c
has_f8()
{
	timeout 3 xclip -o -selection clipboard 2>/dev/null >"$work/keys" &&
	    grep -q '^F8 .*Side by Side > In a Wide Window$' "$work/keys" &&
	    grep -q '^Ctrl+S .* Save As\.\.\.$' "$work/keys"
}
wait_until 10 has_f8 || fail "Help > Keys does not have F8: $(<"$work/keys")"
keys Escape
dialog_hidden helpKeysDialog
keys ctrl+q
wait_exit "$monitor_pid" 10
# It would ask.
kill -KILL "$manager"
