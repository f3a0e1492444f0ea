#!/bin/bash
# Text goes to other people's programs: whatever one client sends, those of
# the others, which decode what they read, survive it.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

start_server --order-chat

test_case "chat and /msg: valid UTF-8 for everybody, cut at a character"
answer=$(python3 tests/e2e/bad_bytes.py chat "$chat_host" "$chat_port")
assert_eq "$answer" 'bob: caf\\xE9
bob: \\xFD\\xFE\\xFF
bob: \\x80 \\xBF
bob: \\xC0\\xAF \\xE0\\x80\\xAF \\xF0\\x80\\x80\\xAF
bob: \\xED\\xA0\\x80 \\xED\\xB0\\x80
bob: \\xF4\\x90\\x80\\x80 \\xF8\\x88\\x80\\x80\\x80
bob: \\xE2\\x82
bob: \\xF0\\x9F\\x98 z
bob: \xe9 \u20ac \U0001f600
bob: \\x1B[2J \\x07 \\xC2\\x9B \\xC2\\x85 \\xE2\\x80\\xA8.
975 True
error: your line was longer than 976 bytes and was cut there
974 True
error: your line was longer than 976 bytes and was cut there
973 True
error: your line was longer than 976 bytes and was cut there
True
error: your line was longer than 976 bytes, with four (\xHH) for each that is not UTF-8, and was cut there'

test_case "order and order-chat: the same"
answer=$(python3 tests/e2e/bad_bytes.py order "$order_host" "$order_port")
assert_eq "$(grep -c ' received before ' <<<"$answer")" 10
# shellcheck disable=SC1003 # no escape of the shell
assert_match "$answer" 'X: caf\\\\xE9'
assert_match "$answer" 'X: \\xe9 \\u20ac \\U0001f600'
assert_match "$answer" 'X: \\\\x1B\[2J '

test_case "the feed keeps the bytes, and echo sends them back"
spawn tail "$BAREWIRECTL" -i "$instance" tail
wait_until 5 test -p "$XDG_RUNTIME_DIR/barewire/$instance/feed.0" ||
    fail "no watcher"
printf 'eva\ncaf\351\nq\n' | raw "$chat_address" >"$work/nc.out"
assert_eq "$(<"$work/nc.out")" 'eva: caf\xE9
q'
expect_line "$tail_out" '^    caf.xE9.n$'
printf 'caf\351\300\257' >"$work/bytes"
timeout 20 nc -N "$echo_host" "$echo_port" <"$work/bytes" >"$work/back"
cmp "$work/bytes" "$work/back" || fail "it came back changed"
stop_server
