"""How drafts are shown: as letters to read, as mailto addresses to open, or as JSON."""

from collections.abc import Sequence
from urllib.parse import quote

from netjournal.answers.drafts import NOTE, Draft
from netjournal.network.network import Network
from netjournal.views.document import STRONG, Document, Line, Span, line, lines
from netjournal.views.machine import Object
from netjournal.views.telling import listed, person_object


def letters_document(network: Network, drafts: Sequence[Draft]) -> Document:
    parts: list[Line] = []
    for draft in drafts:
        parts += [line(Span(_heading(network, draft), STRONG))]
        parts += [line(f"To: {', '.join(draft.addresses)}")] if draft.addresses else []
        parts += [line(f"Subject: {draft.subject}")] if draft.subject else []
        parts += [line(), *lines(draft.text), line()]
    return tuple(parts[:-1])


def _heading(network: Network, draft: Draft) -> str:
    names = listed([network.name_of(id) for id in draft.to])
    return f"--- a note to {names}" if draft.kind == NOTE else f"--- the introduction, to {names}"


def mailto_document(drafts: Sequence[Draft]) -> Document:
    return tuple(line(mailto(draft)) for draft in drafts)


def mailto(draft: Draft) -> str:
    """The letter as a mailto address (RFC 6068): every part percent-encoded, line ends as CRLF."""
    to = ",".join(quote(address, safe="@") for address in draft.addresses)
    body = draft.text.replace("\n", "\r\n")
    return f"mailto:{to}?subject={_encoded(draft.subject)}&body={_encoded(body)}"


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="replace")


def letters_object(network: Network, drafts: Sequence[Draft]) -> Object:
    return {
        "drafts": [
            {
                "kind": draft.kind,
                "to": [person_object(network, id) for id in draft.to],
                "addresses": list(draft.addresses),
                "subject": draft.subject,
                "text": draft.text,
                "mailto": mailto(draft),
            }
            for draft in drafts
        ]
    }
