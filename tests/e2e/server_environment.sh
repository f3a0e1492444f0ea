#!/bin/bash
# The same user with another environment: su, sudo, cron.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"
. "$TEST_ROOT/tests/e2e/environment.bash"

bare=(env -u XDG_RUNTIME_DIR)
with_ctl=("$BAREWIRECTL" -i "$instance")
bare_ctl=("${bare[@]}" "${with_ctl[@]}")

off=()
for lab in $labs; do off+=(-p "$lab=off"); done

# second COMMAND...: a server of the same user and instance does not start.
second()
{
	local answer

	answer=$("$@" -i "$instance" "${off[@]}" -p wait=0 2>&1)
	assert_eq $? 1 "a second server's exit status"
	assert_match "$answer" \
	    "^barewired: instance .* already served by process $server_pid\$"
}

test_case "started with XDG_RUNTIME_DIR, called without"
start_server
second "${bare[@]}" "$BAREWIRED"
everything "${bare_ctl[@]}"

test_case "started without, called with"
with=$BAREWIRED
printf '#!/bin/sh\nunset XDG_RUNTIME_DIR\nexec %q "$@"\n' "$with" >"$work/bare"
chmod +x "$work/bare"
BAREWIRED=$work/bare
start_server
second "$with"
everything "${with_ctl[@]}"

test_case "the same where the table has no name and nobody says where it is"
start_server
kill -STOP "$server_pid"
rm "/dev/shm/barewire.$(id -u).$instance"
second "$with"
kill -CONT "$server_pid"
everything "${with_ctl[@]}"
BAREWIRED=$with

test_case "two that start at once in two environments: never do both serve"
for _ in 1 2 3 4 5; do
	spawn one "$BAREWIRED" -i "$instance" "${off[@]}" -p wait=0
	spawn two "${bare[@]}" "$BAREWIRED" -i "$instance" "${off[@]}" -p wait=0
	wait_until 10 eval '
	    grep -qs "already served" "$one_err" "$two_err"' ||
	    fail "both serve: $(cat "$one_out" "$two_out")"
	end_process "$one_pid"
	end_process "$two_pid"
done
assert_eq "$(ls -d "/dev/shm/barewire."*".$instance" \
    "/tmp/barewire-"*"/$instance" "$XDG_RUNTIME_DIR/barewire" 2>/dev/null)" '' \
    "left behind"

test_case "told to end within its start, at any moment: nothing is left"
# Each has an instance of its own: the next would clear what one has left.
for ms in 00{0..9} 01{0..9} 02{0..4}; do
	spawn early "$BAREWIRED" -i "$instance.$ms" "${off[@]}" -p wait=0
	sleep "0.$ms"
	end_process "$early_pid"
done
assert_eq "$(ls -d "/dev/shm/barewire."*".$instance."* \
    "/tmp/barewire-"*"/$instance."* "$XDG_RUNTIME_DIR/barewire" 2>/dev/null)" \
    '' "left behind"
