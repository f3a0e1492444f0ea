#!/bin/bash
# Everything that may be killed, stopped or exhausted under a server at work:
# for each the right line, and everybody is served again.  make storm KILLS=10000
# is the same with more kills.
# timeout: 400
# takes: 60
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

test_case "a storm of ${1:-300} kills and of everything else"
python3 -B tests/e2e/server_storm.py "${1:-300}" "$instance" "$work" ||
    fail "somebody was not served again, or something was not told of"
test_case "nothing of it is left"
assert_eq "$(find /dev/shm -name "barewire.*.$instance")" '' "shared memory"
