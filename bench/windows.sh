#!/bin/bash
#
# What the monitor costs and how fast it is, printed; `make bench-windows`
# calls it.  Runs on an X server of its own.  Nothing passes or fails here;
# the wishes beside the figures are for an idle machine.
#
# usage: bench/windows.sh [PART]...
#
#	cost	CPU, traffic to X, round trips, until it is up
#	screen	flicker; how long until a change or a message is seen
#	slow	50 ms round trip: until it is up, until a key is answered
#	memory	an hour's messages and clients, compressed
#	stop	a stopped window and its server
#
# All of them take about eight minutes.  From the environment: SECONDS_EACH
# (10), STOP_SECONDS (20) and HOUR_RATE (how many messages a second an hour
# of 1,000 a second is compressed to, 20000).

set -u
cd "$(dirname "$0")/.." || exit 2
seconds=${SECONDS_EACH:-10}
stop_seconds=${STOP_SECONDS:-20}
hour_rate=${HOUR_RATE:-20000}
. bench/windows_lib.sh
. bench/windows_cost.sh
. bench/windows_screen.sh
. bench/windows_slow.sh
. bench/windows_memory.sh
. bench/windows_stop.sh

[ $# -gt 0 ] || set -- cost screen slow memory stop
build
start_display
for part; do
	echo "== $part $(load_average)"
	"measure_$part"
done
