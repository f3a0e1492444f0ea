# Both panes keep their share of the window and the room they need: at every
# size and font size, whatever was dragged and resized before.
# timeout: 240
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# height_of WIDGET
height_of()
{
	local place

	place=$(widget "$1") || fail "$1 is not shown"
	set -- $place
	echo "$5"
}

# The table's part of both panes, in thousandths.
share()
{
	local table messages

	table=$(height_of clientsPane) messages=$(height_of messagesPane)
	echo $((table * 1000 / (table + messages)))
}

# share_is THOUSANDTHS: about that
share_is()
{
	now=$(share)
	[ "$now" -ge $(($1 - 25)) ] && [ "$now" -le $(($1 + 25)) ]
}

keeps_share()
{
	wait_until 10 share_is "$1" ||
	    fail "$2: the table has $now thousandths, not $1"
}

# room ROWS LINES WHEN: whole rows and lines can be seen
room()
{
	wait_until 10 has_room "$1" "$2" || fail "$3: room for $rows rows" \
	    "and $lines lines: $(state)"
	[ "$(height_of table)" -gt 20 ] || fail "$3: the table is gone"
}

has_room()
{
	IFS=/ read -r rows lines <<<"$(state_of room)"
	[ "${rows:-0}" -ge "$1" ] && [ "${lines:-0}" -ge "$2" ]
}

resize()
{
	xdotool windowsize --sync "$window" "$1" "$2"
}

start_server
for ((i = 1; i <= 9; i++)); do connect "client$i" --min 1 --max 2; done

# 96 dots an inch: what does not fit on the least screen keeps what it must.
for font in 10 13 14 24; do
	for size in 640x480 800x600 1024x768; do
		test_case "both panes are there at $size with $font points"
		case $font$size in
		24640x480) rows=1 lines=1 ;;
		24800x600) rows=2 lines=2 ;;
		14640x480) rows=3 lines=3 ;;
		*) rows=4 lines=4 ;;
		esac
		start_monitor -geometry "$size+0+0" \
		    -xrm "XBarewired.fontSize: $font"
		state_is attach=running size=$font
		room $rows $lines "$size, $font points"
		picture "sizes_${size}_$font"
		keys ctrl+q
		wait_exit "$monitor_pid" 5
	done
done

test_case "the share that the mouse chose is kept at every size"
start_monitor -geometry 1000x900+0+0
state_is attach=running size=10
keeps_share 460 "as it opens"
pointer_to Sash
button_down
pointer_to table 300 120
pointer_to table 300 130
button_up
wait_until 10 eval '[ "$(share)" -lt 400 ]' ||
    fail "the sash went up, the share is $(share)"
chosen=$(share)
resize 1000 700
room 4 4 "only lower"
resize 1000 990
keeps_share "$chosen" "higher again"
resize 640 900
resize 1200 900
keeps_share "$chosen" "only wider and narrower"
resize 640 480
room 4 4 "at the least size"
resize 1000 980
keeps_share "$chosen" "after the least size"

test_case "and that of the keys"
click clientFilter
for ((i = 0; i < 12; i++)); do
	before=$(state_of focus)
	keys Tab
	wait_until 10 eval '[ "$(state_of focus)" != "$before" ]' ||
	    fail "Tab stays in $before"
	[ "$(state_of focus)" != Sash ] || break
done
state_is focus=Sash
for ((i = 0; i < 20; i++)); do keys ctrl+Down; done
wait_until 10 eval '[ "$(share)" -gt $((chosen + 40)) ]' ||
    fail "the keys do not move it: $(share)"
chosen=$(share)
resize 700 500
room 4 4 "small"
resize 1000 980
keeps_share "$chosen" "large again"

test_case "larger letters while it is open, and smaller ones"
resize 800 600
for ((i = 0; i < 9; i++)); do
	keys ctrl+equal
	[ "$(height_of table)" -gt 20 ] || fail "the table is gone"
done
room 2 2 "large letters"
for ((i = 0; i < 9; i++)); do keys ctrl+minus; done
state_is size=10
resize 1000 980
keeps_share "$chosen" "after all sizes of letters"
keys ctrl+q
wait_exit "$monitor_pid" 5
stop_server
