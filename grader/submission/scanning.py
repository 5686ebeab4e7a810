"""Where logical lines begin: a scanner of strings, brackets and comments that no broken code can stop."""

from __future__ import annotations

import re

_CODE = re.compile(r"\"\"\"|'''|[\"'#\[\](){}\\]")
_ENDS = {quote: re.compile(rf"\\.|{quote}", re.DOTALL) for quote in ('"""', "'''", '"', "'")}
_FRESH = re.compile(r"(async\s+def|def|class|from|import)\s|@\w")


class LineScanner:
    """Feed it line after line; between two lines it says whether a logical line begins."""

    def __init__(self) -> None:
        self.quote = ""
        self._depth = 0
        self._continued = False

    def begins(self, line: str) -> bool:
        """Say whether a logical line begins with this physical line."""
        if not self.quote and _FRESH.match(line):
            self._depth = 0  # a bracket left open above costs only its own statement
            return not self._continued
        return not self.quote and not self._depth and not self._continued

    def feed(self, line: str) -> None:
        """Read one physical line, without its newline."""
        self.begins(line)
        self._continued = False
        position = 0
        while position < len(line):
            pattern = _ENDS[self.quote] if self.quote else _CODE
            match = pattern.search(line, position)
            if match is None:
                break
            position = match.end()
            if self.quote:
                self.quote = "" if match.group() == self.quote else self.quote
            elif match.group() == "#":
                return
            else:
                self._meet(match.group(), position == len(line))
        if len(self.quote) == 1 and not _ends_in_backslash(line):
            self.quote = ""  # such a string ends with its line

    def _meet(self, token: str, at_end: bool) -> None:
        if token in _ENDS:
            self.quote = token
        elif token == "\\":
            self._continued = at_end
        elif token in "([{":
            self._depth += 1
        else:
            self._depth = max(0, self._depth - 1)


def _ends_in_backslash(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1
