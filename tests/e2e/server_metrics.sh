#!/bin/bash
# takes: 15
# GET /metrics: Prometheus's text format, numbers that are what was sent, no
# name and no address in it, for the server's own machine or at --metrics.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

metrics=$work/metrics

# ask [CURL-OPTION...]: /metrics of the wait lab's port, checked.
ask()
{
	http_status=$(curl -sS --max-time 30 --noproxy '*' -D "$work/head" \
	    -o "$metrics" -w '%{http_code}' "$@" "http://$wait_address/metrics")
	assert_eq "$http_status" 200
	python3 tests/e2e/metrics.py check "$metrics" server/metrics.def ||
	    fail "/metrics: $(head -c 2000 "$metrics")"
}

# value NAME
value()
{
	python3 tests/e2e/metrics.py value "$metrics" "$1"
}

start_server --metrics 127.0.0.1:0

test_case "it is the text format, with the list's names, types and help"
ask
assert_match "$(<"$work/head")" \
    '^Content-Type: text/plain; version=0.0.4; charset=utf-8'
assert_between "$(value barewire_start_time_seconds | cut -d. -f1)" \
    $((EPOCHSECONDS - 600)) "$EPOCHSECONDS" "start"
assert_eq "$(value barewire_build_info)" 1
assert_eq "$(value barewire_connections_limit)" 1024

test_case "a checker that is not ours has nothing to say"
if command -v promtool >/dev/null; then
	said=$(promtool check metrics <"$metrics" 2>&1) || fail "promtool: $said"
	assert_eq "$said" ""
else
	echo "not checked: promtool is not installed"
fi

test_case "the dashboard and the alerts ask for what there is"
for file in contrib/grafana/barewire.json contrib/prometheus-rules.yml; do
	python3 tests/e2e/metrics.py queries "$file" server/metrics.def \
	    >"$work/${file##*/}.yml" || fail "$file"
	! command -v promtool >/dev/null ||
	    promtool check rules "$work/${file##*/}.yml" || fail "$file"
done
! command -v promtool >/dev/null || promtool check config \
    contrib/prometheus.yml || fail "contrib/prometheus.yml"

test_case "HEAD has the same head and no body, POST is told what is offered"
http HEAD /metrics
assert_eq "$http_status" 200
assert_match "$http_head" '^Content-Length: [0-9]{4}'
said=$(printf 'HEAD /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' |
    http_raw)
assert_match "$said" '^HTTP/1.1 200'
assert_no_match "$said" barewire_
http POST /metrics x
assert_eq "$http_status" 405
assert_match "$http_head" '^Allow: GET, HEAD, OPTIONS'
http GET /
assert_match "$http_body" '^GET  /metrics '

test_case "the numbers are those of what was sent and came back"
said=$(python3 tests/e2e/metrics.py talk wait="$wait_port" \
    echo="$echo_port" calc="$calc_port" clock="$clock_port" 2>&1) ||
    fail "$said"

# misspell NAME: a client of the chat, who makes one fault.
misspell()
{
	printf '%s\n/liste\n' "$1" | raw "$chat_address" >/dev/null
}

# misspelt COUNT: so many of them have been judged, and all that was before.
misspelt()
{
	ask
	[ "$(value \
	    'barewire_verdicts_total{rule="chat.command.list",result="not_ok"}')" \
	    = "$1" ]
}

dates='barewire_verdicts_total{rule="wait.head.date",result="not_ok"}'

test_case "verdicts are counted by rule, and looks at the numbers are none"
misspell bob
wait_until 30 misspelt 1 || fail "no verdict: $(grep verdicts "$metrics")"
before=$(value "$dates")
http GET /clients
misspell carl
wait_until 30 misspelt 2 || fail "no verdict: $(grep verdicts "$metrics")"
assert_eq "$(value "$dates")" $((before + 1)) "requests without a Date"

test_case "no name and no address is in it"
spawn alice "$BAREWIRE" wait -n Alice-Example --min 60 --max 60 \
    "$wait_address"
expect_line "$server_out" 'Alice-Example sent 60: waiting 60 s'
ask
assert_no_match "$(<"$metrics")" 'Alice|127\.0\.0\.1|guest'
assert_eq "$(value 'barewire_clients{lab="wait",state="waiting"}')" 1

test_case "a row that says what cannot be is counted as that"
python3 - "/dev/shm/barewire.$(id -u).$instance" <<'END' || fail "no row"
import sys
with open(sys.argv[1], "r+b") as file:
    at = file.read().index(b"Alice-Example\0") - 9    # row_data.state
    file.seek(at)
    file.write(b"\xee")
