# The windows over plain ssh -X, as clients that the X server does not trust
# (no RENDER either), with and without a window manager; and RENDER alone
# missing.
# timeout: 240

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# display [OPTION]...: an X server of our own, with a cookie that it trusts
# and one that it does not
display()
{
	local cookie

	cookie=$(mcookie)
	: >"$work/trusted"
	spawn screen Xvfb -displayfd 1 -screen 0 1200x900x24 -dpi 96 -noreset \
	    -nolisten tcp -auth "$work/trusted" "$@"
	wait_until 10 test -s "$screen_out" || fail "no display of our own"
	shown=:$(cat "$screen_out")
	xauth -f "$work/trusted" add "$shown" . "$cookie" 2>/dev/null
	export DISPLAY=$shown XAUTHORITY=$work/trusted
}

# The X server has read the cookie when it lets somebody in.
cookies()
{
	kill -HUP "$screen_pid"
	wait_until 10 xprop -root >/dev/null 2>&1 || fail "no way in"
	rm -f "$work/untrusted"
	xauth -f "$work/untrusted" generate "$shown" . untrusted timeout 600 \
	    >/dev/null 2>&1 || fail "no untrusted cookie"
}

# says WORD: of the window's published state
says()
{
	xprop -id "$window" _BAREWIRE_STATE 2>/dev/null | grep -qE " $1|\"$1"
}

# shows NAME TITLE COOKIE COMMAND...: it opens, and draws more than a frame
shows()
{
	local name=$1 title=$2 cookie=$3

	shift 3
	spawn "$name" env XAUTHORITY="$work/$cookie" "$@"
	pid=${name}_pid err=${name}_err
	wait_until 30 has_window "$title" ||
	    fail "$name: no window: $(cat "${!err}")"
	wait_until 10 drawn || fail "$name: blank: $(ink) colours"
}

has_window()
{
	window=$(xdotool search --name "$1" 2>/dev/null | head -n 1)
	[ -n "$window" ]
}

# Letters at the edge of what they stand on have many colours, or two with
# sharp ones; a blank pane has one.
ink()
{
	import -window "$window" -crop 1000x250+40+400 -format %k info: \
	    2>/dev/null
}

drawn()
{
	[ "$(ink)" -ge 4 ]
}

go()
{
	# Without a manager it may not be viewable yet: then it fails.
	wait_until 5 xdotool windowfocus "$window" 2>/dev/null
	xdotool key "$@"
}

# over NAME: still there, and nothing to complain of
over()
{
	local pid=$1_pid err=$1_err

	alive "${!pid}" || fail "$1 has ended: $(cat "${!err}")"
	go ctrl+q
	wait_exit "${!pid}" 10
	assert_eq "$exit_status" 0 "$1"
	assert_eq "$(cat "${!err}")" '' "what $1 complained of"
}

both_windows()
{
	shows monitor "Barewire monitor" "$1" "$XBAREWIRED" -i "$instance"
	wait_until 10 says attach=running || fail "no server is seen"
	go alt+h
	wait_until 5 says focus=. || fail "no state any more"
	go Escape
	go alt+s s
	wait_until 10 has_window "^Shutdown$" || fail "no dialog"
	go Escape
	has_window "Barewire monitor"
	over monitor
	shows client "Barewire client" "$1" "$XBAREWIRE" -n zoe --connect \
	    wait "$wait_address"
	wait_until 10 says registered=1 || fail "the client does nothing"
	over client
}

start_server
connect alice --min 1 --max 2

test_case "not trusted, without a window manager"
display
cookies
both_windows untrusted

test_case "not trusted: what is copied cannot be had, which is said"
shows monitor "Barewire monitor" untrusted "$XBAREWIRED" -i "$instance"
wait_until 10 says 'lines=[1-9]' || fail "no messages"
xdotool mousemove --window "$window" 300 520 click 1
go ctrl+c
wait_until 5 says 'note=this_X_display.*ssh_-Y' || fail "it is not said"
over monitor

test_case "not trusted, with mwm"
spawn manager mwm
wait_until 10 eval 'xprop -root _MOTIF_WM_INFO | grep -q "= 0x"' ||
    fail "no mwm"
both_windows untrusted
kill -KILL "$manager_pid"
kill -TERM "$screen_pid"
wait_exit "$screen_pid" 10

test_case "trusted, without RENDER"
display -extension RENDER
cookies
both_windows trusted
kill -TERM "$screen_pid"
wait_exit "$screen_pid" 10
