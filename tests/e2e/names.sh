#!/bin/bash
# Names: a lab's own, free when the session is over, named NAME or NAME@LAB;
# and clients told apart by their numbers whatever their names.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# join FD LAB NAME: over a connection that stays open.
join()
{
	local host=$2_host port=$2_port

	eval "exec $1<>/dev/tcp/${!host}/${!port}"
	printf '%s\n' "$3" >&"$1"
	wait_until 10 named "$3" "$2" || fail "no $3@$2"
}

# named NAME LAB: somebody holds that name.
named()
{
	ctl status --json | jq -e --arg name "$1" --arg lab "$2" \
	    '.clients[] | select(.name == $name and .lab == $lab and
	    .ended == null and .state != "closing")' >/dev/null
}

# kicked NAME[@LAB] EXPECTED
kicked()
{
	assert_eq "$(ctl kick "$1")" "$2" "what kick $1 says"
}

start_server
spawn tail "$BAREWIRECTL" -i "$instance" tail --json --client alice@calc
spawn both "$BAREWIRECTL" -i "$instance" tail --json --client alice
feed=$XDG_RUNTIME_DIR/barewire/$instance/feed
wait_until 10 test -p "$feed.1" || fail "they do not watch"

test_case "an alice in every lab that has names"
join 3 chat alice
join 4 calc alice
http POST /clients alice
assert_eq "$http_status" 201

test_case "a second one in a lab is refused"
assert_match "$(printf 'alice\n' | raw "$chat_address")" 'it is taken$'
assert_match "$(printf 'alice\n' | raw "$calc_address")" 'it is taken$'

# shows PATH STATUS LINE: what /clients/PATH says.
shows()
{
	http GET "/clients/$1"
	assert_eq "$http_status" "$2" "status for $1"
	assert_match "$http_body" "$3"
}

test_case "GET /clients/NAME is the wait lab's, NAME@LAB any lab's"
exec 5<>"/dev/tcp/$wait_host/$wait_port"
shows alice 404 '^No client of the wait lab is called "alice"; .*/clients/N'
printf 'POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nalice' >&5
wait_until 10 named alice wait || fail "no alice@wait"
for path in alice alice@wait alice@WAIT %61lice%40wait; do
	shows "$path" 200 '^name: alice$'
	shows "$path" 200 '^lab: wait$'
done
shows alice@chat 200 '^lab: chat$'
shows alice@calc 200 '^lab: calc$'
shows alice%40calc 200 '^lab: calc$'
shows alice@order 404 '^No client is called "alice@order"\. GET /clients'
shows alice@lab 404 '^"alice@lab" names nobody: what follows the @ is no lab'
shows alice@ 404 '^"alice@" names nobody: a lab.s name is missing'
shows @chat 404 '^"@chat" names nobody: a client.s name is missing'
shows "$(printf 'a%.0s' {1..200})" 404 '^No client of the wait lab is called'
shows '' 404 '^"" names nobody'

test_case "GET /clients has a lab field"
http GET /clients
assert_eq "$(grep -c '^alice ' <<<"$http_body")" 3
for lab in wait chat calc; do
	assert_match "$http_body" "^alice $lab$"
done
assert_eq "$(curl -s -H 'Accept: application/json' \
    "http://$wait_address/clients" |
    jq -r 'map(select(.name == "alice") | .lab) | sort | join(" ")')" \
    "calc chat wait"
exec 5>&- 5<&-

test_case "tail --client takes one lab's, or all"
printf '1+1\n' >&4
printf 'hello\n' >&3
expect_line "$tail_out" '"text":"1\+1\\n"'
expect_line "$both_out" '"text":"1\+1\\n"'
expect_line "$both_out" '"text":"hello\\n"'
assert_eq "$(jq -r '.client + "@" + .lab' "$tail_out" | sort -u)" alice@calc
assert_eq "$(jq -r '.client + "@" + .lab' "$both_out" | sort -u |
    tr '\n' ' ')" "alice@calc alice@chat alice@wait "

test_case "kick NAME@LAB ends one, kick NAME all"
kicked alice@calc "kicked alice@calc"
named alice chat || fail "alice@chat is gone"
assert_match "$(ctl kick alice@calc 2>&1)" 'no client is called "alice@calc"$'
join 4 calc alice
assert_match "$(ctl kick alice)" \
    '^kicked (alice@chat, alice@calc|alice@calc, alice@chat)$'
