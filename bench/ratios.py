"""Rows of figures: their rounds, medians and ratios, as a table and as JSON.

Knows nothing of servers.  A row has values, each a name and what its rounds
brought; its ratio is the median of the value `of` divided by the median of
the value `to`.
"""
import json
import statistics

# Others whose ratio is said beside the one in the table.
COMPARED = ('Apache prefork', 'nginx', 'Python forking', 'ncat --chat')


class Row:
    """key and title; unit of the values; which value is compared to which;
    the goals it has, in words; places after the point."""

    def __init__(self, key, title, unit='', of='barewired', to=None, goal='',
                 places=0):
        self.key, self.title, self.unit = key, title, unit
        self.of, self.to, self.goal, self.places = of, to, goal, places
        self.rounds = {}
        self.parts = {}
        self.notes = {}
        self.skipped = ''

    def add(self, name, value):
        self.rounds.setdefault(name, []).append(value)

    def part(self, name, part, value):
        """Of the value of that name, or measured together with it."""
        parts = self.parts.setdefault(name, {})
        parts.setdefault(part, []).append(value)

    def part_medians(self, name):
        return {part: statistics.median(values)
                for part, values in self.parts.get(name, {}).items()}

    def note(self, name, text):
        """Said beside the value of that name; the last one stays."""
        self.notes[name] = text

    def skip(self, reason):
        """Nothing is measured, or not what it is compared with."""
        self.skipped = reason

    def median(self, name):
        values = self.rounds.get(name)
        return statistics.median(values) if values else None

    def ratio(self, name=None):
        """Of `of` to the value of that name; None: one is missing, or 0."""
        of, to = self.median(self.of), self.median(name or self.to)
        return of / to if of is not None and to else None

    def spread(self):
        """The least and the most ratio of single rounds."""
        pairs = zip(self.rounds.get(self.of, []), self.rounds.get(self.to, []))
        ratios = [of / to for of, to in pairs if to]
        return [min(ratios), max(ratios)] if ratios else None

    def as_json(self):
        values = [{'name': name, 'rounds': rounds,
                   'median': self.median(name),
                   'ratio': self.ratio(name) if name != self.of else None,
                   'parts': self.part_medians(name) or None,
                   'note': self.notes.get(name)}
                  for name, rounds in self.rounds.items()]
        return {'key': self.key, 'title': self.title, 'unit': self.unit,
                'of': self.of, 'to': self.to, 'ratio': self.ratio(),
                'ratio_spread': self.spread(), 'goal': self.goal or None,
                'values': values, 'skipped': self.skipped or None}


def number(value, places):
    if value is None:
        return ''
    if abs(value) < 10 and value != int(value):
        places = max(places, 1)
    return f'{value:,.{places}f}'


def beside(row):
    """Parts and notes of the two that are compared, then all others."""
    words = []
    for name in [*row.rounds, *(n for n in row.notes if n not in row.rounds)]:
        said = [f'{part} {number(value, 2 if value < 10 else row.places)}'
                for part, value in row.part_medians(name).items()]
        said += [row.notes[name]] if name in row.notes else []
        if name not in (row.of, row.to) and name in row.rounds:
            value = number(row.median(name), row.places)
            ratio = row.ratio(name) if name in COMPARED else None
            if ratio is not None:
                value += f' (ratio {ratio:.2f})'
            words.append(' '.join([name, value, *said]))
        elif said:
            words.append(f'{name}: {", ".join(said)}')
    if row.skipped:
        words.append(f'skipped: {row.skipped}')
    return '; '.join(words)


def line(row):
    title = f'{row.title}, {row.unit}' if row.unit else row.title
    ratio = row.ratio() if row.to else None
    to = number(row.median(row.to), row.places) if row.to else ''
    return [title, f'{row.to} {to}' if to else '',
            number(row.median(row.of), row.places),
            '' if ratio is None else f'{ratio:.2f}', row.goal, beside(row)]


HEADS = ['figure', 'measured against', 'barewired', 'ratio', 'goal', 'beside']


def table(rows):
    """In Markdown, all columns but the last as wide as they must be."""
    lines = [HEADS] + [line(row) for row in rows]
    widths = [max(len(cells[i]) for cells in lines) for i in range(5)] + [0]
    lines.insert(1, ['-' * max(3, width) for width in widths])
    return '\n'.join('| ' + ' | '.join(
        cell.ljust(width) for cell, width in zip(cells, widths)) + ' |'
        for cells in lines)


def write_json(path, head, rows):
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(dict(head, rows=[row.as_json() for row in rows]), file,
                  indent=1)
        file.write('\n')
