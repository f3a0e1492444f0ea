# timeout: 480
# takes: 60
# The table of ratios that make bench prints: with tiny counts, so that the
# figures mean nothing, but every row is there, and its ratio is of medians.
# tree
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

bench=(python3 bench/bench.py --tiny --programs "${BAREWIRED%/*}")
rows='kept_post kept_get kept_post_wrk kept_get_wrk kept_generator each_post
each_get each_post_wrk each_get_wrk each_generator watch_one watch_eight
watch_stopped feed_offered feed_all memory_many memory_most connects_most
pause_many pause_most memory_big paused_connected paused_status paused_new
paused_shutdown chat count_faults count_calls'
# What depends on a program that need not be there.
may_be_skipped='_wrk$|^count_calls$'

# holds WHAT JQ-FILTER: about the JSON; the filter gives what contradicts.
holds()
{
	local wrong

	wrong=$(jq -c "$2" "$work/json") || fail "not JSON, or the filter: $1"
	[ -z "$wrong" ] || fail "$1: $wrong"
}

ratio_of()
{
	PYTHONPATH=bench python3 -B -c "
from ratios import Row, table
row = Row('key', 'title', to='bare loop')
for name, values in (('barewired', $1), ('bare loop', $2)):
    for value in values:
        row.add(name, value)
print(row.as_json()['ratio'])
print(table([row]).splitlines()[-1])"
}

test_case "a ratio is the median's to the median's"
assert_eq "$(ratio_of '[1, 9, 2]' '[4, 100, 3]' | head -n 1)" 0.5
assert_eq "$(ratio_of '[1, 2, 4, 99]' '[6, 6]' | head -n 1)" 0.5
assert_match "$(ratio_of '[1, 9, 2]' '[4, 100, 3]' | tail -n 1)" \
    '^\| title +\| bare loop 4 +\| 2 +\| 0\.50 '
assert_eq "$(ratio_of '[1]' '[0]' | head -n 1)" None

test_case "every row is in the JSON, measured or with a reason"
"${bench[@]}" --rounds 1 --json "$work/json" >"$work/table" \
    2>"$work/progress" || fail "$(cat "$work/progress")"
# shellcheck disable=SC2086 # a list
assert_eq "$(jq -r '.rows[].key' "$work/json")" "$(printf '%s\n' $rows)"
holds "skipped without need" ".rows[] | select(.skipped != null and
    (.key | test(\"$may_be_skipped\") | not)) | [.key, .skipped]"
# The memory of the system is everybody's: what else runs may have given more
# back than was taken.
holds "a round, and not an empty one" '.rows[] | select(.skipped == null) |
    . as $row | .values[] | select(.name == $row.of or .name == $row.to) |
    select((.rounds | length) != 1 or (.median < 0 and
    ($row.key | test("^memory") | not))) | [$row.key, .]'
holds "measured" '.rows[] | select(.skipped == null) | . as $row |
    select([.values[] | select(.name == $row.of)] | length != 1) | .key'

test_case "the ratios in the JSON are those of the medians of its rounds"
holds "ratio" 'def median: sort | (.[(length - 1) / 2 | floor] +
    .[length / 2 | floor]) / 2;
    .rows[] | . as $row |
    def of(name): [$row.values[] | select(.name == name) | .rounds |
	median][0];
    select(.skipped == null and .to != null and of(.to) != null and
	of(.to) != 0) |
    select((.ratio * of(.to) - of(.of) | fabs) > 0.001 *
	(of(.of) | fabs)) |
    [.key, .ratio, of(.of), of(.to)]'
assert_eq "$(jq '[.rows[] | select(.ratio != null)] | length > 10' \
    "$work/json")" true

test_case "no message is unaccounted for, no pause too short, nobody refused"
holds "wrong" '.rows[] | . as $row | .values[] |
    select(.name == "not accounted for" or .name == "early" or
	.name == "not answered" or .name == "refused") |
    select(.rounds != [0]) | [$row.key, .name, .rounds]'
holds "connected" '.rows[] | select(.key == "paused_connected" and
    .ratio != 1)'

test_case "the table has a line a row, all with the same columns"
grep '^|' "$work/table" >"$work/lines"
# shellcheck disable=SC2086 # a list
set -- $rows
assert_eq "$(wc -l <"$work/lines")" $(($# + 2))
assert_eq "$(awk -F ' [|]|[|] ' '{ print NF }' "$work/lines" | sort -u |
    wc -l)" 1 "the numbers of columns"
assert_match "$(head -n 1 "$work/table")" '1 round in .* load average'

test_case "each round is kept, and all are measured in turn"
"${bench[@]}" --rounds 2 --only chat --json "$work/json" >"$work/table" \
    2>"$work/progress" || fail "$(cat "$work/progress")"
holds "two rounds" '.rows[] | select(.skipped == null) | .key as $key |
    .values[] | select((.rounds | length) != 2) | [$key, .]'
assert_match "$(head -n 1 "$work/table")" '2 rounds in .* load average'

test_case "what the machine cannot do is a row that says so"
(
	ulimit -n 80
	"${bench[@]}" --only idle --json "$work/json"
) >"$work/table" 2>"$work/progress" || fail "$(cat "$work/progress")"
assert_eq "$(jq -r '.rows[].skipped' "$work/json" | sort | uniq -c |
    tr -s ' ')" ' 5 20 clients: ulimit -n is 80'

test_case "whoever ends it in the midst finds nothing left"
measured_server()
{
	pgrep -f -- "-i bench-$bench_pid-" >/dev/null
}
for signal in INT TERM HUP; do
	spawn bench "${bench[@]}" --rounds 99 --only chat
	wait_until 30 measured_server || fail "no server: $(cat "$bench_err")"
	kill -"$signal" "$bench_pid"
	wait_exit "$bench_pid" 20
	assert_eq "$exit_status" $((128 + $(kill -l "$signal"))) "$signal"
	measured_server && fail "a server is left after SIG$signal"
	assert_eq "$(compgen -G "/dev/shm/*bench-$bench_pid-*")" '' "memory"
	assert_eq "$(compgen -G "$TMPDIR/bw-bench-*")" '' "files"
done
