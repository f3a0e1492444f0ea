# What xbarewire remembers: how it looks, and the last page, server and name.
# timeout: 180
# takes: 12
# sanitized

. "${TEST_ROOT:-.}/tests/gui/lib.sh"
. tests/gui/client.bash
. tests/gui/settings.bash

file=$XDG_CONFIG_HOME/barewire/xbarewire.conf

close()
{
	keys ctrl+q
	wait_exit "$client_pid" 10
}

# left_is PIXELS: the width of what was said, about
left_is()
{
	set -- "$1" "$(side saidPane width)"
	[ $(($2 - $1)) -le 2 ] && [ $(($1 - $2)) -le 2 ]
}

left_is_not()
{
	! left_is "$1"
}

start_server

test_case "a window that nobody changed writes nothing"
start_client
state_is page=wait messages=1
close
[ ! -e "$file" ] || fail "there is $(<"$file")"

test_case "the last page, server and name are there again"
start_client chat
state_is page=chat
click name
keys ctrl+a
type_text "grace-hopper"
click host
keys ctrl+a
type_text "$chat_host"
click port
keys ctrl+a
type_text "$chat_port"
keys Return
state_is live=1
file_holds 'lab: chat'
file_holds "server: $chat_host:$chat_port"
file_holds 'user: grace-hopper'
close
start_client --connect
state_is page=chat live=1 address="$chat_host:$chat_port"
expect_line "$server_out" 'grace-hopper .*'
close

test_case "another page has its own port, and the host"
start_client calc
state_is page=calc
for field in host port; do
	click $field
	keys ctrl+a ctrl+c
	timeout 3 xclip -o -selection clipboard >"$work/$field"
done
assert_eq "$(<"$work/host")" "$chat_host" "the host"
assert_eq "$(<"$work/port")" 12002 "the port"
close

test_case "a server on the command line counts, and is remembered"
start_client -n alice --connect "$wait_address"
state_is page=chat 'state=.*'
keys ctrl+k
close
file_holds "server: $wait_address"
file_holds 'user: alice'

test_case "how it looks is there again, the command line says more"
start_client -geometry 1100x720 wait "$wait_address"
state_is page=wait
keys ctrl+equal ctrl+h F9
state_is size=11 hex=1 dark=1
left=$(side saidPane width)
click handle
keys Right Right Right Right
ask sync
wait_until 10 left_is_not "$left" || fail "the handle does not move"
file_holds 'shares: .*wait=580.*'
left=$(side saidPane width)
file_holds 'dark: True'
kill -KILL "$client_pid"
wait_exit "$client_pid" 10 || true
start_client -geometry 1100x720 wait "$wait_address"
state_is page=wait size=11 hex=1 dark=1
wait_until 10 left_is "$left" || fail "it is $(widget saidPane), not $left"
keys ctrl+m
state_is messages=0
file_holds 'messages: False'
close
start_client --font-size 14 -xrm '*dark: False' -xrm '*messages: True'
state_is page=chat size=14 dark=0 messages=1 hex=1
close
start_client
state_is size=11 dark=1 messages=0

test_case "Reset brings the defaults back, and stays so"
keys alt+v r
state_is size=10 dark=0 messages=1 hex=0
close
! grep -v '^#' "$file" || fail "something is left in it"
start_client
state_is page=wait size=10 dark=0 messages=1 hex=0
close

test_case "nonsense in the file does not hinder"
printf 'lab: nolab\nserver: :::::\nfontSize: 12\nuser: \xc3\xa9\n' >"$file"
start_client
state_is page=wait size=12
keys ctrl+equal
state_is size=13
file_holds 'fontSize: 13'
close
printf 'nonsense\n' >"$file"
start_client
state_is page=wait size=10 'problem=.*not_understood.*'
assert_match "$(<"$client_err")" 'line 1 is not understood'
close
rm -f "$file"
mkdir "$file"
start_client
state_is page=wait 'problem=nothing_is_remembered.*'
close
