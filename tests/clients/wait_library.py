# right: http.client, a form's value, the name as the path says
import http.client
import sys
from email.utils import formatdate

host, port, name = sys.argv[1:4]
line = http.client.HTTPConnection(host, int(port))


def ask(path, body):
    line.request("POST", path, body.encode(), {
        "Host": host, "User-Agent": "library/1",
        "Date": formatdate(usegmt=True), "Content-Type": "text/plain"})
    print(line.getresponse().read().decode())


ask("/clients", name)
ask("/wait", "5")
line.close()
