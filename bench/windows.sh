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
#	views	each view alone: cost
#	views_screen	flicker, how soon it shows something
#	views_keys	10,000 messages scrolled, also from far away
#	views_memory	does it grow
#
# All of them take about twenty minutes.  From the environment: SECONDS_EACH
# (10), STOP_SECONDS (20), HOUR_RATE (how many messages a second an hour
# of 1,000 a second is compressed to, 20000), VIEW_SECONDS (as SECONDS_EACH)
# VIEW_MINUTES (how long each view is watched for its memory, 1), and VIEWS
# (which of them, "list ladder").

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
. bench/windows_views.sh

[ $# -gt 0 ] || set -- cost screen slow memory stop views \
    views_screen views_keys views_memory
build
start_display
for part; do
	echo "== $part $(load_average)"
	"measure_$part"
done
