#!/bin/bash
#
# Figures, side by side in one run; `make bench` calls it.  Nothing passes or
# fails here: the machine may be busy, so look at the ratios.
#
# usage: bench/bench.sh [CONNECTIONS]

set -u
cd "$(dirname "$0")/.." || exit 2
count=${1:-3000}
work=$(mktemp -d /tmp/bw-bench-XXXXXX) || exit 2
export XDG_RUNTIME_DIR=$work
server='' peer=''

finish()
{
	[ -z "$server" ] || kill "$server" 2>/dev/null
	[ -z "$peer" ] || kill "$peer" 2>/dev/null
	wait 2>/dev/null
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

start_server()
{
	: >"$work/out"	# the one before was ready, too
	bin/barewired -i bench -m 20000 -p wait=0 "$@" >"$work/out" &
	server=$!
	until grep -qx ready "$work/out"; do sleep 0.05; done
	port=$(sed -n 's/^listening wait .*://p' "$work/out")
}

stop_server()
{
	kill "$server"
	wait "$server"
	server=''
}

for program in fork_loop connect; do
	${CC:-gcc} -O2 -std=c11 -D_GNU_SOURCE -o "$work/$program" \
	    "bench/$program.c" || exit 2
done

echo "connections accepted, answered and kept open, a second ($count of them)"
for round in 1 2 3; do
	"$work/fork_loop" >"$work/port" &
	peer=$!
	until [ -s "$work/port" ]; do sleep 0.05; done
	read -r bare bare_kib < <("$work/connect" "$(cat "$work/port")" \
	    "$count" 0)
	kill $peer
	wait $peer 2>/dev/null
	peer=''
	: >"$work/port"
	start_server
	read -r ours ours_kib < <("$work/connect" "$port" "$count" 0)
	stop_server
	awk -v a="$bare" -v b="$ours" -v ka="$bare_kib" -v kb="$ours_kib" \
	    -v r=$round 'BEGIN { printf "  round %d: bare fork loop %d, " \
	    "barewired %d: %.0f %%; KiB each %.0f and %.0f\n", r, a, b,
	    100 * b / a, ka, kb }'
done

echo "pauses, ms later than asked"
start_server
for seconds in 1 3; do
	printf '  '
	python3 bench/pause.py "$port" $seconds 50
done
stop_server
