# What barewire-labs(7) tells a student to type works.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

PATH=$(dirname "$BAREWIRECTL"):$PATH
page=$work/labs.7
tools/options-man server/labs/barewire-labs.7 >"$page" || fail "no page"

# The lines of a display, as a reader copies them.
lines()
{
	sed -n "$1" "$page" | sed -e '/^\./d' -e 's/\\-/-/g' \
	    -e "s/\\\\(aq/'/g" -e 's/\\e/\\/g'
}

# run WORDS [SED...]: the lines of the displays marked so, with what is another
# one here: instance, ports.
run()
{
	local words=$1 line count=0

	shift
	cd "$work" || exit
	while IFS= read -r line; do
		line=$(sed -e '' "$@" <<<"$line")
		said=$(bash -c "$line" 2>&1 </dev/null) ||
		    [[ $line == *report* && $? -eq 1 ]] ||
		    fail "$line: $said"
		count=$((count + 1))
		output+=$said$'\n'
	done < <(lines "/^\\.\\\\\" run: $words\$/,/^\\.Ed/p")
	cd "$TEST_ROOT" || exit
	[ $count -gt 0 ] || fail "nothing is marked $words"
}

output=''
test_case "a client's report"
start_server --capture "$work/monday.pcapng"
"$BAREWIRE" calc -n alice "$calc_address" <<<'12 + 42' >"$work/out" ||
    fail "calc: $(<"$work/out")"
run 'calc alice' -e "s/barewirectl/& -i $instance/"
assert_match "$output" 'calc\.form'
run echo -e "s/127.0.0.1:12004/$echo_address/"
assert_match "$output" '^hello|came back'

test_case "what is handed in"
stop_server
run capture -e '/^barewired/s/.*/:/'
assert_match "$output" '12 \+ 42' "the ladder"
[ -s "$work/alice.pcapng" ] || fail "alice has no capture"

test_case "a server is talked to and checked"
cp examples/python/clock_server.py "$work/server.py"
start_server
output=''
run 'calc server' -e "s/127.0.0.1:5000/$calc_address/"
assert_eq "$(grep -c '^54$' <<<"$output")" 2 "answers"
run clock
assert_match "$output" '0 not ok' "barewire check"

# members: the names of all members of objects, at any depth.
members()
{
	jq -r '.. | objects | keys[]' | sort -u
}

test_case "barewirectl(1) tells all members of what is JSON"
"$BAREWIRE" calc -n alice "$calc_address" <<<'12 + 42' >/dev/null
ctl=(barewirectl -i "$instance")
manual=$(tools/options-man ctl/barewirectl.1 | tr -c 'a-z_\n' ' ')
barewire=$(tools/options-man client/barewire.1 | tr -c 'a-z_\n' ' ')
for name in $(
	"${ctl[@]}" status --json | members
	barewirectl replay "$work/alice.pcapng" --speed 0 --json | members
	timeout 1 "${ctl[@]}" tail -n 100 --json --check | members
	"${ctl[@]}" report --format json | members
	barewirectl report --capture "$work/alice.pcapng" --format json |
	    members
	barewirectl export "$work/alice.pcapng" --json | members
	barewirectl rules --json | jq '.[] | del(.labs)' | members
); do
	grep -qw -- "$name" <<<"$manual" || fail "barewirectl(1) has no $name"
done
for name in $(barewire check clock --json \
    --run "python3 $work/server.py {port}" | members); do
	grep -qw -- "$name" <<<"$barewire" || fail "barewire(1) has no $name"
done

test_case "servers take the options that are told"
while IFS= read -r line; do
	said=$(bash -c "$line --help" 2>&1) || fail "$line: $said"
done < <(lines '/^barewired /p')

test_case "each lab has its section and its port"
while read -r lab port; do
	grep -qx "\.Sh THE ${lab^^} LAB" "$page" || fail "no section for $lab"
	assert_eq "$(sed -n "/^\.Sh THE ${lab^^} LAB/,/^\.Sh [^T]/p" "$page" |
	    sed -n 's/^\.Ss //p' | head -n 4 | paste -sd' ')" \
	    'Task Hand in Check Watch' "the section for $lab"
	grep -qE "port == $port" "$page" || fail "no filter for port $port"
	grep -q "^barewire check $lab " "$page" ||
	    fail "$lab is not checked"
done < <(sed -n 's/^LAB([A-Z]*, \([a-z]*\), \([0-9]*\),.*/\1 \2/p' base/labs.def)

test_case "Wireshark takes the filters"
command -v tshark >/dev/null || {
	echo "tshark is not installed (make deps-test)"
	exit 77
}
count=0
while IFS= read -r filter; do
	HOME=$work tshark -n -r "$work/alice.pcapng" -Y "$filter" \
	    >"$work/out" 2>&1 || fail "$filter: $(<"$work/out")"
	count=$((count + 1))
done < <(sed -n 's/^\.\\" filter: //p' "$page")
[ $count -gt 10 ] || fail "only $count filters"
