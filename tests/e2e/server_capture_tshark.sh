#!/bin/bash
# A capture, read by tshark: it counts the requests and answers that were sent.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

command -v tshark >/dev/null || {
	echo "tshark is not installed"
	exit 77
}
capture=$work/class.pcapng

shark()
{
	HOME=$work tshark -n -r "$capture" "$@" 2>"$work/shark.err"
}

# shellcheck disable=SC2317 # wait_until calls it
judged()
{
	shark -Y http.request -T fields -e frame.comment |
	    grep -q 'not ok: .*wait\.head\.date (must)'
}

# A judge that is kept from its work for 0.3 s says it later, and elsewhere.
# shellcheck disable=SC2317 # wait_until calls it
judged_in_time()
{
	http GET /clients/nobody
	wait_until 1 judged
}

test_case "what the judge says of a message is a comment on its packet"
start_server --capture "$capture"
wait_until 20 judged_in_time || fail "no packet has a verdict"
# shellcheck disable=SC2119 # without a signal
stop_server

capture=$work/again.pcapng
start_server --capture "$capture"
for i in $(seq 7); do
	http GET "/clients/nobody$i"
done
http POST /clients alice
# shellcheck disable=SC2154 # start_server sets it
printf 'carol\nhello room\n' | raw "$chat_address" >/dev/null
# shellcheck disable=SC2119 # without a signal
stop_server

test_case "requests and answers are counted as they were sent"
assert_eq "$(shark -Y http.request -T fields -e http.request.method |
    sort | uniq -c | tr -s ' \n' ' ')" " 7 GET 1 POST "
assert_eq "$(shark -Y http.response -T fields -e http.response.code |
    sort | uniq -c | tr -s ' \n' ' ')" " 1 201 7 404 "

test_case "ports, directions, names and texts are shown"
# shellcheck disable=SC2154 # start_server sets it
assert_eq "$(shark -Y http.request -T fields -e exported_pdu.dst_port |
    sort -u)" "$wait_port"
assert_eq "$(shark -Y http.response -T fields -e exported_pdu.src_port |
    sort -u)" "$wait_port"
assert_eq "$(shark -Y http.request -T fields -e exported_pdu.ipv4_src |
    sort -u)" 127.0.0.1
assert_match "$(shark -T fields -e frame.comment)" 'alice, process [0-9]+'
assert_match "$(shark -V)" 'carol: hello room'
assert_no_match "$(shark -V)" 'Malformed Packet'
assert_no_match "$(<"$work/shark.err")" 'cut short|corrupt|damaged'
finish
