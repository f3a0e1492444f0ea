# What it costs while it is only looked at.

# Names of the kinds of requests, for people.
kinds()
{
	awk -v s="$seconds" -v render="$(xdpyinfo -queryExtensions |
	    awk '/RENDER/ { print $3 }' | tr -dc 0-9)" '
	BEGIN {
		name["18.0"] = "properties"; name["56.0"] = "colours"
		name["62.0"] = "copies"; name["70.0"] = "rectangles"
		name[render ".23"] = name[render ".24"] = "text"
		name[render ".8"] = "shapes"; name[render ".12"] = "chart"
		name[render ".26"] = "shapes"
	}
	/^request/ {
		what = $2 in name ? name[$2] : "other"
		bytes[what] += $3
	}
	END {
		for (what in bytes)
			printf "%s %.1f\n", what, bytes[what] / s / 1000
	}' "$work/proxy" | sort -k 2 -rn | head -n 6 | tr '\n' ',' |
	    sed 's/,/, /g; s/, $//'
}

# cost WHAT WISH CLIENTS CHANGES MESSAGES [OPTION]...
cost()
{
	local what=$1 wish=$2 clients=$3 changes=$4 messages=$5
	local before after x_before sent replies

	shift 5
	start_load "$clients" "$changes" "$messages"
	start_proxy 0
	start_window "$@"
	sleep 8
	kill -USR1 $proxy
	sleep 0.2
	: >"$work/proxy"
	before=$(ticks $window) x_before=$(ticks $xvfb)
	sleep "$seconds"
	after=$(ticks $window)
	x_before=$(($(ticks $xvfb) - x_before))
	kill -USR1 $proxy
	sleep 0.3
	read -r sent replies < <(tr -d '\0' <"$work/proxy" |
	    awk '/^sent/ { print $2, $4 }')
	printf '%s (%s)\n  ' "$what" "$wish"
	awk -v b="$sent" -v r="$replies" -v t=$((after - before)) \
	    -v s="$seconds" -v hz="$(getconf CLK_TCK)" -v x="$x_before" \
	    -v kb="$(memory_kb)" -v up="$up_ms" 'BEGIN {
		printf "%.1f %% of a core (X server %.1f %%), %.1f KB/s, ",
		    100 * t / hz / s, 100 * x / hz / s, b / s / 1000
		printf "%d round trips in %d s, %.1f MB, up after %d ms\n",
		    r, s, kb / 1024, up
	}'
	echo "  KB/s: $(kinds)"
	stop_window
	stop_load
	stop_proxy
}

measure_cost()
{
	cost "1,000 clients changing 4 times a second, 1,000 messages a second" \
	    "under 3 %, 40 KB/s, no round trips" 1000 4 1000
	cost "the same, the window 1880x1260" "under 40 KB/s" \
	    1000 4 1000 -geometry 1880x1260 -xrm "*sideBySide: never"
	cost "the same, the list of exchanges" "under 3 %, 40 KB/s" \
	    1000 4 1000 -xrm "*messageList: True"
	cost "100 quiet clients" "under 10 KB/s" 100 0 0
	cost "100 clients, 20 messages a second" "for comparison" 100 0.2 20
}
