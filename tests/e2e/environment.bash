# For the tests about environments and users: everything that barewirectl
# does, in whatever way it is called.
#
# shellcheck shell=bash
# shellcheck disable=SC2154 # of lib.sh and start_server

# everything COMMAND...: all that barewirectl does, called that way.
everything()
{
	local answer

	assert_eq "$("$@" status --json | jq .server.pid)" "$server_pid" \
	    "the process that serves"
	spawn tail "$@" tail
	wait_until 10 eval 'http GET /seen; grep -q /seen "$tail_out"' ||
	    fail "tail sees nothing: $(cat "$tail_err")"
	end_process "$tail_pid"
	exec 7<>"/dev/tcp/$wait_host/$wait_port"
	printf 'POST /clients HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nkate' >&7
	expect_line "$server_out" ' kate registered'
	answer=$("$@" kick kate 2>&1)
	assert_match "$answer" '^kicked kate@wait'
	exec 7>&- 7<&-
	"$@" shutdown >/dev/null || fail "no shutdown"
	wait_exit "$server_pid" 5
	assert_eq "$exit_status" 0
	assert_eq "$(ls -d "/dev/shm/barewire."*".$instance" \
	    "/tmp/barewire-"*"/$instance" 2>/dev/null)" '' "left behind"
	assert_eq "$(find "$XDG_RUNTIME_DIR" -mindepth 1)" '' "left behind"
}
