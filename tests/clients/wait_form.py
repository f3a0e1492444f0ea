# right: the name as a form sends it, which our server does not take for one
import http.client
import sys
from email.utils import formatdate

host, port, name = sys.argv[1:4]
link = http.client.HTTPConnection(host, int(port))
for path, body in ("/clients", "name=" + name), ("/wait", "5"), ("/wait", "6"):
    link.request("POST", path, body, {
        "User-Agent": "mine/1", "Date": formatdate(usegmt=True),
        "Content-Type": "application/x-www-form-urlencoded"})
    print(link.getresponse().read().decode())
