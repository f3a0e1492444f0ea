# For the tests of delivery, which build and install: tests/e2e/lib.sh and
#
#	needs PROGRAM PACKAGE	the test is skipped where PROGRAM is not
#	skip REASON...
#	quiet COMMAND...	its output is shown when it fails
#	sources DIRECTORY	a copy of the tree's sources, and nothing else
#	the_packages		what make deb makes of this tree, once for all
#				tests: in the directory $packages, of the sources
#				in $work/sources
. "${TEST_ROOT:-.}/tests/e2e/lib.sh"

version=$(sed -n 's/.*BAREWIRE_VERSION "\(.*\)"/\1/p' base/version.h)
export version
# Tests of delivery run side by side: two jobs each keep the machine busy.
TEST_MAKE_JOBS=-j2
export TEST_MAKE_JOBS
unset MAKEFLAGS MAKELEVEL MFLAGS

skip()
{
	echo "$*"
	exit 77
}

needs()
{
	command -v "$1" >/dev/null ||
	    skip "$1 is not installed (make test-delivery installs $2)"
}

quiet()
{
	"$@" >"$work/said" 2>&1 || {
		tail -n 40 "$work/said"
		return 1
	}
}

# What is committed or about to be; without git all but what was built.
sources()
{
	mkdir -p "$1"
	if [ -e .git ] && command -v git >/dev/null; then
		git ls-files -z --cached --others --exclude-standard |
		    tar -c --null --ignore-failed-read -T - 2>/dev/null
	else
		tar -c --exclude=./obj --exclude=./bin .
	fi | tar -x -C "$1"
}

# Built by the first test that asks, of a copy that stays as it is; what was
# built of other sources is not it.
the_packages()
{
	local built_of wanted

	needs dh debhelper
	packages=$TEST_ROOT/obj/delivery/deb
	built_of=$packages.of
	# The copy has no git to ask when that was.
	SOURCE_DATE_EPOCH=$(tools/fill --epoch)
	export SOURCE_DATE_EPOCH
	sources "$work/sources"
	mkdir -p "${packages%/*}"
	exec 8>"$packages.lock"
	flock 8
	wanted=$(cd "$work/sources" && echo "$SOURCE_DATE_EPOCH" &&
	    find . -type f -print0 | LC_ALL=C sort -z |
	    xargs -0 sha256sum | sha256sum)
	if [ "$(cat "$built_of" 2>/dev/null)" != "$wanted" ]; then
		rm -f "$built_of"
		quiet "$work/sources/tools/deb" "$packages" || fail "make deb"
		echo "$wanted" >"$built_of"
	fi
	exec 8>&-
}
