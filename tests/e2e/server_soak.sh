#!/bin/bash
# A server that has worked for a time, whoever was killed meanwhile, has no more
# descriptors, memory, processes, rows and files than before; make soak
# MINUTES=60 is the same for longer.
# timeout: 240
# takes: 50
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

minutes=${1:-0.2}
to_ms "$minutes"
seconds=$((REPLY * 60 / 1000))
test_case "all labs at work for $minutes minutes: nothing is left of it"
start_server -m 200 --partner-wait 5
ports=()
for lab in $labs; do
	address=${lab}_address udp=${lab}_udp_address
	[ "${!address}" = "${!udp}" ] || ports+=("$lab=${!address}")
	[ -z "${!udp}" ] || ports+=("$lab/udp=${!udp}")
done
python3 -B tests/e2e/server_soak.py $seconds "$instance" \
    "$server_pid" "${ports[@]}" || fail "something did not come back"
stop_server TERM
