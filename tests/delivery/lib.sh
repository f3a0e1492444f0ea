# For the tests of delivery, which build and install: tests/e2e/lib.sh and
#
#	needs PROGRAM PACKAGE	the test is skipped where PROGRAM is not
#	skip REASON...
#	quiet COMMAND...	its output is shown when it fails
#	sources DIRECTORY	a copy of the tree's sources, and nothing else
#	the_packages		make deb, once for all tests; in $packages
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
