# The table's columns and the panes beside each other: hidden, moved, what a
# narrow window drops, what a wide one puts side by side.
# timeout: 180
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

resize()
{
	xdotool windowsize --sync "$window" "$1" "$2"
}

# left_of COLUMN: where its title begins
left_of()
{
	local title x=11 i=0 widths names every=(name lab state since left \
	    peer pid messages bytes connected last)

	IFS=, read -r -a widths <<<"$(state_of columns)"
	IFS=, read -r -a names <<<"$(state_of titles)"
	for title in "${names[@]}"; do
		[ "$title" != "$1" ] || break
		for ((i = 0; i < 11; i++)); do
			[ "${every[i]}" != "$title" ] || x=$((x + widths[i]))
		done
	done
	echo $x
}

test_case "all columns, as they are made"
start_server
start_monitor -geometry 1240x840+0+0
all=name,lab,state,since,left,peer,pid,messages,bytes,connected,last
connect alice --min 2 --max 3
state_is connected=1 titles=$all beside=0

test_case "a column is hidden and comes back; the name cannot be chosen"
keys alt+v c Return
state_is titles=${all/lab,/}
keys alt+v c Down Return
state_is titles=${all/lab,state,/}
keys alt+v c Return
state_is titles=${all/state,/}
keys alt+v c Down Return
state_is titles=$all

test_case "a title is dragged to another place, and sorts nothing"
sort=$(state_of sort)
from=$(($(left_of lab) + 15))
pointer_to table $from 10
button_down
pointer_to table $((from + 60)) 10
pointer_to table $(($(left_of left) - 8)) 10
button_up
state_is titles=name,state,since,lab,left,peer,pid,messages,bytes,connected,last
assert_eq "$(state_of sort)" "$sort" "the order of the rows"
pointer_to table $(($(left_of lab) + 15)) 10
button_down
pointer_to table $(($(left_of since) + 8)) 10
pointer_to table $(($(left_of state) + 8)) 10
button_up
state_is titles=$all

test_case "keys move the column that is sorted by"
click table $(($(left_of state) + 20)) 10
state_is sort=state/0
keys shift+Left
state_is titles=name,state,lab,since,left,peer,pid,messages,bytes,connected,last
keys shift+Left shift+Left
state_is titles=state,name,lab,since,left,peer,pid,messages,bytes,connected,last
keys shift+Right shift+Right
state_is titles=$all

test_case "narrow windows drop process, then address, before they cut"
resize 1000 840
state_is titles=${all/pid,/}
resize 800 840
state_is titles=${all/peer,pid,/}
resize 1240 840
state_is titles=$all

test_case "beside each other when it is wished, and back"
keys alt+v b a
state_is beside=1 titles='.*'
widget_shown stream
top=$(side clientsPane y)
assert_eq "$(side messagesPane y)" "$top" "the top of the messages"
[ "$(side messagesPane x)" -gt $(($(side clientsPane x) + \
    $(side clientsPane width))) ] || fail "they cover each other"
keys alt+v b n
state_is beside=0
[ "$(side messagesPane y)" -gt "$top" ] || fail "the messages are not below"
keys alt+v b w
state_is beside=0

test_case "the sash between them is dragged, and the share stays"
keys alt+v b a
state_is beside=1
before=$(side clientsPane width)
pointer_to Sash
button_down
pointer_to table $((before - 200)) 300
pointer_to table $((before - 202)) 300
button_up
narrower()
{
	[ "$(side clientsPane width)" -lt $((before - 150)) ]
}
wait_until 10 narrower || fail "it is $(widget clientsPane), was $before"
keys alt+v b n
state_is beside=0
keys alt+v b a
state_is beside=1
wait_until 10 narrower || fail "the share was lost: $(widget clientsPane)"
