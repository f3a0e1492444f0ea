"""What /proc says: memory, CPU, page faults, and what this machine can do."""
import os
import resource

from servers import Skip

TICKS = os.sysconf('SC_CLK_TCK')
SAMPLE = 40
PROCESS_KIB = 200   # more than a connection takes with its process
# Of the slab what cannot be reclaimed: the rest is mostly names of files that
# somebody looked at, here in /proc.
COMPONENTS = {'page tables': 'PageTables', 'kernel stack': 'KernelStack',
              'slab': 'SUnreclaim'}


def read(path, default=''):
    try:
        with open(path, encoding='utf-8', errors='replace') as file:
            return file.read()
    except OSError:
        return default


def integer(path, default):
    text = read(path).strip()
    return int(text) if text.isdigit() else default


def stat(pid):
    """The fields of /proc/PID/stat from the third on, or None."""
    text = read(f'/proc/{pid}/stat')
    return text.rpartition(')')[2].split() if text else None


def cpu_seconds(pid):
    fields = stat(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def page_faults(pid):
    """Its own, and those of the children it has waited for."""
    fields = stat(pid)
    return int(fields[7]) + int(fields[8])


def children(pid):
    words = read(f'/proc/{pid}/task/{pid}/children').split()
    return [(int(word), read(f'/proc/{word}/comm').strip()) for word in words]


def serving(server):
    """The children that have a client."""
    return [pid for pid, comm in children(server.pid)
            if server.name != 'barewired' or comm == 'bw-wait']


def reader_pids(server):
    """The server's own readers: the log process, and the feeder if any."""
    return {pid: comm for pid, comm in children(server.pid)
            if not comm.startswith('bw-')}


def keyed_kib(path):
    """A file of "Name: 12 kB" lines."""
    values = {}
    for line in read(path).splitlines():
        name, _, rest = line.partition(':')
        words = rest.split()
        if words and words[0].isdigit():
            values[name] = int(words[0])
    return values


def anonymous_kib(server):
    """Of a child with a client, on average: its share of what it shares."""
    pids = serving(server)
    pids = pids[::max(1, len(pids) // SAMPLE)]
    shares = [keyed_kib(f'/proc/{pid}/smaps_rollup').get('Pss_Anon')
              for pid in pids]
    shares = [share for share in shares if share is not None]
    if not shares:
        raise Skip('smaps_rollup says nothing of anonymous memory')
    return sum(shares) / len(shares)


def kernel_kib():
    info = keyed_kib('/proc/meminfo')
    return {name: info.get(key, 0) for name, key in COMPONENTS.items()}


def pids_max():
    """The least of the limits that count processes, and what it is."""
    limits = [(integer('/proc/sys/kernel/pid_max', 32768), 'pid_max'),
              (integer('/proc/sys/kernel/threads-max', 1 << 30),
               'threads-max')]
    if os.geteuid() != 0:
        soft = resource.getrlimit(resource.RLIMIT_NPROC)[0]
        if soft != resource.RLIM_INFINITY:
            limits.append((soft, 'ulimit -u'))
    for line in read('/proc/self/cgroup').splitlines():
        _, names, path = line.split(':', 2)
        base = '/sys/fs/cgroup' + (f'/{names}' if names else '')
        most = integer(f'{base}{path}/pids.max', 1 << 30)
        limits.append((most, 'pids.max of the control group'))
    return min(limits)


def need(clients):
    """Skips what this machine has no room for."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if files < clients + 64:
        raise Skip(f'{clients:,} clients: ulimit -n is {files}')
    most, name = pids_max()
    running = sum(name.isdigit() for name in os.listdir('/proc'))
    if most < clients + running + 500:
        raise Skip(f'{clients:,} clients: {name} is {most}')
    low, high = (int(word) for word in
                 read('/proc/sys/net/ipv4/ip_local_port_range',
                      '32768 60999').split())
    if high - low < clients + 1000:
        raise Skip(f'{clients:,} clients: {high - low} local ports')
    free = keyed_kib('/proc/meminfo').get('MemAvailable', 0)
    if free < clients * PROCESS_KIB:
        raise Skip(f'{clients:,} clients: {free // 1024} MiB are free')


def machine():
    """What the figures were taken on."""
    model = [line.partition(':')[2].strip() for line in
             read('/proc/cpuinfo').splitlines()
             if line.startswith('model name')]
    name = [line.partition('=')[2].strip('"') for line in
            read('/etc/os-release').splitlines()
            if line.startswith('PRETTY_NAME=')]
    return {'system': name[0] if name else '', 'kernel': os.uname().release,
            'processors': os.cpu_count(),
            'processor': model[0] if model else os.uname().machine,
            'memory_mib': keyed_kib('/proc/meminfo')['MemTotal'] // 1024,
            'libc': os.confstr('CS_GNU_LIBC_VERSION')}


def load_average():
    return float(read('/proc/loadavg', '0').split()[0])
