# timeout: 1800
# takes: 90
# Barewire is built for arm64 on whatever this is, without a warning, with the
# libraries of Debian's arm64, which apt fetches into a directory of the test's.
. "${TEST_ROOT:-.}/tests/delivery/lib.sh"

needs aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu
needs apt-get apt
needs dpkg-deb dpkg

# apt_of_arm64 ARGUMENT...: with lists and a status of its own, so neither what
# is installed here nor its architectures are touched.
state=$work/apt
apt_of_arm64()
{
	apt-get -q -y -o APT::Architecture=arm64 -o APT::Architectures=arm64 \
	    -o Dir::State="$state" -o Dir::State::status="$state/status" \
	    -o Dir::State::lists="$state/lists" -o Dir::Cache="$state/cache" \
	    -o APT::Sandbox::User=root -o APT::Install-Recommends=no \
	    -o Acquire::Languages=none -o Debug::NoLocking=yes "$@"
}

mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
: >"$state/status"
quiet apt_of_arm64 update || skip "apt: $(tail -n 1 "$work/said")"
# shellcheck disable=SC2046 # a word each
quiet apt_of_arm64 install --download-only \
    $(awk -F '\t' '$2 == "build" { print $1 }' tools/packages) ||
    skip "apt: $(tail -n 1 "$work/said")"

test_case "the libraries of arm64 are unpacked"
libraries=$work/libraries
mkdir -p "$libraries"
for package in "$state"/cache/archives/*.deb; do
	dpkg-deb -x "$package" "$libraries" || fail "$package"
done
# Links that name a file from the root on mean that root.
find "$libraries" -lname '/*' -printf '%p\t%l\n' >"$work/links"
while IFS=$'\t' read -r link to; do
	ln -sfnr "$libraries$to" "$link"
done <"$work/links"

test_case "every program is built, without a warning"
sources "$work/tree"
quiet make -C "$work/tree" -s $TEST_MAKE_JOBS WERROR=yes \
    CC="aarch64-linux-gnu-gcc --sysroot=$libraries" CFLAGS=-O2 \
    X_FLAGS="-I$libraries/usr/include/freetype2 -Wno-write-strings" \
    BIDI_FLAGS="-I$libraries/usr/include/fribidi" all || fail "make"
for program in barewired barewire barewirectl xbarewired xbarewire; do
	assert_match "$(readelf -h "$work/tree/bin/$program" 2>&1)" \
	    'Machine: +AArch64' "$program"
done

test_case "the server is linked statically, and the others with what there is"
! readelf -d "$work/tree/bin/barewired" | grep NEEDED ||
    fail "it needs that at run time"
missing=$(for program in barewire barewirectl xbarewired xbarewire; do
	readelf -d "$work/tree/bin/$program" |
	    sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'
done | sort -u | while read -r library; do
	find "$libraries" -name "$library" | grep -q . || echo "$library"
done)
assert_eq "$missing" '' "libraries that arm64 has not"
