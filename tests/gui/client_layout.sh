# The client window's sizes: as asked for, small, and with large fonts.
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# size_of WIDGET: sets width and height
size_of()
{
	local rest

	rest=$(widget "$1") || fail "$1 is not shown"
	read -r _ _ _ width height <<<"$rest"
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
