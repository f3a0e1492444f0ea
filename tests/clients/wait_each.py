# right: a connection for each request, its name on each
import http.client
import sys
from email.utils import formatdate

host, port, name = sys.argv[1:4]
for seconds in ["5", "6"]:
    line = http.client.HTTPConnection(host, int(port))
    for path, body in [("/clients", name), ("/wait", seconds)]:
        line.request("POST", path, body.encode(), {
            "User-Agent": "each/1", "Date": formatdate(usegmt=True),
            "Content-Type": "text/plain"})
        print(line.getresponse().read().decode())
    line.close()
