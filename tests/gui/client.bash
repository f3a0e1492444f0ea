# For tests of the client window, after tests/gui/lib.sh:
#
#	start_client -n alice "$wait_address"
#	state_is page=wait state=WAITING
#	fill port 12080		types into a field, instead of what is there
#
# shellcheck shell=bash

find_client_window()
{
	ask find 0 "Barewire client" && window=$said
}

# start_client [OPTION]... [LAB] [HOST[:PORT]]
start_client()
{
	forget
	spawn client "$XBAREWIRE" "$@"
	wait_until 30 window_or_end "$client_pid" "Barewire client" ||
	    fail "the window does not open: $(cat "$client_err")"
	focus_window
}

# end_client: by its menu
end_client()
{
	keys ctrl+q
	wait_exit "$client_pid" 5
	assert_eq "$exit_status" 0 "the window's exit status"
	assert_eq "$(cat "$client_err")" "" "what the window complained of"
}

