"""Editors jump from a finding of `check` to its line, set up as README and `help editors` say."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from netjournal.commands.manual import topic
from tests.commands.killing import written
from tests.replay import HERE

README = (HERE.parent / "README.md").read_text("utf-8")
FILES = {
    "people/ada.md": "---\nname: Ada\n---\n",
    "people/bo.md": "---\nname: Bo\ncity: Leeds\nbirthday: soon\n---\n",
}
PLACE = ("people/bo.md", 4, 11)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "journal", FILES)


def ran(words: list[str], root: Path, environment: Mapping[str, str]) -> str:
    done = subprocess.run(words, cwd=root, env=dict(environment), capture_output=True, check=False, timeout=60)
    return done.stdout.decode() + done.stderr.decode()


@pytest.mark.skipif(not shutil.which("vim"), reason="vim is not here")
def test_vim_jumps_to_the_line_and_column(root: Path, environment: Mapping[str, str]) -> None:
    (setting,) = re.findall(r"^ *(set makeprg=.*)$", topic("editors"), re.M)
    assert setting in README
    out = root / "jumped"
    jump = f"call writefile([expand('%'), line('.'), col('.')], '{out}')"
    ran(["vim", "-es", "-u", "NONE", "-c", setting, "-c", "silent make", "-c", jump, "-c", "qa!"], root, environment)
    assert out.read_text().split() == [str(part) for part in PLACE]


@pytest.mark.skipif(not shutil.which("emacs"), reason="emacs is not here")
def test_emacs_jumps_to_the_line_and_column(root: Path, environment: Mapping[str, str]) -> None:
    code = """
        (progn
          (compile "netjournal check")
          (while (process-live-p (get-buffer-process "*compilation*")) (accept-process-output nil 0.1))
          (next-error)
          (with-current-buffer (window-buffer)
            (princ (format "%s:%d:%d" buffer-file-name (line-number-at-pos) (1+ (current-column))))))
    """
    assert "{}/{}:{}:{}".format(root, *PLACE) in ran(["emacs", "-Q", "--batch", "--eval", code], root, environment)


def test_the_problem_matcher_of_vs_code_reads_a_finding(root: Path, environment: Mapping[str, str]) -> None:
    (pattern,) = set(re.findall(r'"regexp": "(.*?)"', topic("editors") + README))
    found = re.match(pattern.replace("\\\\", "\\"), ran(["netjournal", "check"], root, environment).split("\n")[0])
    assert found
    assert (found[1], int(found[2]), int(found[3])) == PLACE
