# The client window's sizes: as asked for, small, and with large fonts.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# size_of WIDGET: sets x, y, width and height
size_of()
{
	local rest

	rest=$(widget "$1") || fail "$1 is not shown"
	read -r _ x y width height <<<"$rest"
}

size_is()
{
	size_of "$1"
	[ "$width $height" = "$2 $3" ]
}

test_case "the window is as large as was asked for"
start_client -geometry 900x640+0+0 "127.0.0.1:12080"
wait_until 10 size_is main 900 640 ||
    fail "900x640 was asked for, it is ${width}x$height"
end_client

# panes_fit HEIGHT: the panes keep so much, the verdict is below one of them,
# the last tab is in the window
panes_fit()
{
	local bottom right

	size_of transcript
	[ "$height" -ge "$1" ] || { said="transcript: $height"; return 1; }
	size_of messages
	[ "$height" -ge "$1" ] || { said="messages: $height"; return 1; }
	bottom=$((y + height))
	size_of messagesTitle
	[ $((y + height)) -le "$bottom" ] || return 1
	size_of answerVerdict
	[ "$y" -ge "$bottom" ] || { said="verdict at $y, above $bottom"
	    return 1; }
	size_of main
	right=$((x + width))
	size_of tab_raw
	[ $((x + width)) -le "$right" ] || { said="the tabs are cut"
	    return 1; }
}

fits()
{
	wait_until 10 panes_fit "$1" || fail "$2: $said"
}

test_case "the least window has room for some lines of both panes"
start_server
start_client -geometry 300x200+0+0 -n alice --min 0 --max 0 -c 2 --connect \
    "$wait_address"
state_is answers=2 state=FINISHED
fits 90 "10 points"
end_client

for size in 14 18 24; do
	test_case "so it has with $size points, in the window as it opens"
	start_client -xrm "XBarewire.fontSize: $size" -n alice --min 0 \
	    --max 0 -c 2 --connect "$wait_address"
	state_is answers=2 state=FINISHED size=$size
	fits $((size * 8)) "$size points"
	end_client
done

test_case "and when the font grows while it is open, on the screen"
start_client -n alice "$wait_address"
for ((size = 11; size <= 28; size++)); do
	keys ctrl+equal
done
state_is size=28
fits 130 "28 points"
on_screen()
{
	size_of main
	[ $((x + width)) -le 1280 ] && [ $((y + height)) -le 1024 ]
}
wait_until 10 on_screen || fail "it ends at $((x + width)), $((y + height))"
end_client
