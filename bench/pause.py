"""How exact the wait lab's pauses are: ms beyond what was asked, as seen by a
client from sending the request to having the answer.

usage: pause.py PORT SECONDS CLIENTS
"""
import socket
import sys
import threading
import time

port, seconds, clients = (int(word) for word in sys.argv[1:4])
late = []


def ask(number):
    with socket.create_connection(('127.0.0.1', port)) as sock:
        body = b'%d' % seconds
        time.sleep(number * 0.01)
        begun = time.monotonic()
        sock.sendall(b'POST /wait HTTP/1.1\r\nHost: x\r\n'
                     b'Content-Length: %d\r\n\r\n%s' % (len(body), body))
        sock.recv(4096)
        late.append((time.monotonic() - begun - seconds) * 1000)


threads = [threading.Thread(target=ask, args=(n,)) for n in range(clients)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
late.sort()
print('%d pauses of %d s: %.2f ms late at least, %.2f median, %.2f p90, '
      '%.2f most' % (clients, seconds, late[0], late[len(late) // 2],
                     late[len(late) * 9 // 10], late[-1]))