END
ask
assert_eq "$(value barewire_rows_unreadable)" 1
assert_eq "$(value 'barewire_clients{lab="wait",state="waiting"}')" 0
end_process "$alice_pid"

test_case "what mischief holds back is not late"
ask
before=$(value barewire_pause_overshoot_seconds_count)
spawn carl "$BAREWIRE" wait -n carl --min 1 --max 1 -c 2 "$wait_address"
expect_line "$server_out" 'carl sent 1: waiting 1 s'
ctl mischief carl delay=300 >/dev/null || fail "no mischief"
wait_exit "$carl_pid" 20
ask
[ "$(value barewire_pause_overshoot_seconds_count)" -le $((before + 1)) ] ||
    fail "delayed answers were counted as late"

test_case "300 clients are 300 clients"
mkfifo "$work/until"
python3 tests/e2e/metrics.py crowd "$echo_port" 300 <"$work/until" \
    >"$work/crowd.out" &
started+=($!)
exec {until}>"$work/until"
expect_line "$work/crowd.out" there 60
crowd_there()
{
	ask
	[ "$(value 'barewire_clients{lab="echo"}')" = 300 ]
}
wait_until 60 crowd_there || fail "$(value 'barewire_clients{lab="echo"}')"
assert_eq "$(value 'barewire_connections_accepted_total{lab="echo"}')" 301
exec {until}>&-
wait "${started[-1]}"
crowd_gone()
{
	ask
	[ "$(value 'barewire_clients{lab="echo"}')" = 0 ]
}
wait_until 60 crowd_gone || fail "$(value 'barewire_clients{lab="echo"}')"

test_case "under load every answer is right, and no count goes back"
said=$(python3 tests/e2e/metrics.py load "$wait_port" 3 2>&1) || fail "$said"

test_case "a killed process, and a reader that was started again"
spawn bob "$BAREWIRE" wait -n bob --min 60 --max 60 "$wait_address"
expect_line "$server_out" 'bob sent 60: waiting 60 s'
kill -KILL "$(pgrep -P "$server_pid" bw-wait)"
kill -KILL "$(pgrep -P "$server_pid" barewired-log)"
crash_told()
{
	ask
	[ "$(value barewire_crashes_total)" = 1 ] &&
	    [ "$(value 'barewire_reader_restarts_total{reader="barewired-log"}')" = 1 ]
}
wait_until 20 crash_told || fail "$(<"$metrics")"
assert_eq "$(value barewire_reader_restarts_total)" 1

test_case "at --metrics there is /metrics and nothing else"
address=$(sed -n 's|^metrics at http://\(.*\)/metrics$|\1|p' "$server_out")
wait_address=$address
ask
http GET /clients
assert_eq "$http_status" 404
assert_match "$http_body" 'at this address but /metrics'
http POST /wait 0
assert_eq "$http_status" 404
http OPTIONS '/metrics'
assert_match "$http_head" '^Allow: GET, HEAD, OPTIONS'
assert_no_match "$(ctl status)" "$address"
stop_server

test_case "a connection that was refused is counted under its reason"
start_server -m 4 --per-address 2
mkfifo "$work/hold"
nc 127.0.0.1 "$echo_port" <"$work/hold" &
started+=($!)
exec {hold}>"$work/hold"
expect_line "$server_out" 'connected from .*\(echo'
python3 - "$wait_port" <<'END' || fail "nobody was refused"
import socket, sys
links = [socket.create_connection(("127.0.0.1", int(sys.argv[1])))
         for _ in range(2)]
for link in links:
    link.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
told = [link.recv(65536).split(b" ")[1] for link in links]
sys.exit(sorted(told) != [b"200", b"503"])
END
exec {hold}>&-
refused_told()
{
	ask && [ "$(value \
	    'barewire_connections_refused_total{reason="address"}')" -ge 1 ]
}
wait_until 20 refused_told
assert_eq "$(value 'barewire_connections_refused_total{reason="full"}')" 0
stop_server

test_case "an address that cannot be is told"
"$BAREWIRED" -i "$instance" -p wait=0 --metrics 127.0.0.1 >"$work/out" 2>&1
assert_eq $? 2
assert_match "$(<"$work/out")" 'not ADDRESS:PORT \(there is no port\)'
"$BAREWIRED" -i "$instance" -p wait=0 --metrics ::1 >"$work/out" 2>&1
assert_eq $? 2
