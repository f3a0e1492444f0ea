# timeout: 1200
# takes: 60
# All of the tree is compiled and linked by clang, without a warning.
. "${TEST_ROOT:-.}/tests/delivery/lib.sh"

needs clang clang

# Unoptimized, which is quicker: clang's warnings do not depend on it.
compiled()
{
	quiet make -C "$work/tree" -s $TEST_MAKE_JOBS WERROR=yes CC=clang \
	    CFLAGS=-O0 "$@" || fail "make $* with clang"
}

test_case "every program"
sources "$work/tree"
compiled all
for program in barewired barewire barewirectl xbarewired xbarewire; do
	assert_match "$("$work/tree/bin/$program" --version)" \
	    "^$program $version" "$program --version"
	readelf -p .comment "$work/tree/bin/$program" | grep -q clang ||
	    fail "$program is not clang's"
done

test_case "the server serves"
BAREWIRED=$work/tree/bin/barewired
start_server
http POST /wait 0
assert_eq "$http_status" 200
stop_server

test_case "every test program"
compiled test-programs
