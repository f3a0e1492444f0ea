# wrong: the number is sent with PUT
import http.client
import sys
from email.utils import formatdate

host, port, name = sys.argv[1:4]
link = http.client.HTTPConnection(host, int(port))
for method, path, body in (("POST", "/clients", name), ("PUT", "/wait", "5"),
                           ("PUT", "/wait", "6")):
    link.request(method, path, body, {
        "User-Agent": "mine/1", "Date": formatdate(usegmt=True),
        "Content-Type": "text/plain"})
    print(link.getresponse().read().decode())
