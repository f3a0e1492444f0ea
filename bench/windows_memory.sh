# An hour of 1,000 messages a second, 1,000 clients and five that leave and
# come each second, in as many minutes as HOUR_RATE makes of it.

measure_memory()
{
	local minute wanted

	start_load 1000 4 "$hour_rate" $((5 * hour_rate / 1000))
	start_window
	echo "an hour's 3,600,000 messages, $hour_rate a second;" \
	    "clients that leave and come"
	for minute in 0 15 30 45 60; do
		wanted=$((minute * 60000))
		until [ $(($(state_of seen) + $(state_of lost))) -ge \
		    $wanted ]; do
			sleep 0.2
		done
		# The 10,000 messages it keeps are there after ten seconds.
		[ $minute -ne 0 ] || sleep $((10000 / hour_rate + 2))
		printf '  minute %d: %.1f MB, %d messages seen, %d lost\n' \
		    $minute "$(memory_kb | awk '{ print $1 / 1024 }')" \
		    "$(state_of seen)" "$(state_of lost)"
	done
	stop_window
	stop_load
}
