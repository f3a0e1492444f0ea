"""Broken: the month of C's struct tm, which begins with 0."""
import time

import clock_server


class Server(clock_server.Server):
    def date(self):
        now = time.localtime()
        return "%04d-%02d-%02d" % (now.tm_year, now.tm_mon - 1, now.tm_mday)


Server().run()
