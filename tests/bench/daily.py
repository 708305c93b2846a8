"""Days in the life of a journal: each edits its files and then brings the index up to date. Run as a file, by years.

Run so, with the installed netjournal alone in its path, it makes the index that the installed program goes on with.
"""

import argparse
import datetime
import json
import sys
from collections import Counter
from pathlib import Path
from random import Random

from netjournal.files.folder import Folder
from netjournal.files.index import reading
from netjournal.files.journal import Journal, Shelf

KINDS = {"entry": 50, "front matter": 18, "new person": 10, "rename": 5, "deletion": 10, "gathering": 7}
SAID = ["spoke of the choir", "heard of a flat", "wants to learn Welsh", "moved house", "sold the boat", "has a cold"]
CITIES = ("Aarhus", "Bristol", "Ghent", "Turin", "Porto", "Graz")
TAGS = ("folk", "singing", "poetry", "libraries", "bridges", "bees", "chess", "maps")
NEEDS = ("a piano teacher", "a room near the harbour", "somebody who mends radios", "lessons in Danish")
FEWEST = 20  # people that deletions leave


class Diary:
    """A journal's people and what happens to their pages; the same seed does the same to the same journal."""

    def __init__(self, root: Path, seed: int) -> None:
        self._root, self._rng, self._seed = root, Random(seed), seed
        self.ids = sorted(page.stem for page in (root / "people").glob("*.md") if page.stem != "me")
        self._came = 0

    def live(self, kind: str, day: datetime.date) -> None:
        """One day's edit of that kind."""
        if kind == "entry":
            self._log(day)
        elif kind == "front matter":
            self._set()
        elif kind == "new person":
            self._meet(day)
        elif kind == "rename":
            self._rename()
        elif kind == "deletion" and len(self.ids) > FEWEST:
            self._page(self.ids.pop(self._rng.randrange(len(self.ids)))).unlink()
        elif kind == "gathering":
            self._gather(day)

    def _page(self, id: str) -> Path:
        return self._root / "people" / f"{id}.md"

    def _anybody(self) -> str:
        return self._rng.choice(self.ids)

    def _log(self, day: datetime.date) -> None:
        company = f" with [[{self._anybody()}]]" if self._rng.random() < 0.3 else ""
        kind = self._rng.choice(("coffee", "call", "email", "dinner", "note"))
        page = self._page(self._anybody())
        page.write_text(f"{page.read_text().rstrip()}\n- {day} {kind}{company}: {self._rng.choice(SAID)}\n")

    def _set(self) -> None:
        page, rng = self._page(self._anybody()), self._rng
        fields = {
            "city": rng.choice(CITIES),
            "tags": f"[{', '.join(rng.sample(TAGS, 3))}]",
            "asks": f"[{rng.choice(NEEDS)}]",
            "offers": f"[{rng.choice(NEEDS)}]",
            "name": f"{rng.choice(SAID).split()[0].title()} {self._anybody().replace('-', ' ').title()}",
        }
        key = rng.choice([*fields])
        head, fence, rest = page.read_text().removeprefix("---\n").partition("\n---\n")
        kept, is_dropped = [], False
        for line in head.split("\n"):
            is_dropped = line.startswith(f"{key}:") or (is_dropped and line[:1] in (" ", "-"))
            kept += [] if is_dropped else [line]
        page.write_text("---\n" + "\n".join([*kept, f"{key}: {fields[key]}"]) + fence + rest)

    def _meet(self, day: datetime.date) -> None:
        self._came += 1
        id, rng = f"newcomer-{self._seed}-{self._came}", self._rng
        head = f"name: Newcomer {self._seed}-{self._came}\ncity: {rng.choice(CITIES)}\ntags: [{rng.choice(TAGS)}]"
        ties = f"ties:\n  {self._anybody()}: knows\noffers: [{rng.choice(NEEDS)}]"
        self._page(id).write_text(f"---\n{head}\n{ties}\n---\n\n## Log\n\n- {day} coffee: {rng.choice(SAID)}\n")
        self.ids.append(id)

    def _rename(self) -> None:
        self._came += 1
        at = self._rng.randrange(len(self.ids))
        was, self.ids[at] = self.ids[at], f"{self.ids[at].partition('--')[0]}--{self._seed}-{self._came}"
        self._page(was).rename(self._page(self.ids[at]))

    def _gather(self, day: datetime.date) -> None:
        came = ", ".join(sorted({self._anybody() for _ in range(self._rng.randint(3, 9))}))
        page = self._root / "gatherings" / f"{day}-supper.md"
        page.write_text(f"---\nname: Supper\ndate: {day}\nkind: dinner\ncame: [{came}]\n---\n")


def refreshed(root: Path, cache: Path, day: datetime.date) -> None:
    """Bring the index up to date, as any command does."""
    shelf = Shelf(cache, root)
    journal = Journal(Folder(root, shelf.settings), day, shelf)
    journal.lapses("any")
    journal.close()
    shelf.drop()


def _inode(cache: Path) -> int:
    """What tells an index from one that is made anew."""
    return next(cache.rglob("index.sqlite")).stat().st_ino


def main() -> None:
    """Live through so many days, and print what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("start", type=datetime.date.fromisoformat)
    parser.add_argument("days", type=int)
    parser.add_argument("seed", type=int)
    asked = parser.parse_args()
    reading.RACY = -(10**12)  # nobody edits a page again while it is read here, so none is to be read twice
    diary, rng, day = Diary(asked.root, asked.seed), Random(-asked.seed), asked.start
    refreshed(asked.root, asked.cache, day)
    happened, made = Counter[str](), [_inode(asked.cache)]
    for _ in range(asked.days):
        kind = rng.choices([*KINDS], [*KINDS.values()])[0]
        day += datetime.timedelta(1)
        diary.live(kind, day)
        refreshed(asked.root, asked.cache, day)
        happened[kind] += 1
        made += [now] if (now := _inode(asked.cache)) != made[-1] else []
    told = {"edits": happened, "anew": len(made) - 1, "was": made[0], "inode": made[-1]}
    sys.stdout.write(json.dumps({**told, "day": day.isoformat(), "ids": diary.ids[:10]}))


if __name__ == "__main__":
    main()
