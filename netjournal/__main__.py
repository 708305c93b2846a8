"""The doors: what must open at once comes first, then the app."""

import atexit
import gc
import sys


def main() -> None:
    """Run netjournal."""
    gc.set_threshold(200_000, 50, 50)  # a command makes little garbage, and looking for it takes a quarter of its time
    atexit.register(gc.freeze)  # nor is it looked for once more among all that the system takes back at the end
    if sys.argv[1:] == ["--version"]:
        from netjournal import __version__

        sys.stdout.write(f"netjournal {__version__}\n")
        return
    if sys.argv[1:2] == ["merge-driver"]:
        from netjournal.history.driver import drive

        sys.exit(drive(sys.argv[2:]))
    if sys.argv[1:2] == ["complete-line"]:
        from netjournal.commands.candidates import complete

        complete(" ".join(sys.argv[2:]), _outline)
        return
    from netjournal.cli import main as run

    run()


def _outline() -> str:
    from netjournal.cli import VERBS
    from netjournal.commands.lines import outline
    from netjournal.commands.manual import TOPICS

    return outline(VERBS, TOPICS)


if __name__ == "__main__":
    main()
