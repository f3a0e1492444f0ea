# The windows over plain ssh -X, as clients that the X server does not trust
# (no RENDER either), with and without a window manager; and RENDER alone
# missing.
# timeout: 240
# takes: 40

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
	shown=:$(<"$screen_out")
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
	    fail "$name: no window: $(<"${!err}")"
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

# presses [MODIFIER+]KEY COMMAND...: until that succeeds, a moment at most: then
# it is to be pressed again.  Untrusted windows cannot tell the driver of
# lib.sh that they have handled a key.  The modifier goes last, as for the
# driver: Motif opens a menu when the other key is let go.
presses()
{
	local key=${1#*+} modifier='' status=0

	[ "$key" = "$1" ] || modifier=${1%+*}
	shift
	xdotool ${modifier:+keydown $modifier} keydown "$key" keyup "$key"
	wait_until 1 "$@" || status=1
	[ -z "$modifier" ] || xdotool keyup "$modifier"
	return $status
}

focus()
{
	xdotool windowfocus "$window" 2>/dev/null
}

# A menu that is up: a window at the top without a frame; neither it nor a part
# of it has a name.  Motif and mwm have more of these, far outside.
menu_up()
{
	local at seen

	for at in $(xwininfo -root -children | awk '$1 ~ /^0x/ { print $1 }')
	do
		seen=$(xwininfo -id "$at" -stats -tree 2>/dev/null)
		[[ $seen == *IsViewable* && $seen != *'"'* &&
		    $seen =~ Absolute\ upper-left\ X:\ +[0-9]{1,3}[^0-9] &&
		    $seen == *"Redirect State: yes"* ]] && menu=$at && return
	done
	return 1
}

no_menu()
{
	! menu_up
}

# pointer WINDOW X Y
pointer()
{
	xdotool mousemove --window "$1" "$2" "$3"
}

menu_by_mouse()
{
	local status=0

	pointer "$window" 40 16
	xdotool mousedown 1
	wait_until 1 menu_up || status=1
	xdotool mouseup 1
	return $status
}

# entry_by_mouse Y TITLE: the entry at that height opens a dialog
entry_by_mouse()
{
	pointer "$menu" 30 "$1"
	xdotool mousedown 1 mouseup 1
	wait_until 1 has_window "$2"
}

by_mouse()
{
	menu_by_mouse && entry_by_mouse "$@"
}

by_mnemonic()
{
	presses "$1" menu_up && presses "$2" has_window "$3"
}

by_f10()
{
	presses F10 true
	presses Down menu_up && presses "$1" has_window "$2"
}

no_dialog()
{
	! xdotool search --onlyvisible --name "$1" >/dev/null 2>&1
}

# Takes the menu down that a lost key left.
menu_down()
{
	no_menu || presses Escape no_menu
}

# dialog HOW ARGUMENT... TITLE: a menu opens it, and Escape closes it
dialog()
{
	local title=${!#} main=$window

	wait_until 5 focus
	wait_until 20 "$@" || fail "$1: no dialog"
	wait_until 10 focus || fail "$1: the dialog gets no keys"
	picture "untrusted$cases-$1"
	wait_until 10 presses Escape no_dialog "$title" ||
	    fail "$1: the dialog stays"
	window=$main
	wait_until 5 menu_down || fail "$1: the menu stays"
	wait_until 5 focus || fail "$1: the window has gone"
}

# The menu of a message.
context_menu()
{
	pointer "$window" 300 560
	xdotool click 3
	wait_until 1 menu_up || return
	picture "untrusted$cases-context"
	presses Escape no_menu
}

# over NAME: still there, and nothing to complain of
over()
{
	local pid=$1_pid err=$1_err

	alive "${!pid}" || fail "$1 has ended: $(<"${!err}")"
	wait_until 5 focus
	wait_until 10 presses ctrl+q dead "${!pid}" || fail "$1 stays"
	wait_exit "${!pid}" 10
	assert_eq "$exit_status" 0 "$1"
	assert_eq "$(<"${!err}")" '' "what $1 complained of"
}

# Below the bar, which is as high as its font: until the click hits it.
# Not from the chart above it on, where a click means something else.
into_filter()
{
	for ((filter_y = 120; filter_y < 168; filter_y += 6)); do
		pointer "$window" 900 "$filter_y"
		xdotool click 1
		! wait_until 0.5 says focus=clientFilter || return 0
	done
	return 1
}

# What others have copied replaces what is there.
filter_pasted()
{
	presses ctrl+a true
	presses ctrl+v says shown=0
}

# The colours in the filter, one a line.
filter_colours()
{
	import -window "$window" -crop 170x8+810+$((filter_y + 2)) -depth 8 \
	    -format %c histogram:info: |
	    sed -n 's/.*\(#[0-9A-F]\{6\}\).*/\1/p' | sort -u
}

two_colours()
{
	[ "$(filter_colours | wc -l)" = 2 ]
}

# copied FIELD COMMAND...: all of that field, which Tab comes to; the command
# succeeds
copied()
{
	says "$1" || presses Tab says "$1" || return
	shift
	presses ctrl+a true
	presses ctrl+c "$@"
}

is_clip()
{
	[ "$(timeout 3 xclip -o -selection clipboard 2>/dev/null)" = "$1" ]
}

# copies COOKIE FIELD TEXT WORD: others get it; a window that is not trusted
# says in that word of its state that they do not.
copies()
{
	if [ "$1" = trusted ]; then
		wait_until 20 copied "$2" is_clip "$3" || fail "it was not copied"
	else
		wait_until 20 copied "$2" says "$4=this_X_display.*ssh_-Y" ||
		    fail "it is not said that nobody has it"
	fi
}

the_filter()
{
	local plain

	into_filter || fail "no way into the filter"
	printf nobody >"$work/clip"
	spawn clip xclip -quiet -i -selection clipboard "$work/clip"
	wait_until 10 is_clip nobody || fail "nobody has the clipboard"
	wait_until 20 filter_pasted || fail "nothing was pasted"
	wait_until 5 two_colours || fail "in the filter: $(filter_colours)"
	plain=$(filter_colours)
	copies "$1" focus=clientFilter nobody note
	assert_eq "$(comm -13 <(echo "$plain") <(filter_colours))" '' \
	    "colours that picked letters have, and plain ones do not"
	wait_until 10 presses ctrl+x says shown=1 || fail "it was not cut"
	[ "$1" = trusted ] || says "note=this_X_display.*" ||
	    fail "it is not said of what was cut"
}

# both_windows COOKIE
both_windows()
{
	shows monitor "Barewire monitor" "$1" "$XBAREWIRED" -i "$instance" \
	    -geometry 1000x700+20+40
	wait_until 10 says attach=running || fail "no server is seen"
	dialog by_mouse 38 "^Shutdown$"
	dialog by_mnemonic alt+s s "^Shutdown$"
	dialog by_f10 Return "^Shutdown$"
	wait_until 20 context_menu || fail "no menu of a message"
	the_filter "$1"
	over monitor
	shows client "Barewire client" "$1" "$XBAREWIRE" -n zoe --connect \
	    -geometry 1000x700+20+40 wait "$wait_address"
	wait_until 10 says registered=1 || fail "the client does nothing"
	dialog by_mnemonic alt+h k "^Keys$"
	copies "$1" widget=name zoe problem
	over client
}

start_server
connect alice --min 1 --max 2

test_case "not trusted, without a window manager"
display
cookies
both_windows untrusted

test_case "not trusted, with mwm"
spawn manager mwm
wait_until 10 eval 'xprop -root _MOTIF_WM_INFO | grep -q "= 0x"' ||
    fail "no mwm"
both_windows untrusted
disown "$manager_pid"		# whose end bash would report
kill -KILL "$manager_pid"
kill -TERM "$screen_pid"
wait_exit "$screen_pid" 10

test_case "trusted, without RENDER"
display -extension RENDER
cookies
both_windows trusted
kill -TERM "$screen_pid"
wait_exit "$screen_pid" 10