assert_match "$(ctl kick alice 2>&1)" 'no client is called "alice"$'

test_case "a name may begin with a dash"
for name in -rf -hans --json2 - --; do
	join 3 chat "$name"
	kicked "$name@chat" "kicked $name@chat"
	join 3 chat "$name"
	assert_eq "$(ctl kick -- "$name")" "kicked $name@chat"
done
join 3 chat -rf
kicked -rf "kicked -rf@chat"
join 3 chat -hans
assert_eq "$("$BAREWIRECTL" kick -hans -i "$instance")" "kicked -hans@chat"

test_case "a session that is over has no name to be kicked by"
join 3 calc nora
echo q >&3
cat <&3 >/dev/null
shows nora@calc 404 '^No client is called "nora@calc"'
assert_match "$(ctl kick nora 2>&1)" \
    '(nora@calc is closing: its session is over|no client is called "nora")$'
join 4 calc nora
kicked nora "kicked nora@calc"
exec 3>&- 3<&- 4>&- 4<&-

test_case "who sends datagrams has no connection to end"
printf SEND_DATE | nc -u -w 1 -p 40123 "$clock_host" "$clock_port" >/dev/null
assert_match "$(ctl kick udp-40123 2>&1)" \
    'udp-40123@clock sends datagrams: there is no connection to end$'

test_case "the number of one that has gone is no other client's"
stop_server
start_server -m 1
python3 tests/e2e/client_numbers.py "${feed%/*}" "$calc_host" "$calc_port" \
    >"$work/numbers" || fail "$(<"$work/numbers")"
before=$(tail -n 1 "$work/numbers")
kill -KILL "$server_pid"
wait "$server_pid" 2>/dev/null
start_server -m 1
python3 tests/e2e/client_numbers.py "${feed%/*}" "$calc_host" "$calc_port" \
    $before >"$work/numbers" || fail "$(<"$work/numbers")"
stop_server

test_case "a letter with its accent is one name, however it is written"
start_server
join 8 chat $'Andr\303\251'
assert_match "$(printf 'Andre\314\201\n' | raw "$chat_address")" 'it is taken$'
kicked $'Andre\314\201@chat' $'kicked Andr\303\251@chat'
exec 8>&- 8<&-

test_case "a name of letters that look alike is marked, not refused"
join 8 chat $'\320\260lice'
expect_line "$server_out" ' has a name of letters of several scripts that look alike$'
assert_match "$(ctl status)" $'\\(mixed\\) \320\260lice '
ctl status --json | jq -e '[.clients[] | select(.mixed)] | length == 1' \
    >/dev/null || fail "$(ctl status --json)"
exec 8>&- 8<&-

# comes_back HOW: hugo closes, his process sees nothing, and he is there again.
# shutdown: he waits for the server's end, as those do who leave gently.
comes_back()
{
	python3 - "$chat_host" "$chat_port" "$1" "$2" <<'END'
import os, signal, socket, struct, sys, threading, time
address, how, row = (sys.argv[1], int(sys.argv[2])), sys.argv[3], sys.argv[4]
first = socket.create_connection(address)
first.sendall(b"hugo\n")
slow = ""
while slow == "":
    time.sleep(0.05)
    slow = os.popen(row).read().strip()
os.kill(int(slow), signal.SIGSTOP)
if how == "reset":
    first.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
        struct.pack("ii", 1, 0))
if how == "shutdown":
    first.shutdown(socket.SHUT_WR)
else:
    first.close()
threading.Timer(0.4, os.kill, (int(slow), signal.SIGCONT)).start()
again = socket.create_connection(address)
again.sendall(b"hugo\n/list\n")
print(again.makefile().readline(), end="")
END
}

# shellcheck disable=SC2154 # lib.sh sets the instance
row="'$BAREWIRECTL' -i '$instance' status --json | jq -r '.clients[] |
    select(.name == \"hugo\" and .ended == null) | .pid'"
for how in close shutdown reset; do
	test_case "$how: a name whose client has closed is free, however slow" \
	    "its process is"
	assert_match "$(comes_back $how "$row")" \
	    '^[0-9]+ members?: .*hugo'
	wait_until 10 eval '! named hugo chat' || fail "hugo is still there"
done
stop_server
