# As over ssh -X from far away: every answer of the X server takes 50 ms.

# keys WHAT X Y WIDTH HEIGHT KEY...
keys()
{
	printf '  %s\n   ' "$1"
	"$work/latency" "$screen" "${@:2:4}" 75 key "${@:6}"
}

measure_slow()
{
	local x y w h stream

	start_load 100 0.2 20
	start_proxy 25
	start_window
	echo "50 ms round trip, 100 clients, 20 messages a second:" \
	    "up after $up_ms ms (6,000)"
	sleep 5
	# Scrolled up, the messages stay where they are.
	drive "focus 5000" "point 5000 stream - -" "press 1" "release 1" \
	    "keys Prior" "sync" >/dev/null
	sleep 1
	stream=$(place stream)
	keys "Page Up, Page Down in the messages" $stream Prior Next
	read -r x y w h < <(place menuBar)
	keys "F10, Down (a menu opens), Escape" "$x" "$y" 60 $((h + 30)) \
	    F10 Down Escape
	stop_window
	stop_load
	stop_proxy
}
