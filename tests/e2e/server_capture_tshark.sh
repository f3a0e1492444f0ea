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

start_server --capture "$capture"
for i in $(seq 7); do
	http GET "/clients/nobody$i"
done
http POST /clients alice
printf 'carol\nhello room\n' | raw "$chat_address" >/dev/null
stop_server

test_case "requests and answers are counted as they were sent"
assert_eq "$(shark -Y http.request -T fields -e http.request.method |
    sort | uniq -c | tr -s ' \n' ' ')" " 7 GET 1 POST "
assert_eq "$(shark -Y http.response -T fields -e http.response.code |
    sort | uniq -c | tr -s ' \n' ' ')" " 1 201 7 404 "

test_case "ports, directions, names and texts are shown"
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
