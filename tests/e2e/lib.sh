# For end-to-end tests, in bash:
#
#	. "${TEST_ROOT:-.}/tests/e2e/lib.sh"
#	test_case "a client is told how long it waited"
#	start_server
#	http POST /wait 0
#	assert_eq "$http_status" 200
#	stop_server
#
# Run as `tests/run-one tests/e2e/NAME.sh`, or just `bash tests/e2e/NAME.sh`.
# A failure ends the script; everything that was started is ended at exit,
# and tests/run-one fails a test that leaves something behind all the same.
# Nothing here sleeps and hopes: what must happen is waited for.

if [ -z "${TEST_DIR-}" ]; then
	exec "$(dirname "${BASH_SOURCE[0]}")/../run-one" "$0" "$@"
fi

set -u
cd "$TEST_ROOT" || exit 1

# What the scripts run besides our programs is missed now, not in their midst.
# There is more than one nc: others know no -N, or -q.
for tool in curl jq pgrep python3; do
	command -v "$tool" >/dev/null || {
		echo "$tool is not installed (make deps-test)"
		exit 1
	}
done
[[ "$(nc -h 2>&1)" == OpenBSD* ]] || {
	echo "nc is not installed, or not OpenBSD's:" \
	    "package netcat-openbsd (make deps-test)"
	exit 1
}

