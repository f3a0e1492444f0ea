"""What every group of figures has: rows, and how a round of them goes."""
import subprocess
from contextlib import contextmanager

from ratios import Row
from servers import Apache, Bare, Barewired, Nginx, Python, Skip

BARE = 'bare loop'
FAILURES = (Skip, OSError, ValueError, ArithmeticError,
            subprocess.SubprocessError)


class Group:
    """Its rows are there whether or not they can be measured."""

    name = ''

    def __init__(self, bench):
        self.bench = bench
        self.scale = bench.scale
        self.rows = {row.key: row for row in self.make_rows()}

    def make_rows(self):
        return []

    def begin(self):
        """Before a round."""

    def round(self):
        """One value of everything, alternating."""

    def end(self):
        """After a round, and when it failed."""

    def run(self, number):
        """A round that fails is said, and the others are measured."""
        try:
            if self.bench.is_late():
                raise Skip('time is up')
            self.begin()
            self.round()
        except FAILURES as error:
            self.failed(error, number)
        finally:
            self.end()

    def failed(self, error, number):
        """What has no value of this round has none because of that."""
        reason = str(error) or type(error).__name__
        for row in self.rows.values():
            measured = len(row.rounds.get(row.of, []))
            if measured == 0:
                row.skip(row.skipped or reason)
            elif measured < number:
                row.note(row.of, f'[{measured} of {number} rounds: {reason}]')

    def bare(self, mode):
        return Bare(self.bench.tools, self.bench.work, mode)

    def barewired(self, *options):
        return Barewired(self.bench.programs, self.bench.work, *options)

    @contextmanager
    def served(self, make, *arguments):
        """A server for the time of a with."""
        server = make(*arguments)
        try:
            yield server
        finally:
            server.stop()

    def peers(self, rows):
        """The servers that are not ours and are installed; these rows say
        which are missing."""
        found = []
        for make in (Apache, Nginx, Python):
            try:
                found.append(make(self.bench.work))
            except Skip as error:
                for row in rows:
                    row.note(make.__name__, f'skipped, {error}')
        return found


__all__ = ['BARE', 'Group', 'Row', 'Skip']
