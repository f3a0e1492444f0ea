#!/bin/bash
# contrib/barewire.lua: what tshark shows of the labs on the wire.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

command -v tshark >/dev/null || {
	echo "tshark is not installed"
	exit 77
}

shark()
{
	HOME=$work tshark -n -X "lua_script:$TEST_ROOT/contrib/barewire.lua" \
	    -o "barewire.chat:$chat_port" -o "barewire.calc:$calc_port" \
	    -o "barewire.clock:$clock_port" -o "barewire.echo:$echo_port" "$@"
}

# shellcheck disable=SC2317 # wait_until calls it
captured()
{
	[ "$(HOME=$work tshark -n -r "$work/lo.pcapng" -Y "$1" 2>/dev/null |
	    wc -l)" -ge "$2" ]
}

# shellcheck disable=SC2119 # without options
start_server
spawn dump dumpcap -q -i lo -w "$work/lo.pcapng" \
    -f "tcp port $chat_port or tcp port $calc_port or tcp port $echo_port or \
udp port $clock_port"
# What it says first, or why it cannot.
wait_until 10 eval "[ -s '$dump_err' ]"
if dead "$dump_pid" || ! wait_until 10 file_like "$dump_err" 'File: '; then
	echo "nothing can be captured here: $(tail -n 1 "$dump_err")"
	exit 77
fi
# shellcheck disable=SC2154 # start_server sets them
{
printf 'carol\nhello room\n' | raw "$chat_address" >/dev/null
printf '6 * 7\n' | raw "$calc_address" >/dev/null
printf 'back to me\n' | raw "$echo_address" >/dev/null
printf SEND_DATE | timeout 1 nc -u "$clock_host" "$clock_port" >/dev/null
}
wait_until 20 captured "udp.srcport == $clock_port" 1 ||
    fail "the capture does not hold the clock's answer"
kill -INT "$dump_pid"
wait_exit "$dump_pid"

test_case "every lab's messages have its name, side and text"
shark -r "$work/lo.pcapng" -Y barewire -T fields -e barewire.lab \
    -e barewire.sent -e barewire.text -E aggregator=';' \
    >"$work/shown" 2>"$work/shark.err"
assert_match "$(<"$work/shown")" 'chat(;chat)?[[:space:]]0(;0)?[[:space:]]carol;hello room'
assert_match "$(<"$work/shown")" 'chat.*[[:space:]]1.*carol: hello room'
assert_match "$(<"$work/shown")" 'calc[[:space:]]0[[:space:]]6 \* 7'
assert_match "$(<"$work/shown")" 'calc.*[[:space:]]1.*42'
assert_match "$(<"$work/shown")" 'echo[[:space:]]1[[:space:]]back to me'
assert_match "$(<"$work/shown")" 'clock[[:space:]]0[[:space:]]SEND_DATE'
assert_match "$(<"$work/shown")" 'clock[[:space:]]1[[:space:]].*20[0-9][0-9]'
assert_no_match "$(<"$work/shark.err")" '[Ll]ua.*error|barewire.lua:[0-9]'
assert_match "$(shark -r "$work/lo.pcapng" -Y 'barewire.lab == "echo"')" \
    'server: back to me'
finish
