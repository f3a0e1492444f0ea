#!/bin/bash
#
# What the monitor costs, printed; `make bench-windows` calls it.  Runs on an
# X server of its own, behind a proxy that counts and delays.  Nothing passes
# or fails here; the wishes beside the figures are for an idle machine.
#
# usage: bench/windows.sh [SECONDS]

set -u
cd "$(dirname "$0")/.." || exit 2
seconds=${1:-10}
work=$(mktemp -d /tmp/bw-bench-XXXXXX) || exit 2
export XDG_RUNTIME_DIR=$work
xvfb='' load='' proxy='' window=''
front=$((200 + $$ % 300))

finish()
{
	kill $window $load $proxy $xvfb 2>/dev/null
	wait 2>/dev/null
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

make --no-print-directory -s bin/xbarewired obj/release/lib/{shm,wire,base}.a ||
    exit 2
${CC:-gcc} -O2 -std=c11 -D_GNU_SOURCE -o "$work/x_proxy" bench/x_proxy.c ||
    exit 2
${CC:-gcc} -O2 -std=c11 -D_GNU_SOURCE -I. -pthread -o "$work/window_load" \
    bench/window_load.c obj/release/lib/{shm,wire,base}.a || exit 2
Xvfb -displayfd 3 -screen 0 1280x1024x24 -noreset -nolisten tcp 3>"$work/display" \
    >/dev/null 2>&1 &
xvfb=$!
until [ -s "$work/display" ]; do sleep 0.05; done
back=$(cat "$work/display")

ticks()
{
	awk '{ print $14 + $15 }' "/proc/$window/stat"
}

up()
{
	DISPLAY=:$back xdotool search --onlyvisible \
	    --name "^Barewire monitor - $1$" >"$work/id" 2>/dev/null &&
	    DISPLAY=:$back xprop -id "$(cat "$work/id")" _BAREWIRE_STATE |
	    grep -q 'attach=running'
}

# measure WHAT CLIENTS CHANGES MESSAGES DELAY-MS WISH
measure()
{
	local started before after sent replies name

	name=b$RANDOM
	"$work/window_load" "$name" "$2" "$3" "$4" >"$work/load" &
	load=$!
	"$work/x_proxy" $front "$back" "$5" >"$work/proxy" &
	proxy=$!
	until grep -q ready "$work/load" && grep -q ready "$work/proxy"; do
		sleep 0.05
	done
	started=${EPOCHREALTIME/./}
	DISPLAY=:$front bin/xbarewired -i "$name" -xrm '*publishState: True' &
	window=$!
	until up "$name"; do
		kill -0 $window || exit 1
		sleep 0.05
	done
	printf '%s (%s)\n  up after %d ms' "$1" "$6" \
	    $(((${EPOCHREALTIME/./} - started) / 1000))
	sleep 8
	kill -USR1 $proxy
	sleep 0.2
	before=$(ticks)
	sleep "$seconds"
	after=$(ticks)
	kill -USR1 $proxy
	sleep 0.3
	read -r _ sent _ replies _ < <(tail -n 1 "$work/proxy")
	awk -v b="$sent" -v r="$replies" -v t=$((after - before)) \
	    -v s="$seconds" -v hz="$(getconf CLK_TCK)" \
	    -v kb="$(awk '/VmRSS/ { print $2 }' "/proc/$window/status")" \
	    'BEGIN { printf ", %.1f %% of a core, %.1f KB/s to X, " \
	    "%d round trips in %d s, %.1f MB\n", 100 * t / hz / s, \
	    b / s / 1000, r, s, kb / 1024 }'
	kill $window $load
	wait $window $load 2>/dev/null
	kill $proxy
	wait $proxy 2>/dev/null
	window='' load='' proxy=''
	front=$((front + 1))
}

measure "1,000 clients changing 4 times a second, 1,000 messages a second" \
    1000 4 1000 0 "under 3 %, 40 KB/s, no round trips"
measure "100 quiet clients" 100 0 0 0 "under 10 KB/s"
measure "100 clients, 20 messages a second" 100 0.2 20 0 "for comparison"
measure "100 clients, 20 messages a second, 50 ms round trip" \
    100 0.2 20 25 "up in under 6 s"
