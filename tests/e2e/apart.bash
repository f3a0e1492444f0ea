# For tests that run commands as a page shows them, on the ports and with the
# instance that everybody has: in namespaces of their own.

# apart DIRECTORY COMMAND...: with a network, a /dev/shm and a home directory
# of its own.  77, and why, where this machine does not let us.
apart()
{
	local directory=$1

	shift
	unshare --map-root-user --net --mount --ipc true 2>"$work/apart" || {
		echo "no namespaces here: $(<"$work/apart")"
		return 77
	}
	mkdir -p "$work/apart.run" && chmod 700 "$work/apart.run"
	# shellcheck disable=SC2016 # for the inner shell
	unshare --map-root-user --net --mount --ipc bash -c '
		mount -t tmpfs -o mode=1777 tmpfs /dev/shm &&
		    ip link set lo up && cd "$0" || exit 1
		exec "$@"' "$directory" \
	    env -u MAKEFLAGS -u MAKELEVEL XDG_RUNTIME_DIR="$work/apart.run" \
	    "$@"
}