instance=${0##*/}
instance=test-$$-${instance%.sh}
work=$TEST_DIR/tmp
labs=$(sed -n 's/^LAB([A-Z]*, *\([a-z]*\),.*/\1/p' base/labs.def)
server_pid='' server_out='' server_err=''
wait_address='' http_status='' http_head='' http_body=''
started=()		# processes that spawn started
cases=0			# passed, but for the last
case_name=''

# To pause on without a process: a test that polls by sleep and awk keeps a
# processor busy that others need.
mkfifo "$work/nothing" && exec {nothing}<>"$work/nothing"
pausing=''

# pause SECONDS.  No exit from a trap while read waits: bash 5.2 crashes
# after that.
pause()
{
	pausing=yes
	read -r -t "$1" -u "$nothing"
	[ "$pausing" = yes ] || exit 130
	pausing=''
}

interrupted()
{
	[ -n "$pausing" ] || exit 130
	pausing=interrupted
}

# Names what is tested from here on; each is counted as a test.
test_case()
{
	[ -z "$case_name" ] || cases=$((cases + 1))
	case_name=$*
	echo "-- $case_name"
}

fail()
{
	echo "FAILED: $*"
	local frame
	for ((frame = 1; frame < ${#BASH_SOURCE[@]}; frame++)); do
		echo "    at ${BASH_SOURCE[frame]}:${BASH_LINENO[frame - 1]}"
	done
	if [ -n "$server_out" ]; then
		echo "    the server's last lines:"
		tail -n 20 "$server_out" "$server_err" | sed 's/^/    > /'
	fi
	exit 1
}

# assert_eq ACTUAL EXPECTED [WHAT]
assert_eq()
{
	[ "$1" = "$2" ] ||
	    fail "${3:-value}: expected $(printf %q "$2"), got $(printf %q "$1")"
}

# like TEXT EXTENDED-REGEX: some line of it matches.  By bash itself while that
# is the quicker way: a process takes as long as a thousand lines.
like()
{
	local rest=$1$'\n'

	if [ ${#1} -gt 4000 ] || [[ $2 == *$'\n'* ]]; then
		grep -Eq -- "$2" <<<"$1"
		return
	fi
	while [ -n "$rest" ]; do
		[[ ! ${rest%%$'\n'*} =~ $2 ]] || return 0
		rest=${rest#*$'\n'}
	done
	return 1
}

# file_like FILE EXTENDED-REGEX: so does some line of a file, if there is one.
file_like()
{
	local told=() line

	[ -r "$1" ] || return
	mapfile -t -n 1000 told <"$1"
	if [ ${#told[@]} -eq 1000 ] || [[ $2 == *$'\n'* ]]; then
		grep -Eqs -- "$2" "$1"
		return
	fi
	for line in "${told[@]}"; do
		[[ ! $line =~ $2 ]] || return 0
	done
	return 1
}

# assert_match TEXT EXTENDED-REGEX [WHAT]: some line of the text matches.  A
# long text is not shown whole.
assert_match()
{
	like "$1" "$2" ||
	    fail "${3:-text}: no match for $2 in $(printf %q "${1:0:2000}")"
}

assert_no_match()
{
	! like "$1" "$2" ||
	    fail "${3:-text}: $2 should not be in $(printf %q "${1:0:2000}")"
}

# assert_between VALUE LOW HIGH [WHAT]: whole numbers.
assert_between()
{
	{ [ "$1" -ge "$2" ] && [ "$1" -le "$3" ]; } 2>/dev/null ||
	    fail "${4:-number}: $1 is not between $2 and $3"
}

# Monotonic enough for one test, in milliseconds.
now_ms()
{
	echo $((${EPOCHREALTIME/[.,]/} / 1000))
}

# wait_until SECONDS COMMAND...: until it succeeds; 1 when it never did.  A
# program under a sanitizer or valgrind gets a multiple of the time.
wait_until()
{
	local deadline tries=0

	to_ms "$1"
	deadline=$((${EPOCHREALTIME/[.,]/} / 1000 + REPLY * TEST_SLOWNESS))
	shift
	until "$@"; do
		[ $((${EPOCHREALTIME/[.,]/} / 1000)) -lt "$deadline" ] ||
		    return 1
		tries=$((tries + 1))
		if [ $tries -lt 25 ]; then pause 0.02; else pause 0.05; fi
	done
}

# 0.5 -> 500, in REPLY
to_ms()
{
	local part=0

	[[ $1 != *.* ]] || part=${1#*.}
	part=${part}00
	REPLY=$((10#0${1%%.*} * 1000 + 10#${part:0:3}))
}

# expect_line FILE EXTENDED-REGEX [SECONDS]: waits for such a line; 10 s.
expect_line()
{
	wait_until "${3:-10}" file_like "$1" "$2" || {
		echo "    $1:"
		tail -n 20 "$1" | sed 's/^/    > /'
		fail "no line like $2 within ${3:-10} s"
	}
}

# Is this process (not yet a zombie) there?
alive()
{
	local stat

	{ read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
	stat=${stat##*) }
	[ "${stat%% *}" != Z ]
}

dead()
{
	! alive "$1"
}

# spawn NAME COMMAND...: in the background, with SIGINT as in a foreground.
# Sets NAME_pid, NAME_out and NAME_err (files).
spawn()
{
	local name=$1

	shift
	# What an earlier one of that name said must not be believed.
	: >"$work/$name.out"
	: >"$work/$name.err"
	env --default-signal=INT,QUIT "$@" </dev/null >"$work/$name.out" \
	    2>"$work/$name.err" {nothing}<&- &
	started+=($!)
	printf -v "${name}_pid" %s $!
	printf -v "${name}_out" %s "$work/$name.out"
	printf -v "${name}_err" %s "$work/$name.err"
}

# wait_exit PID [SECONDS]: its exit status, in exit_status; 10 s.
wait_exit()
{
	wait_until "${2:-10}" dead "$1" ||
	    fail "process $1 did not end within ${2:-10} s"
	wait "$1"
	# shellcheck disable=SC2034 # for the test
	exit_status=$?
}

# end_process PID: TERM, and KILL if that is not enough.
end_process()
{
	kill -TERM "$1" 2>/dev/null
	kill -CONT "$1" 2>/dev/null
	wait_until 5 dead "$1" || kill -KILL "$1" 2>/dev/null
	wait "$1" 2>/dev/null
}

# start_server [OPTION...]: a private instance, every lab on a free port.
# Sets server_pid, server_out, server_err, and for each lab that listens
# wait_addresses (all of them, as the server says them), wait_address (the
# first, 127.0.0.1:40001), wait_host and wait_port; echo_udp_address and so on
# are those of UDP, which the first three are too for a lab without TCP.
start_server()
{
	local lab ports=()

	for lab in $labs; do
		ports+=(-p "$lab=0")
	done
	spawn server "$BAREWIRED" -i "$instance" "${ports[@]}" "$@"
	wait_until 20 server_said_ready || fail "the server did not get ready"
	alive "$server_pid" || fail "the server ended at once"
	for lab in $labs; do
		lab_variables "$lab"
	done
}

server_said_ready()
{
	file_like "$server_out" '^ready$' || dead "$server_pid"
}

lab_variables()
{
	local word lab address rest addresses=() udp='' tcp=''

	while read -r word lab address rest; do
		[ "$word $lab" = "listening $1" ] || continue
		addresses+=("$address")
		case $address in
		*/udp) udp=${udp:-$address} ;;
		*) tcp=${tcp:-$address} ;;
		esac
	done <"$server_out"
	printf -v "$1_addresses" %s "${addresses[*]-}"
	address_variables "$1_udp" "$udp"
	address_variables "$1" "${tcp:-$udp}"
}

# address_variables PREFIX ADDRESS
address_variables()
{
	local first=${2%/udp}

	printf -v "$1_address" %s "$first"
	printf -v "$1_host" %s "${first%:*}"
	printf -v "$1_port" %s "${first##*:}"
}

# stop_server [SIGNAL]: it must end with 0 within 2 s.
stop_server()
{
	kill -"${1:-TERM}" "$server_pid" || fail "the server is not there"
	wait_exit "$server_pid" 2
	assert_eq "$exit_status" 0 "the server's exit status"
	server_pid=''
}

# ctl ARGUMENT...: barewirectl on the test's instance.
ctl()
{
	"$BAREWIRECTL" -i "$instance" "$@"
}

# http METHOD PATH [BODY [CURL-OPTION...]]: one request to the wait lab with
# curl.  Sets http_status (000: no answer), http_head and http_body.
# shellcheck disable=SC2034 # what it sets is for the test
http()
{
	local method=$1 path=$2 options=() head=$work/http.head

	if [ $# -ge 3 ]; then
		options=(--data-binary "$3" "${@:4}")
	fi
	[ "$method" != HEAD ] || options+=(--head)
	: >"$head"
	: >"$work/http.body"
	http_status=$(curl -sS --max-time 30 --noproxy '*' -X "$method" \
	    -D "$head" -o "$work/http.body" -w '%{http_code}' \
	    "${options[@]}" "http://$wait_address$path")
	http_head=$(<"$head") http_head=${http_head//$'\r'/}
	http_body=$(<"$work/http.body")
}

# http_raw [SECONDS]: sends standard input as it is over one connection to
# the wait lab and prints what comes back, until the server closes.  The
# request should say "Connection: close".  Fails when that takes longer (5).
http_raw()
{
	raw "$wait_address" "${1:-5}"
}

# raw ADDRESS:PORT [SECONDS]
raw()
{
	local host=${1%:*}

	host=${host#[} host=${host%]}
	timeout $((${2:-5} * TEST_SLOWNESS)) nc "$host" "${1##*:}"
}

finish()
{
	local status=$? pid

	trap '' INT TERM HUP
	for pid in "${started[@]}"; do
		alive "$pid" && end_process "$pid"
	done
	if [ "$status" -eq 0 ]; then
		echo "result: $((cases + 1)) passed, 0 failed"
	elif [ "$status" -ne 77 ]; then
		echo "result: $cases passed, 1 failed"
	fi
	exit "$status"
}
trap finish EXIT
trap interrupted INT TERM HUP
