# A screen of 192 dots an inch: windows, margins, scroll bars, sashes, columns
# twice as large, and none larger than the screen.
# timeout: 120
# sanitized

# A screen of our own, before the driver is started on it.
Xvfb -displayfd 3 -screen 0 2560x1440x24 -dpi 192 -noreset -nolisten tcp \
    3>"$TEST_DIR/fine" >/dev/null 2>&1 &
xvfb=$!
for ((i = 0; i < 500; i++)); do
	[ ! -s "$TEST_DIR/fine" ] || break
	sleep 0.02
done
coarse=$DISPLAY
DISPLAY=:$(cat "$TEST_DIR/fine")
export DISPLAY

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash

# dots N: what the screen says its resolution is, in the X resources
dots()
{
	xprop -root -f RESOURCE_MANAGER 8s -set RESOURCE_MANAGER \
	    "$(printf 'Xft.dpi:\t%s\n' "$1")"
}

# size_is WIDTHxHEIGHT
size_is()
{
	now=$(xwininfo -id "$window" |
	    sed -n 's/.* Width: //p; s/.* Height: //p' | paste -sd x)
	[ "$now" = "$1" ]
}

expect_size()
{
	wait_until 10 size_is "$1" || fail "the window is $now, not $1"
}

close_monitor()
{
	kill "$monitor_pid"
	wait_exit "$monitor_pid" 10 || true
}

close_client()
{
	kill "$client_pid"
	wait_exit "$client_pid" 10 || true
}

start_server

test_case "the monitor is twice as large, within the screen"
start_monitor
state_is attach=running size=10
expect_size 2480x1396
assert_eq "$(side tableScroll width)" 26 "the scroll bar"
assert_eq "$(side Sash width)x$(side Sash height)" 128x10 "the sash"
[ "$(state_of columns | cut -d , -f 1)" -ge 200 ] ||
    fail "the first column is narrow: $(state)"
close_monitor

test_case "the client, too"
start_client "$wait_address"
state_is page=wait
expect_size 2240x1396
[ "$(side handle width)" -eq 18 ] || fail "the handle: $(widget handle)"
[ "$(side name height)" -ge 50 ] || fail "a field: $(widget name)"
close_client

test_case "what Xft.dpi says counts more than the screen"
dots 96
start_monitor
state_is attach=running
expect_size 1240x840
assert_eq "$(side tableScroll width)" 13 "the scroll bar"
assert_eq "$(side Sash width)x$(side Sash height)" 64x5 "the sash"
close_monitor
dots 144
start_monitor
state_is attach=running
expect_size 1860x1260
assert_eq "$(side tableScroll width)" 20 "the scroll bar"
close_monitor

test_case "letters make window, scroll bars and sash larger, then and now"
dots 96
start_monitor --font-size 15
state_is attach=running size=15
expect_size 1860x1260
assert_eq "$(side tableScroll width)" 16 "the scroll bar"
close_monitor
start_monitor -geometry 1240x840
state_is attach=running size=10
keys ctrl+equal ctrl+equal ctrl+equal ctrl+equal ctrl+equal
state_is size=16
assert_eq "$(side tableScroll width)" 17 "the scroll bar"
keys ctrl+minus ctrl+minus ctrl+minus ctrl+minus ctrl+minus
state_is size=10
assert_eq "$(side tableScroll width)" 13 "the scroll bar"
close_monitor

test_case "nothing is larger than the screen"
dots 192
for option in "-geometry 5000x5000" "--font-size 24" \
    "-xrm *windowGeometry:9000x20+30000+30000"; do
	# shellcheck disable=SC2086 # two words
	start_monitor $option
	state_is attach=running
	ask sync
	read -r width height <<<"$(xwininfo -id "$window" |
	    sed -n 's/.* Width: //p; s/.* Height: //p' | paste -sd ' ')"
	[ "$width" -le 2560 ] && [ "$height" -le 1440 ] ||
	    fail "$option: $width x $height"
	x=$(xwininfo -id "$window" | sed -n 's/.*Absolute upper-left X: *//p')
	[ $((x + width)) -le 2560 ] || fail "$option: it begins at $x"
	close_monitor
done

test_case "a resolution that is none does not hinder"
for dpi in 0 -5 nonsense nan 1e9; do
	dots "$dpi"
	start_client "$wait_address"
	state_is page=wait
	close_client
done

test_case "beside each other from 1500 pixels on, as the screen counts them"
dots 96
start_monitor -geometry 1490x900
state_is attach=running beside=0
xdotool windowsize --sync "$window" 1520 900
state_is beside=1
close_monitor
dots 192
start_monitor -geometry 2400x1300
state_is attach=running beside=0
close_monitor
DISPLAY=$coarse
kill "$xvfb"
