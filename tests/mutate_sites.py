"""Where a C file of this house can be changed so that it still compiles.

sites(text) lists every change of one kind at one place inside a function: an
operator or a number is another one, a condition is turned round, a statement is
left out.  Lines count from 1, and stay where they were.  The layout is relied
on: a function's braces stand in column 0, what continues a line is indented by
4 spaces.
"""
import re

SWAPS = {'<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '!=', '!=': '==',
         '&&': '||', '||': '&&', '+': '-', '-': '+', '+=': '-=', '-=': '+=',
         'true': 'false', 'false': 'true'}
SWAPPED = re.compile(r'(?<= )(?:<=?|>=?|==|!=|&&|\|\||[+-]=?)(?= |$)'
                     r'|\b(?:true|false)\b')
NUMBER = re.compile(r'(?<![\w.\[])\d+(?![\w.\]])')
CONDITION = re.compile(r'^(\t+(?:\} else )?(?:if|while) \()(.+)(\)(?: \{)?)$')
LEAVING = re.compile(r'^(\t+)(?:break|continue);$')
STEP = re.compile(r'^\t+[\w>.\[\]-]+(\+\+|--);$')
STATEMENT = re.compile(r'^(\t+)(?!return\b|if\b|for\b|while\b|switch\b|do\b|'
                       r'else\b|case\b|goto\b|sizeof\b)'
                       r'(?:(?:\(void\))?\w[\w>.\[\]-]*\(|'
                       r'\*?[\w>.\[\]()-]+ (?:[+|&^-]|<<|>>)?= ).*$')
TOKENS = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'',
                    re.DOTALL)


def masked(text):
    """The same length, without comments and what stands in quotes."""
    return TOKENS.sub(lambda m: re.sub(r'[^\n]', '~', m.group()), text)


def bodies(lines):
    """The numbers, from 0, of lines inside functions."""
    inside = False
    for number, line in enumerate(lines):
        if line == '{':
            inside = True
        elif line.startswith('}'):
            inside = False
        elif inside:
            yield number


def statement_end(lines, number):
    """The last line of the statement that begins there, or None."""
    while not lines[number].endswith(';'):
        number += 1
        if number == len(lines) or \
                not re.match(r'\t* {4}', lines[number]):
            return None
    return number


def changes(lines, number):
    """(first, last, start, end, replacement) within line `number`, from 0;
    start and end are columns, None for all of the lines."""
    line = lines[number]
    for match in SWAPPED.finditer(line):
        yield number, number, match.start(), match.end(), SWAPS[match.group()]
    if '[' not in line:
        for match in NUMBER.finditer(line):
            yield (number, number, match.start(), match.end(),
                   str(int(match.group()) + 1))
    match = CONDITION.match(line)
    if match and match.group(2).count('(') == match.group(2).count(')'):
        yield (number, number, match.start(2), match.start(2), '!(')
    match = LEAVING.match(line)
    if match:
        yield number, number, len(match.group(1)), len(line) - 1, ''
    match = STEP.match(line)
    if match:
        yield (number, number, match.start(1), match.end(1),
               '--' if match.group(1) == '++' else '++')
    match = STATEMENT.match(line)
    last = match and statement_end(lines, number)
    if last is not None:
        yield number, last, None, None, match.group(1) + ';'


class Site:
    """One change of one file."""

    def __init__(self, lines, change):
        self.lines = lines
        first, last, self.start, self.end, self.new = change
        self.first, self.last = first + 1, last + 1

    def changed_lines(self):
        old = self.lines[self.first - 1:self.last]
        if self.start is None:
            return [self.new] + [''] * (len(old) - 1)
        rest = old[0][self.end:]
        if self.new == '!(':
            at = rest.rindex(')')
            rest = rest[:at] + ')' + rest[at:]
        return [old[0][:self.start] + self.new + rest]

    def text(self):
        return '\n'.join(self.lines[:self.first - 1] + self.changed_lines() +
                         self.lines[self.last:])

    def __str__(self):
        was = ' '.join(x.strip() for x in
                       self.lines[self.first - 1:self.last])
        return '%s  ->  %s' % (was, ' '.join(
            x.strip() for x in self.changed_lines()).strip())


def sites(text):
    lines, bare = text.split('\n'), masked(text).split('\n')
    return [Site(lines, change) for number in bodies(bare)
            for change in changes(bare, number)]
