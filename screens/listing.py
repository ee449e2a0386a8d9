"""Options and cells that many screens show: terms, reasons, how much time is left."""

from rich.cells import cell_len

from data.pinyin import initials
from data.reference import label, terms
from models.words import _
from screens.kit.dialogs import Option

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def options(sort: str) -> list[Option]:
    """The values of an enumeration as a field offers them."""
    return [Option(term.code, label(term), digit=term.digit) for term in terms(sort)]


def reasons(sort: str) -> list[Option]:
    """The listed reasons; the words themselves are kept."""
    return [Option(label(term), label(term), digit=term.digit) for term in terms(sort)]


def by_pinyin(typed: str, option: Option) -> bool:
    """Whether what was typed begins the option's initials, its code, or is in its words."""
    wanted = typed.strip().casefold()
    return (
        wanted in option.label.casefold()
        or option.key.casefold().startswith(wanted)
        or initials(option.label).startswith(wanted)
    )


def left(due_at: int | None, now: int) -> str:
    """How much time is left or how late it is, in words: `余 1:19`, `! 超 2:10`."""
    if due_at is None:
        return ""
    if due_at < now:
        return _("! late {span}").format(span=span(now - due_at))
    return _("left {span}").format(span=span(due_at - now))


def span(milliseconds: int) -> str:
    """How long, in words: `1:19` hours, from two days on `3 d`."""
    minutes = milliseconds // MINUTE
    if minutes >= 48 * 60:
        return _("{days} d").format(days=minutes // (24 * 60))
    return f"{minutes // 60}:{minutes % 60:02}"


def late_width() -> int:
    """The cells that `left` needs."""
    return cell_len(_("! late {span}").format(span="47:59"))
