# For tests of the order lab: its clients, by dialog.py.  After lib.sh.

# dialog [EXPECTED]: the steps from standard input; what the clients read.
dialog()
{
	assert_eq "$(python3 tests/e2e/dialog.py "$order_host" "$order_port")" \
	    "$1" "what the clients read"
}

# The same, step by step: talk_begin; talk STEP...; talk_end EXPECTED.
talk_begin()
{
	rm -f "$work/steps"
	mkfifo "$work/steps"
	python3 tests/e2e/dialog.py "$order_host" "$order_port" \
	    <"$work/steps" >"$work/talk" &
	talk_pid=$!
	exec {steps}>"$work/steps"
}

talk()
{
	printf '%s\n' "$@" >&"$steps"
}

talk_end()
{
	exec {steps}>&-
	wait_exit "$talk_pid" 30
	# Who is slow here may have been greeted, in a read of its own or not.
	assert_eq "$(sed "s/Client [XY] connected.n//; /: ''\$/d" \
	    "$work/talk")" "$1" "what the clients read"
}

seated()
{
	[ "$(grep -c 'calling it client' "$server_out")" -ge "$1" ]
}

# A pair, and the server knows it: a and b are connected.
pair_begin()
{
	local before

	before=$(grep -c 'calling it client' "$server_out")
	talk_begin
	talk 'a connect' 'b connect'
	wait_until 10 seated $((before + 2)) || fail "not seated"
}
