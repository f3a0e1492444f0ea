#!/bin/bash
# takes: 10
# Three readers that know nothing of each other count what a client said, right
# and wrong, over kept-alive connections: tshark in a capture, goaccess in the
# log made of it, and /metrics.  They must agree with it and so with each other.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

capture=$work/class.pcapng
sent=$work/sent

# said JQ-EXPRESSION
said()
{
	jq -r "$1" "$sent"
}

methods='.requests | to_entries | sort_by(.key)[] | "\(.key) \(.value)"'
statuses='.answers | to_entries | sort_by(.key)[] | "\(.key) \(.value)"'

# metric NAME
metric()
{
	python3 tests/e2e/metrics.py value "$work/metrics" "$1"
}

start_server --capture "$capture"
python3 tests/e2e/three_readers.py "$wait_port" "${SEED:-7}" >"$sent" \
    2>"$work/err" || fail "$(<"$work/err")"
curl -sS --noproxy '*' -o "$work/metrics" "http://$wait_address/metrics" ||
    fail "no metrics"
stop_server
echo "sent: $(<"$sent")"

test_case "what was said holds every kind that is to be counted"
assert_eq "$(said '[.requests[]] | add')" 400
assert_between "$(said .wrong)" 20 200 "wrong requests"
assert_match "$(said '.answers | keys | join(" ")')" '^200 400 404 405$'
assert_eq "$(said '[.answers[]] | add')" 400

test_case "/metrics: its own request is counted, and no answer to that"
assert_eq "$(metric 'barewire_messages_total{lab="wait",direction="received"}')" \
    401
assert_eq "$(metric 'barewire_messages_total{lab="wait",direction="sent"}')" 400
assert_eq "$(metric 'barewire_faults_total{lab="wait"}')" "$(said .wrong)"
assert_eq "$(metric \
    'barewire_message_bytes_total{lab="wait",direction="sent"}')" \
    "$(said .bytes_out)"
assert_eq "$(metric 'barewire_connections_accepted_total{lab="wait"}')" \
    $(($(said .connections) + 1))
assert_eq "$(metric 'barewire_connections_left_total')" 0

# shark FILTER FIELD: "200 17 404 5": how often each value of the field is there
shark()
{
	HOME=$work tshark -n -r "$capture" -Y "$1" -T fields -e "$2" \
	    2>"$work/shark.err" | sort | uniq -c | awk '{ print $2, $1 }'
}

test_case "tshark: as many requests of each method, answers of each status"
if command -v tshark >/dev/null; then
	# The last one of both is that for /metrics.  What is cut in its head
	# is malformed to tshark, which has its method all the same.
	assert_eq "$(shark 'http.request.method && http.request.uri != "/metrics"' \
	    http.request.method)" \
	    "$(said "$methods")"
	assert_eq "$(shark 'http.response && !(http contains "barewire_")' \
	    http.response.code)" \
	    "$(said "$statuses")"
else
	echo "not counted: tshark is not installed"
fi

test_case "goaccess: as many in the log, none that it cannot read"
ctl export "$capture" --log >"$work/log" || fail "no log"
grep -v '"GET /metrics ' "$work/log" >"$work/log.sent"
assert_eq "$(wc -l <"$work/log.sent")" 400 "lines of the log"
if command -v goaccess >/dev/null; then
	goaccess "$work/log.sent" --log-format=COMBINED --no-global-config \
	    --http-method=yes --http-protocol=yes -o "$work/report.json" \
	    >/dev/null 2>"$work/err" || fail "goaccess: $(<"$work/err")"
	report=$work/report.json
	assert_eq "$(jq -r '.general | "\(.total_requests) \(.valid_requests) \(.failed_requests)"' \
	    "$report")" "400 400 0"
	assert_eq "$(jq -r '[.status_codes.data[].items[]] | sort_by(.data)[] |
	    "\(.data[0:3]) \(.hits.count)"' "$report")" \
	    "$(said "$statuses")"
	assert_eq "$(jq -r '[.requests.data[], .not_found.data[]] |
	    group_by(.method)[] | "\(.[0].method) \(map(.hits.count) | add)"' \
	    "$report")" \
	    "$(said "$methods")"
else
	echo "not counted: goaccess is not installed"
fi
