# What people do with the monitor beside its purpose: a click where nothing
# is, a line end that was pasted, Tab through the bar, letters for the last
# row of a lecture hall.
# timeout: 180
# takes: 70
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"

# top_of WIDGET: where it is on the screen
top_of()
{
	widget_shown "$1"
	cut -d ' ' -f 3 <<<"$(widget "$1")"
}

# A message each way, malformed, from somebody who is gone then.
mistake()
{
	printf 'GET / HTTP/1.1\n\n' |
	    timeout 60 nc -q 60 "${wait_address%:*}" "${wait_address##*:}" \
	    >"$work/answer"
}

test_case "a click beside the menus' titles leaves the keyboard where it is"
start_server
start_monitor
connect alice --min 1 --max 2
state_is connected=1 shown=1
click clientFilter
type_text 'name:'
click menuBar 600 12
type_text 'nobody'
state_is shown=0 focus=clientFilter
keys alt+v
widget_shown viewPause
click menuBar 600 12
widget_hidden viewPause
keys ctrl+a BackSpace

test_case "a pasted line end does not end up in a filter"
paste()
{
	printf '%b' "$1" >"$work/clip"
	spawn clip xclip -quiet -selection clipboard "$work/clip"
	wait_until 30 eval \
	    'timeout 10 xclip -o -selection clipboard 2>/dev/null |
	    cmp -s - "$work/clip"' ||
	    fail "nobody has the clipboard"
	click clientFilter
	keys ctrl+a ctrl+v
}

paste 'name:ali\nbob\n'
state_is shown=0
end_process "$clip_pid"
paste 'name:alice\n'
state_is shown=1
end_process "$clip_pid"
keys ctrl+a BackSpace

test_case "Tab goes through the bar as it is read"
click messageFilter
for name in find findPrevious findNext; do
	keys Tab
	state_is "focus=$name"
done
for name in findPrevious find messageFilter; do
	keys shift+Tab
	state_is "focus=$name"
done

test_case "connects and ends are found, and filtered, by what they say"
mistake
state_is 'event=guest.*_disconnected.*'
keys ctrl+f
type_text 'disconnected: protocol'
keys Return
state_is follow=0 'found=[1-9].*'
found=$(state_of found)
keys ctrl+g
state_is "found=$found"		# once around
keys ctrl+a
type_text 'nowhere to be found'
# It is said for a while, which may be over before a busy machine looks.
wait_until 20 eval 'keys Return; state_has missing=1' || fail "not said: $(state)"
state_is missing=0
click messageFilter
type_text '"disconnected: protocol"'
state_is entries=1
keys ctrl+a BackSpace

test_case "Clear leaves Pause alone, and counts anew"
keys ctrl+p
state_is paused=1
keys ctrl+l
state_is paused=1 lines=0 letgo=0 lost=0
keys ctrl+p
state_is paused=0 'lines=[1-9].*'

test_case "a window made small and large again has its panes as before"
xdotool windowsize --sync "$window" 1240 840
before=$(top_of findNext)
xdotool windowsize --sync "$window" 700 450
wait_until 20 eval '[ "$(top_of findNext)" -lt $((before - 60)) ]' ||
    fail "still at $(top_of findNext)"
xdotool windowsize --sync "$window" 1240 840
wait_until 20 eval '[ "$(top_of findNext)" = "$before" ]' ||
    fail "at $(top_of findNext), not $before"

test_case "the window begins with large letters, its bar in two lines"
below=$(top_of findNext)
assert_eq "$((below - $(top_of showReceived) < 10))" 1 "in one line"
keys ctrl+q
wait_exit "$monitor_pid" 20
start_monitor --font-size 18
state_is size=18 connected=1
below=$(top_of findNext)
assert_eq "$((below - $(top_of showReceived) > 20))" 1 "in two lines"

test_case "in a narrow window with large letters nothing is cut"
keys ctrl+q
wait_exit "$monitor_pid" 20
for width in 640 720 800; do
	start_monitor --font-size 24 -geometry "${width}x600"
	state_is size=24 connected=1
	read -r _ left _ <<<"$(widget main)"
	for name in clientFilterLabel clientFilter showReceived showSent \
	    follow messageFilterLabel messageFilter findLabel find findNext
	do
		read -r _ x _ wide _ <<<"$(widget "$name")"
		[ "$x" -ge "$left" ] &&
		    [ $((x + wide)) -le $((left + width)) ] ||
		    fail "at $width $name is at $x, $wide wide"
	done
	keys ctrl+q
	wait_exit "$monitor_pid" 20
done
start_monitor
state_is connected=1

test_case "a window of details stays on the screen when letters grow"
keys ctrl+q
wait_exit "$monitor_pid" 20
start_monitor
state_is size=10 'lines=[1-9].*'
pick_message
keys ctrl+i
dialog_shown detailsDialog
focus_window
keys ctrl+equal ctrl+equal ctrl+equal ctrl+equal ctrl+equal ctrl+equal
state_is 'size=1[6-9]'
read -r _ x y width height <<<"$(widget close)"
[ $((x + width)) -le 1280 ] && [ $((y + height)) -le 1024 ] ||
    fail "Close is at $x,$y, ${width}x$height"
keys ctrl+q
wait_exit "$monitor_pid" 20
assert_eq "$(<"$monitor_err")" "" "what the window complained of"

# on_screen NAME: all of it
on_screen()
{
	local x y width height

	read -r _ x y width height <<<"$(widget "$1")"
	[ "$x" -ge 0 ] && [ "$y" -ge 0 ] && [ $((x + width)) -le 1280 ] &&
	    [ $((y + height)) -le 1024 ] ||
	    fail "$1 is at $x,$y, ${width}x$height"
}

# looks NAME: what it shows
looks()
{
	local place

	place=$(widget "$1") && import -window "${place%% *}" rgb:- | md5sum
}

looks_like()
{
	[ "$(looks "$1")" = "$2" ]
}

test_case "dialogs with large letters are on the screen, the legend scrolls"
start_monitor --font-size 24
state_is size=24 connected=1
keys ctrl+s
dialog_shown saveDialog
on_screen saveDialog
keys Escape
dialog_hidden saveDialog
keys F4
dialog_shown legendDialog
on_screen legendDialog
on_screen close
begin=$(looks legend)
for key in End Down Home Page_Down Home; do
	keys $key
	case $key in
	End)	wait_until 10 eval '! looks_like legend "$begin"' ||
		    fail "End shows nothing more"
		end=$(looks legend) ;;
	Down)	wait_until 10 looks_like legend "$end" ||
		    fail "there is something below the end" ;;
	Home)	wait_until 10 looks_like legend "$begin" ||
		    fail "Home does not go back" ;;
	*)	wait_until 10 eval '! looks_like legend "$begin"' ||
		    fail "$key does nothing" ;;
	esac
done
pointer_to legend
button_down 5
button_up 5
wait_until 10 eval '! looks_like legend "$begin"' || fail "nor does the wheel"
keys Return
dialog_hidden legendDialog
keys ctrl+q
wait_exit "$monitor_pid" 20

test_case "a server that ends at once is said to have"
stop_server
start_monitor
state_is attach=none
keys ctrl+n
dialog_shown startDialog
fill moreOptions --version
click ok
dialog_shown refusedDialog
keys Return
keys ctrl+q
wait_exit "$monitor_pid" 20
