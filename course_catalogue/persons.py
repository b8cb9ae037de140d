"""What tells a person in a text: a private mailbox or chat account, a name behind a label or before a title."""

from __future__ import annotations

import re

import msgspec


class PersonalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells a private mailbox, and the name of a person behind a label or before a title."""

    mailboxes: tuple[str, ...]
    labels: tuple[str, ...]
    titles: tuple[str, ...]
    surnames: str
    not_names: tuple[str, ...]


class PersonalPatterns:
    """The patterns of PersonalWords: private accounts, and names of persons."""

    def __init__(self, words: PersonalWords) -> None:
        han = "[\u4e00-\u9fff]"
        surname = f"[{words.surnames}]"
        hosts = "|".join(re.escape(host) for host in words.mailboxes)
        chat = r"(?:微信号?|[Ww]e[Cc]hat|[WwVv][Xx]|加[Vv])[：:\s]{0,2}[A-Za-z][A-Za-z0-9_-]{5,19}"
        qq = r"[Qq][Qq]号?[：:\s]{0,2}[1-9][0-9]{4,10}(?![0-9])"
        mailbox = rf"(?<![A-Za-z0-9._%+-])[0-9]{{5,12}}@(?:{hosts})(?![A-Za-z0-9.])"
        self.account_hint = re.compile(
            "@|QQ|Qq|qq|微信|WeC|Wec|weC|wec|WX|Wx|wX|wx|VX|Vx|vX|vx|加V|加v"
        )  # literals: Python then skips to their first characters
        self.account = re.compile(f"{qq}|{chat}|{mailbox}")
        self.label = re.compile(rf"(?:{any_of(words.labels).pattern})\s?[：:]")
        self.named = re.compile(rf"{self.label.pattern}\s?(?P<name>{surname}{han}{{1,2}})(?!{han})")
        self.titled = re.compile(rf"(?<!{han})(?P<name>{surname}{han}{{0,2}}?(?:{'|'.join(words.titles)}))")
        self._not_names = any_of(words.not_names)
        self._titles = words.titles

    def is_no_name(self, found: str) -> bool:
        """Whether what looks like a name is a word, an office or a group: 安全员, 高校教授, 方案组."""
        if self._not_names.match(found):
            return True
        title = next((title for title in self._titles if found.endswith(title)), "")
        return not title and found[-1] in _LAST_OF_OFFICES


_LAST_OF_OFFICES = frozenset("员长部室处科组会馆校者人家生班队所院站局办级团")


def any_of(words: tuple[str, ...] | list[str]) -> re.Pattern[str]:
    """A pattern of any of the words, the longest first, those with one first character together: Python tries one branch after the other."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()))
