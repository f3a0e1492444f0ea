#!/bin/bash
# barewired-judge: its verdicts in the feed, its answers at its socket, what it
# keeps when clients and it itself are gone, and that a flood is nobody else's
# loss.
# timeout: 240
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

# say LAB LINE...: over a connection of its own, an answer awaited for each line
# but the first; with HOLD=SECONDS it stays so long when the server has closed.
cat >"$work/say.py" <<'END'
import os, socket, sys, time
host, port = sys.argv[1].rsplit(":", 1)
line = socket.create_connection((host, int(port)), 10)
line.settimeout(10)
line.sendall(sys.argv[2].encode().decode("unicode_escape").encode("latin-1"))
for text in sys.argv[3:]:
    time.sleep(0.02)
    line.sendall(text.encode().decode("unicode_escape").encode("latin-1"))
    line.recv(4096)
time.sleep(float(os.environ.get("HOLD", 0)))
line.close()
END
say()
{
	local address=$1_address

	python3 "$work/say.py" "${!address}" "${@:2}"
}

# soon SECONDS COMMAND...: it succeeds by then.
soon()
{
	wait_until "$@" || fail "not within $1 s: ${*:2}"
}

# ask REQUEST: what the socket answers.
ask()
{
	printf '%s\n' "$1" |
	    nc -q 3 -U "$XDG_RUNTIME_DIR/barewire/$instance/judge"
}

judge_pid()
{
	pgrep -P "$server_pid" -x barewired-judge
}

# graded NAME RULE: it is not ok.
graded()
{
	"$BAREWIRECTL" -i "$instance" report "$1" 2>/dev/null |
	    grep -q "not ok .* $2\$"
}

# counted COUNT: so many lines of the class were no expressions.
counted()
{
	[ "$(ask class | jq '[.entries[] | select(.name | test("^carla")) |
	    .rules[] | select(.rule == "calc.form") | .not_ok] | add')" = \
	    "$1" ]
}

restarted()
{
	local now

	now=$(judge_pid) && [ "$now" != "$1" ]
}

start_server
# Looked at in the end: who stays when the server has closed, and who goes.
HOLD=50 spawn stays python3 "$work/say.py" "$calc_address" 'gustav\n' 'q\n'
HOLD=4 spawn goes python3 "$work/say.py" "$calc_address" 'hilde\n' 'q\n'
test_case "it answers at its socket, and nothing but what it is asked"
say calc 'alice\n' '12 + 42\n' 'hello\n' 'q\n'
soon 10 graded alice calc.form
assert_eq "$(ask class | jq -r '.version, (.entries[] | select(.name ==
    "alice") | .lab)')" $'1\ncalc'
assert_eq "$(ask 'report alice@calc' | jq -r '.entries[].lab')" calc
assert_eq "$(ask 'report alice@chat' | jq '.entries | length')" 0
assert_eq "$(ask counters | jq -r '.entries[] | select(.name ==
    "alice") | .rules[] | select(.rule == "calc.form") | "\(.not_ok) \(.first)"')" '1 null'
assert_match "$(ask 'kick 1')" 'the judge knows no such request'
assert_match "$(printf 'report alice\n' |
    nc -q 3 -U "$XDG_RUNTIME_DIR/barewire/$instance/control")" \
    'at its own socket'

test_case "a socket that says nothing, and one too many, hold up nobody"
for _ in 1 2 3 4 5 6 7 8 9 10; do
	nc -U "$XDG_RUNTIME_DIR/barewire/$instance/judge" <"$work/nothing" \
	    >/dev/null &
	started+=($!)
done
soon 20 graded alice calc.form

