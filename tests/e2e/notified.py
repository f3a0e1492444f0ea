"""Reads what a server says to NOTIFY_SOCKET: a line for each datagram.

    notified.py WHERE [--hold FILE]

WHERE is a path or @NAME.  A line is: monotonic milliseconds, the sender's
process, the datagram with "|" for its line ends.  With --hold nothing is read
before FILE is there.
"""
import os
import socket
import struct
import sys
import time

where = sys.argv[1]
sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
sock.bind("\0" + where[1:] if where[0] == "@" else where)
print("bound", flush=True)
while len(sys.argv) > 3 and not os.path.exists(sys.argv[3]):
    time.sleep(0.02)
while True:
    data, ancillary, _, _ = sock.recvmsg(4096, 256)
    pid = struct.unpack("3i", ancillary[0][2])[0]
    print(time.monotonic_ns() // 1000000, pid,
          data.decode().replace("\n", "|"), flush=True)
