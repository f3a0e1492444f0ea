"""The hosts: a switch, a server's host and some for clients, a link to each.

Mininet makes them where it works, else network namespaces that we make
ourselves.  Both are a network with

    kind                        what it is, in a line
    popen(host, argv, **more)   a process on a host: 0 the server's, 1.. others
    stop()                      everything is gone; so it is when we are killed,
                                for what holds the hosts dies with us
"""
import os
import subprocess
import time

SERVER = "10.0.0.1"
BITS = 24


class NoNetwork(Exception):
    """Why there is none."""


def host_name(host):
    return f"h{host}" if host else "server"


def host_address(host):
    return f"10.0.0.{host + 1}"


def run(*argv, inside=None):
    if inside is not None:
        argv = ("nsenter", "-t", str(inside.pid), "-n") + argv
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NoNetwork(" ".join(argv) + ": " + done.stderr.strip())


def hold():
    """A process with a network of its own, which dies with us."""
    own = os.readlink("/proc/self/ns/net")
    holder = subprocess.Popen(
        ("setpriv", "--pdeathsig", "KILL", "unshare", "--net",
         "sleep", "infinity"),
        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    until = time.monotonic() + 10
    while time.monotonic() < until and holder.poll() is None:
        try:
            if os.readlink(f"/proc/{holder.pid}/ns/net") != own:
                return holder
        except OSError:
            pass
        time.sleep(0.005)
    holder.kill()
    why = holder.communicate()[1].decode(errors="replace").strip()
    raise NoNetwork("no network namespace: " + (why or "it takes too long"))


def netem(loss, delay):
    """The words of tc for a bad link; none for a good one."""
    words = []
    if delay:
        words += ["delay", f"{delay}ms"]
    if loss:
        words += ["loss", f"{loss}%"]
    return words


def check_netem(loss, delay):
    """What is lost and late is done by the kernel, if it can."""
    if not netem(loss, delay):
        return
    holder = hold()
    try:
        run("tc", "qdisc", "add", "dev", "lo", "root", "netem",
            *netem(loss, delay), inside=holder)
    except NoNetwork as error:
        raise NoNetwork("--loss and --delay need the kernel's netem "
                        f"(module sch_netem): {error}") from None
    finally:
        holder.kill()
        holder.wait()


class Namespaces:
    """Network namespaces, a bridge in one of them, and pairs of veth."""

    kind = "network namespaces with a bridge, made here"

    def __init__(self, clients, loss, delay):
        self.holders = []
        try:
            self.switch = self._hold()
            run("ip", "link", "add", "switch", "type", "bridge",
                inside=self.switch)
            run("ip", "link", "set", "switch", "up", inside=self.switch)
            self.hosts = [self._host(host, loss, delay)
                          for host in range(clients + 1)]
        except BaseException:
            self.stop()
            raise

    def _hold(self):
        self.holders.append(hold())
        return self.holders[-1]

    def _host(self, host, loss, delay):
        inside = self._hold()
        port = f"port{host}"
        run("ip", "link", "add", port, "type", "veth", "peer", "name", "eth0",
            "netns", str(inside.pid), inside=self.switch)
        run("ip", "link", "set", port, "master", "switch", "up",
            inside=self.switch)
        run("ip", "address", "add", f"{host_address(host)}/{BITS}", "dev",
            "eth0", inside=inside)
        for device in "lo", "eth0":
            run("ip", "link", "set", device, "up", inside=inside)
        if host and netem(loss, delay):
            for device, end in ("eth0", inside), (port, self.switch):
                run("tc", "qdisc", "add", "dev", device, "root", "netem",
                    *netem(loss, delay), inside=end)
        return inside

    def popen(self, host, argv, **more):
        return subprocess.Popen(
            ["nsenter", "-t", str(self.hosts[host].pid), "-n"] + argv, **more)

    def stop(self):
        for holder in self.holders:
            holder.kill()
        for holder in self.holders:
            holder.wait()
        self.holders = []


class WithMininet:
    """The same by Mininet, with a switch that needs no Open vSwitch."""

    kind = "Mininet"

    def __init__(self, clients, loss, delay):
        try:
            from mininet.link import TCLink, Link
            from mininet.net import Mininet
            from mininet.node import Host, Switch
        except ImportError as error:
            raise NoNetwork(f"Mininet is not installed (package mininet: "
                            f"{error})") from None

        class Bridge(Switch):
            """The kernel's bridge, on a host of its own."""

            def start(self, _controllers):
                self.cmd("ip link add switch type bridge")
                self.cmd("ip link set switch up")
                for link in self.intfList():
                    if link.name != "lo":
                        self.cmd("ip link set", link, "master switch up")

            def stop(self, deleteIntfs=True):
                self.cmd("ip link del switch")
                super().stop(deleteIntfs)

        # It would set limits of the whole machine, which so few hosts do not
        # need.
        Mininet.inited = True
        self.net = Mininet(controller=None, switch=Bridge, host=Host,
                           build=False)
        try:
            self._build(clients, TCLink, Link, loss, delay)
        except NoNetwork:
            raise
        except BaseException as error:
            self.stop()
            if isinstance(error, Exception):
                raise NoNetwork(f"Mininet does not work here: {error}") \
                    from None
            raise

    def _build(self, clients, bad, good, loss, delay):
        switch = self.net.addSwitch("s1", inNamespace=True)
        self.hosts = []
        for host in range(clients + 1):
            node = self.net.addHost(host_name(host),
                                    ip=f"{host_address(host)}/{BITS}")
            self.hosts.append(node)
            if host and netem(loss, delay):
                self.net.addLink(node, switch, cls=bad, loss=loss or None,
                                 delay=f"{delay}ms" if delay else None)
            else:
                self.net.addLink(node, switch, cls=good)
        self.net.build()
        self.net.start()

    def popen(self, host, argv, **more):
        return self.hosts[host].popen(argv, **more)

    def stop(self):
        self.net.stop()


def make(clients, loss, delay, namespaces, say):
    """The network, and says which it is and why."""
    if os.geteuid() != 0:
        raise NoNetwork("only root can make networks: sudo")
    check_netem(loss, delay)
    if not namespaces:
        try:
            network = WithMininet(clients, loss, delay)
            say(f"network: {network.kind}")
            return network
        except NoNetwork as error:
            say(f"network: {error}; network namespaces stand in")
    network = Namespaces(clients, loss, delay)
    say(f"network: {network.kind}")
    return network