test_case "who was refused is not who has the name"
python3 - "$calc_address" <<'END' &
import socket, sys, time
host, port = sys.argv[1].rsplit(":", 1)
line = socket.create_connection((host, int(port)), 10)
line.sendall(b"alice\n")
time.sleep(30)
END
started+=($!)
here()
{
	"$BAREWIRECTL" -i "$instance" status --json |
	    jq -e '.clients[] | select(.name == "alice" and
	    .state != "ended")' >/dev/null
}
soon 10 here
say calc 'alice\n' || true
say calc 'alice\n' '1 +\n' 2>/dev/null || true
refused()
{
	ask class | jq -r '.entries[].name' | grep -q '^alice (refused), 127'
}
soon 10 refused

test_case "killed, it is followed by one that knows all of it"
before=$(judge_pid)
kill -9 "$before"
soon 10 restarted "$before"
say calc 'bob\n' 'hello\n' 'q\n'
soon 10 graded bob calc.form
soon 10 graded alice calc.form
assert_eq "$(ask class | jq .starts)" 2
expect_line "$server_out" 'the process that judges ended, signal 9'

test_case "killed while a class is at work: every fault is counted once"
say calc 'carla\n' 'one\n' 'two\n' &
class=($!)
for i in 1 2 3 4 5 6; do
	before=$(judge_pid) && kill -9 "$before"
	for j in 1 2 3 4 5; do
		say calc "carla$i$j\\n" "no $i $j\n" &
		class+=($!)
	done
	soon 10 restarted "$before"
done
wait "${class[@]}"
soon 20 counted 32

test_case "its socket is made again where it was removed"
rm "$XDG_RUNTIME_DIR/barewire/$instance/judge"
soon 10 test -S "$XDG_RUNTIME_DIR/barewire/$instance/judge"
soon 10 graded alice calc.form

test_case "a flood of 20,000 a second is counted, and no other's message is missed"
soon 20 judge_pid >/dev/null
python3 - "$calc_address" <<'END' &
import socket, sys, time
host, port = sys.argv[1].rsplit(":", 1)
line = socket.create_connection((host, int(port)), 10)
line.sendall(b"flooder\n")
time.sleep(0.2)
end = time.time() + 4
line.settimeout(0.01)
while time.time() < end:
    time.sleep(0.01)
    try:
        line.sendall(b"1 + 1\n" * 200)
        line.recv(65536)
    except OSError:
        pass
END
flood=$!
for i in 1 2 3 4 5 6 7 8 9 10; do
	say calc "pupil$i\\n" 'hello\n' 'q\n'
done
wait "$flood"
for i in 1 2 3 4 5 6 7 8 9 10; do
	soon 20 graded "pupil$i" calc.form
	assert_eq "$(ask "report pupil$i" | jq '.entries[0].unjudged')" 0
done
soon 20 graded flooder lines.flood
[ "$(ask 'report flooder' | jq '.entries[0].unjudged')" -gt 0 ] ||
    fail "the flood was judged"

test_case "tail --check has its verdicts"
spawn tail "$BAREWIRECTL" -i "$instance" tail --check
say calc 'dora\n' '1 + 1\n' 'nonsense\n' 'q\n'
expect_line "$tail_out" 'from dora, 9 bytes \(calc\), not ok: calc\.form \(must\)'
expect_line "$tail_out" 'from dora, 6 bytes \(calc\), ok'

test_case "who stays when the server has closed is told so, who goes is not"
wait "$goes_pid"
soon 60 graded gustav calc.quit
kill "$stays_pid"
assert_eq "$(ask 'report hilde' | jq -c '.entries[0].rules[] |
    select(.rule == "calc.quit") | [.ok, .not_ok]')" '[1,0]'

test_case "a server without a judge says so, and is graded all the same"
stop_server
start_server --judge-memory off
say calc 'erna\n' 'hello\n' 'q\n'
soon 10 graded erna calc.form
assert_match "$("$BAREWIRECTL" -i "$instance" report erna 2>&1)" \
    'the server has no judge: judged anew from the journal'
assert_eq "$(pgrep -c -P "$server_pid" -x barewired-judge)" 0
stop_server
