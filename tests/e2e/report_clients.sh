#!/bin/bash
# barewirectl report on students' clients (tests/clients/): of each the faults
# that the manifest names, and no other; and the report of a class.
# timeout: 480
# takes: 130
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# masked: what is another at each run.
masked()
{
	sed -E 's/Date: [^#\\]*(\\|$)/Date: THEN\1/g
	    s/(column [0-9]+: )[^\\]* GMT\\/\1THEN\\/
	    s/[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}/TIME/g
	    s/ [0-9]+ s later/ N s later/
	    s/from 127\.0\.0\.1/from ADDRESS/
	    s/[0-9]+ messages?,/N messages,/; s/message [0-9]+,/message N,/'
}

# as_told LAB=ADDRESS...: the report of these labs' clients is the manifest's.
as_told()
{
	python3 tests/clients/run.py --instance "$instance" "$@" \
	    >"$work/told" 2>&1 || fail "$(grep -v '^as ' "$work/told")"
	grep -v '^as ' "$work/told"
}

start_server --lenient

test_case "every client has the faults of the manifest, and no other"
addresses=()
for lab in $labs; do
	address=${lab}_address
	addresses+=("$lab=${!address}")
done
as_told "${addresses[@]}"

test_case "a class of twelve, as text"
ctl report --class tests/clients/class.txt | masked >"$work/class"
diff -u tests/clients/class.golden "$work/class" ||
    fail "the report of the class is another"
stop_server TERM

test_case "who talks on with a partner has no fault"
start_server --order-chat
# shellcheck disable=SC2154 # start_server sets it
as_told "relay=$order_address"
stop_server TERM
