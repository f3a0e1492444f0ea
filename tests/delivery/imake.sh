# timeout: 1800
# The Imakefiles in Imakefile-notes build and install Barewire, and what comes
# out runs.
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

command -v xmkmf >/dev/null || {
	echo "xmkmf is not installed (make test-delivery installs xutils-dev)"
	exit 77
}

tree=$work/tree
root=$work/root

# Quietly, for it says much: the end of it when it fails.
runs()
{
	(cd "$tree" && env -u MAKEFLAGS -u MAKELEVEL "$@") >"$work/said" 2>&1 ||
	    fail "$*: $(tail -n 30 "$work/said")"
}

test_case "the Imakefiles are cut out of the notes"
mkdir "$tree"
(
	cd "$TEST_ROOT" || exit
	find base wire shm watch check client ctl server gui tools -type f \
	    ! -name Imakefile -print0 | xargs -0 cp --parents -t "$tree"
	cp Makefile Imakefile-notes "$tree"
) || fail "the sources cannot be copied"
runs tools/imakefiles
# gui/shim/none stands in for gui/shim in a build for a test of ours, and
# server/getent is what a static server has, which imake's is not.
folders=$(cd "$tree" && find base wire shm watch client ctl server gui \
    -name '*.c' ! -path 'gui/shim/none/*' ! -path 'server/getent/*' \
    -printf '%h\n' | sort -u)
for folder in $folders; do
	[ -f "$tree/$folder/Imakefile" ] || fail "no Imakefile for $folder"
done

test_case "xmkmf -a, make, make install"
runs xmkmf -a
runs make
runs make install DESTDIR="$root"
for program in barewired barewire barewirectl xbarewired xbarewire; do
	[ -x "$root/usr/bin/$program" ] || fail "$program is not installed"
	find "$root" -name "$program.[18]*" | grep -q . ||
	    fail "$program has no manual page"
done
for page in barewire-protocol barewire-labs barewire-internals; do
	find "$root" -path "*/man7/$page.7*" | grep -q . ||
	    fail "$page is not installed"
done
for class in XBarewired XBarewire; do
	find "$root" -path "*/app-defaults/$class" | grep -q . ||
	    fail "$class is not installed"
done

test_case "what came out says the version and runs"
BAREWIRED=$root/usr/bin/barewired
BAREWIRE=$root/usr/bin/barewire
BAREWIRECTL=$root/usr/bin/barewirectl
for program in barewired barewire barewirectl xbarewired xbarewire; do
	assert_match "$("$root/usr/bin/$program" --version)" \
	    "^$program $(sed -n 's/.*BAREWIRE_VERSION "\(.*\)"/\1/p' \
	    base/version.h)" "$program --version"
done
start_server
assert_eq "$(readlink "/proc/$server_pid/exe")" "$root/usr/bin/barewired"
for lab in $labs; do
	[ -n "$(eval echo "\$${lab}_address")" ] || fail "$lab does not listen"
done
http GET /
assert_eq "$http_status" 200
said=$("$BAREWIRE" calc -n alice "$calc_address" <<<"6 * 7" 2>&1) ||
    fail "barewire calc: $said"
assert_match "$said" 42
assert_match "$(ctl status --json)" '"accepted": *[1-9]' "barewirectl status"
stop_server
