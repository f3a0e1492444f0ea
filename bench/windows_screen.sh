# What is seen on the screen: nothing flickers, and things are soon there.

# The last column of the first row, within the table: X Y WIDTH HEIGHT
first_message()
{
	local x y w h columns

	read -r x y w h < <(place table)
	columns=$(state_of columns)
	awk -v x="$x" -v y="$y" -v w="$w" -v columns="$columns" 'BEGIN {
		count = split(columns, width, ",")
		for (i = 1; i < count; i++)
			left += width[i]
		# Row heights as in gui/monitor/draw_table.c, at 10 points and 96 dpi.
		print int(x + left + 12), y + 30, int(w - left - 14), 20
	}'
}

flicker()
{
	local table stream

	start_load 1000 4 1000
	start_window
	sleep 3
	table=$(place table) stream=$(place stream)
	echo "flicker: 1,000 rows 4 times a second, 1,000 messages a second" \
	    "(0 dips)"
	"$work/flicker" "$screen" "$seconds" "  table" $table \
	    "  messages" $stream
	echo "  to compare, a window that clears before it draws:"
	"$work/flicker_bad" $table &
	asker=$!
	sleep 0.5
	"$work/flicker" "$screen" 5 "  bad" $table
	kill $asker
	wait $asker 2>/dev/null
	asker=''
	stop_window
	stop_load
}

# latencies WHAT CLIENTS CHANGES MESSAGES
latencies()
{
	local row stream

	start_load "$2" "$3" "$4" 0 3
	start_window -geometry 1240x1260	# room for some messages
	sleep 3
	row=$(first_message) stream=$(place stream)
	printf '%s: a row is on the screen after (250 ms)\n  ' "$1"
	"$work/latency" "$screen" $row 60 row $load
	printf '%s: a message after (100 ms)\n  ' "$1"
	"$work/latency" "$screen" $stream 60 message $load "$fault_colour"
	stop_window
	stop_load
}

# busy WHAT CLIENTS CHANGES MESSAGES: more than the eye can follow; a message
# waits for the next picture at most.
busy()
{
	local row stream

	start_load "$2" "$3" "$4" 0 3
	start_window
	sleep 3
	row=$(first_message) stream=$(place stream)
	printf '%s: a row after (250 ms)\n  ' "$1"
	"$work/latency" "$screen" $row 60 row $load
	printf '%s: the next picture of the messages after\n  ' "$1"
	"$work/latency" "$screen" $stream 100 pictures $load
	stop_window
	stop_load
}

measure_screen()
{
	flicker
	latencies "a quiet server" 3 0 0
	latencies "100 clients, 20 messages a second" 100 0.2 20
	busy "1,000 clients 4 times a second, 1,000 messages a second" \
	    1000 4 1000
}
