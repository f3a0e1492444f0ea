# Each view alone, beside the same load without a window: what it costs, how
# soon it shows something, how it scrolls, near and from far away, and whether
# it grows.

view_seconds=${VIEW_SECONDS:-$seconds}
view_minutes=${VIEW_MINUTES:-1}

# view NAME: its options, the key that opens it, the widget that shows it, and
# whether its clients are processes
view()
{
	options=() key='' dialog='' shows='' processes=0
	case $1 in
	stream)		shows=stream ;;
	list)		options=(-xrm '*messageList: True') shows=list ;;
	ladder)		key=F12 dialog=ladderDialog shows=ladder ;;
	pane)		options=(-xrm '*messageLadder: True') shows=ladderPane ;;
	timeline)	options=(-xrm '*timeline: True') shows=timeline ;;
	class)		key=F11 shows=class ;;
	compact)	options=(-xrm '*compactRows: True') shows=table ;;
	hood)		key=F7 dialog=hoodDialog shows=hood processes=1 ;;
	esac
}

all_views=${VIEWS:-stream list ladder pane timeline hood class compact}

# open_view: the window, with the view of the moment
open_view()
{
	start_window "${options[@]}" "$@"
	[ -z "$key" ] || drive "focus 5000" "keys $key" \
	    "shown 9000 ${dialog:-$shows}" "sync" >/dev/null
}

# view_load MESSAGES: 1,000 clients that change four times a second
view_load()
{
	start_load 1000 4 "$1" 0 0 0 "$processes"
}

# percent TICKS SECONDS
percent()
{
	awk -v t="$1" -v s="$2" -v hz="$(getconf CLK_TCK)" \
	    'BEGIN { printf "%.1f", 100 * t / hz / s }'
}

# What the load takes by itself.
load_alone()
{
	local before

	view "$1"
	view_load 1000
	sleep 3
	before=$(ticks $load)
	sleep "$view_seconds"
	printf '%-9s %s %% of a core for the load itself\n' "no window" \
	    "$(percent $(($(ticks $load) - before)) "$view_seconds")"
	stop_load
}

view_cost()
{
	local before x_before load_before sent replies

	view "$1"
	view_load 1000
	start_proxy 0
	open_view
	sleep 12		# until the 10,000 messages are there
	kill -USR1 $proxy
	sleep 0.2
	: >"$work/proxy"
	before=$(ticks $window) x_before=$(ticks $xvfb)
	load_before=$(ticks $load)
	sleep "$view_seconds"
	before=$(($(ticks $window) - before))
	x_before=$(($(ticks $xvfb) - x_before))
	load_before=$(($(ticks $load) - load_before))
	kill -USR1 $proxy
	sleep 0.3
	read -r sent replies < <(tr -d '\0' <"$work/proxy" |
	    awk '/^sent/ { print $2, $4 }')
	printf '%-9s %s %% of a core, X server %s %%, load %s %%' "$1" \
	    "$(percent $before "$view_seconds")" \
	    "$(percent $x_before "$view_seconds")" \
	    "$(percent $load_before "$view_seconds")"
	awk -v b="$sent" -v r="$replies" -v s="$view_seconds" \
	    -v kb="$(memory_kb)" 'BEGIN { printf \
	    ", %.1f KB/s, %d round trips in %d s, %.1f MB\n",
	    b / s / 1000, r, s, kb / 1024 }'
	stop_window
	stop_load
	stop_proxy
}

# Flicker, and how long a picture stays, under the same load.
view_screen()
{
	view "$1"
	view_load 1000
	open_view
	sleep 5
	# shellcheck disable=SC2046 # four numbers
	"$work/flicker" "$screen" 5 "$1" $(place "$shows")
	# shellcheck disable=SC2046
	"$work/latency" "$screen" $(place "$shows") 30 pictures "$load"
	stop_window
	stop_load
}

# view_keys NAME [PROXY-DELAY]: pages of 10,000 messages, nothing else
# happening.  A ladder shows the messages of eight clients.  Without a window
# manager keys go to the main window, so dialogs are left out: a ladder's pane
# is that of its window.
view_keys()
{
	local clients=1000

	view "$1"
	[ "$1" != pane ] || clients=8
	start_load $clients 0 10000 0 0 0 "$processes"
	[ -z "${2-}" ] || start_proxy "$2"
	open_view
	sleep 3
	kill -QUIT $load
	sleep 2
	drive "focus 5000" "point 5000 $shows - -" "press 1" "release 1" \
	    "keys Prior Prior" "sync" >/dev/null
	sleep 1
	printf '%s, %s rows of 10,000 messages:' "$1" \
	    "$(state_of rows)/$(state_of ladderlines)"
	# shellcheck disable=SC2046
	"$work/latency" "$screen" $(place "$shows") 40 key Prior Next
	stop_window
	[ -z "${2-}" ] || stop_proxy
	stop_load
}

# A change that is the only one: until it is on the screen.
view_change()
{
	view "$1"
	start_load 3 0 0 0 3 0 "$processes"
	open_view -geometry 1240x1260
	sleep 3
	printf '%s: ' "$1"
	# shellcheck disable=SC2046
	"$work/latency" "$screen" $(place "$shows") 20 message "$load" "$fault_colour"
	stop_window
	stop_load
}

view_memory()
{
	local quarter

	view "$1"
	view_load 1000
	open_view
	sleep 15
	printf '%s, %s min: %s' "$1" "$view_minutes" \
	    "$(memory_kb | awk '{ printf "%.1f", $1 / 1024 }')"
	for quarter in 1 2 3 4; do
		sleep $((view_minutes * 15))
		printf ', %s' \
		    "$(memory_kb | awk '{ printf "%.1f", $1 / 1024 }')"
	done
	echo " MB"
	stop_window
	stop_load
}

measure_views()
{
	local name

	echo "each view: 1,000 clients changing 4 times a second, 1,000" \
	    "messages a second (under 3 %, 40 KB/s, no round trip a tick)"
	load_alone stream
	for name in $all_views; do view_cost "$name"; done
}

measure_views_screen()
{
	local name

	echo "flicker (0 dips), and how long a picture stays (250 ms)"
	for name in $all_views; do view_screen "$name"; done
	echo "a fault on a quiet server is seen after (250 ms)"
	for name in ${VIEWS:-stream list ladder pane}; do
		view_change "$name"
	done
}

measure_views_keys()
{
	local name

	echo "a page of 10,000 messages (50 ms)"
	for name in ${VIEWS:-stream list pane}; do
		view_keys "$name"
	done
	echo "the same with a round trip of 50 ms"
	for name in ${VIEWS:-stream list pane}; do
		view_keys "$name" 25
	done
}

measure_views_memory()
{
	local name

	echo "memory, every quarter (VIEW_MINUTES, 1; 60 is an hour)"
	for name in $all_views; do view_memory "$name"; done
}
