# A window that is stopped: the server must not notice, and the window be
# right soon after it goes on.

start_server()
{
	local lab ports=()

	name=b$RANDOM
	for lab in $(sed -n 's/^LAB([A-Z]*, *\([a-z]*\),.*/\1/p' \
	    base/labs.def); do
		ports+=(-p "$lab=off")
	done
	bin/barewired -i $name "${ports[@]}" -p wait=0 >"$work/server" &
	server=$!
	until grep -qx ready "$work/server"; do
		kill -0 $server || exit 1
		sleep 0.05
	done
	port=$(sed -n 's/^listening wait .*://p' "$work/server")
}

# How many answers the asker has had.
answers()
{
	local lines

	lines=$(wc -l <"$work/answers")
	kill -USR1 $asker
	until [ "$(wc -l <"$work/answers")" -gt "$lines" ]; do
		sleep 0.01
	done
	tail -n 1 "$work/answers"
}

# phase WHAT SECONDS: answers a second
phase()
{
	local before after started

	before=$(answers) started=${EPOCHREALTIME/./}
	sleep "$2"
	after=$(answers)
	awk -v n=$((after - before)) -v what="$1" -v load="$(cut -d ' ' -f 1 \
	    /proc/loadavg)" -v us=$((${EPOCHREALTIME/./} - started)) 'BEGIN {
		printf "  %s: %.0f answers a second in %.0f s " \
		    "[load average %s]\n", what, n * 1e6 / us, us / 1e6, load
	}'
}

active()
{
	bin/barewirectl -i "$name" status --json |
	    sed -n 's/.*"active": *\([0-9]*\).*/\1/p' | head -n 1
}

# The window says what barewirectl says, and what it lost.
window_right()
{
	[ "$(state_of connected)" = "$wanted" ] &&
	    [ "$(state_of lost)" -gt "$lost" ]
}

# Stopped while somebody comes, who asks nothing; then until it is right.
stop_once()
{
	local one other started lost wanted

	lost=$(state_of lost)
	kill -STOP $window
	exec {one}<>"/dev/tcp/127.0.0.1/$port" \
	    {other}<>"/dev/tcp/127.0.0.1/$port"
	phase "stopped" "$stop_seconds"
	wanted=$(active)
	started=${EPOCHREALTIME/./}
	kill -CONT $window
	until window_right; do
		sleep 0.01
		[ $((${EPOCHREALTIME/./} - started)) -lt 9000000 ] || break
	done
	printf '  right again after %d ms (1,000): %s clients of %s, %s lost\n' \
	    $(((${EPOCHREALTIME/./} - started) / 1000)) \
	    "$(state_of connected)" "$wanted" "$(state_of lost)"
	exec {one}>&- {other}>&-
}

measure_stop()
{
	start_server
	start_window
	"$work/ask" "$port" 8 >"$work/answers" &
	asker=$!
	sleep 1
	echo "the server while its window is stopped for $stop_seconds s"
	phase "running" "$stop_seconds"
	stop_once
	phase "running" "$stop_seconds"
	stop_once
	phase "running" "$stop_seconds"
	stop_window
	kill $asker $server
	wait $asker $server 2>/dev/null
	asker='' server=''
}
