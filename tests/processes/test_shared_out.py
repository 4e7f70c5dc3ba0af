"""Each test runs in a process of its own, since one with threads is never copied."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kpicli.processes import shared_out


def _run(script: str) -> str:
    whole = f"import os, sys\nfrom kpicli.processes import shared_out\n{script}"
    done = subprocess.run(
        [sys.executable, "-c", whole], check=False, capture_output=True, text=True, timeout=60
    )
    assert not done.stderr
    return done.stdout.strip()


def test_one_process_works_alone() -> None:
    assert list(shared_out(str, [1, 2, 3], 1)) == [(0, "1"), (1, "2"), (2, "3")]


@pytest.mark.parametrize("processes", [1, 2, 3, 9])
def test_each_part_has_its_result(processes: int) -> None:
    script = f"print(sorted(shared_out(lambda part: part * part, range(50), {processes})))"
    assert _run(script) == str([(part, part * part) for part in range(50)])


def test_every_process_takes_part() -> None:
    script = (
        "import time\n"
        "def work(part):\n"
        "    time.sleep(0.05)\n"
        "    return os.getpid()\n"
        "print(len({pid for _, pid in shared_out(work, range(12), 3)}))"
    )
    assert _run(script) == "3"


def test_copies_work_while_this_process_does_what_is_to_be_done_meanwhile() -> None:
    script = (
        "import time\n"
        "here = os.getpid()\n"
        "results = shared_out(lambda part: os.getpid(), range(8), 2, lambda: time.sleep(1))\n"
        "print(here in {pid for _, pid in results})"
    )
    assert _run(script) == "False"


@pytest.mark.parametrize("processes", [1, 3])
def test_what_is_to_be_done_meanwhile_is_done_once(processes: int) -> None:
    script = (
        "done = []\n"
        f"results = shared_out(str, range(8), {processes}, lambda: done.append(os.getpid()))\n"
        "print(len(list(results)), done == [os.getpid()])"
    )
    assert _run(script) == "8 True"


_LEFT = """
def left():
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return set(os.listdir('/dev/fd')) - before
    return "a process"
"""


@pytest.mark.parametrize("error", ["ValueError", "KeyboardInterrupt"])
def test_what_is_raised_meanwhile_leaves_no_process_and_no_pipe_behind(error: str) -> None:
    script = (
        f"{_LEFT}\n"
        "before = set(os.listdir('/dev/fd'))\n"
        "def meanwhile():\n"
        f"    raise {error}\n"
        "try:\n"
        "    list(shared_out(lambda part: part, range(8), 3, meanwhile))\n"
        f"except {error}:\n"
        "    print(left())"
    )
    assert _run(script) == "set()"


def test_results_that_nobody_asks_for_cost_no_process_and_no_pipe() -> None:
    script = (
        f"{_LEFT}\n"
        "before = set(os.listdir('/dev/fd'))\n"
        "results = shared_out(lambda part: part, range(8), 3)\n"
        "print(left())"
    )
    assert _run(script) == "set()"


def test_what_is_raised_is_raised_here() -> None:
    script = (
        "try:\n"
        "    list(shared_out(lambda part: 1 // part, [1, 0, 2], 2))\n"
        "except ZeroDivisionError:\n"
        "    print('raised')"
    )
    assert _run(script) == "raised"


def test_what_a_copy_that_dies_left_undone_is_done_here() -> None:
    script = (
        "here = os.getpid()\n"
        "def work(part):\n"
        "    if os.getpid() != here:\n"
        "        os._exit(9)\n"
        "    import time; time.sleep(0.02)\n"
        "    return part\n"
        "print(sorted(shared_out(work, range(8), 3)))"
    )
    assert _run(script) == str([(part, part) for part in range(8)])


def test_where_no_process_can_be_started_this_one_does_it_all() -> None:
    script = (
        "def fork():\n"
        "    raise BlockingIOError\n"
        "os.fork = fork\n"
        "print(sorted(shared_out(lambda part: part, range(8), 3)))"
    )
    assert _run(script) == str([(part, part) for part in range(8)])


def test_no_copy_is_made_beside_other_threads() -> None:
    script = (
        "import threading\n"
        "ready = threading.Event()\n"
        "thread = threading.Thread(target=ready.wait)\n"
        "thread.start()\n"
        "print(len({pid for _, pid in shared_out(lambda part: os.getpid(), range(8), 3)}))\n"
        "ready.set()"
    )
    assert _run(script) == "1"


def test_large_results_come_through() -> None:
    script = (
        "print(sum(len(text) for _, text in shared_out(lambda n: 'x' * n, [9_000_000] * 5, 3)))"
    )
    assert _run(script) == "45000000"


def test_who_stops_listening_leaves_no_process_behind() -> None:
    script = (
        "results = shared_out(lambda n: 'x' * n, [3_000_000] * 20, 3)\n"
        "next(results)\n"
        "results.close()\n"
        "try:\n"
        "    os.waitpid(-1, os.WNOHANG)\n"
        "except ChildProcessError:\n"
        "    print('none left')"
    )
    assert _run(script) == "none left"


@pytest.mark.parametrize("processes", [2, 3, 9])
def test_from_both_ends_each_part_is_worked_out_once(processes: int) -> None:
    script = (
        "log, told = os.pipe()\n"
        "def work(part):\n"
        "    os.write(told, bytes([part]))\n"
        "    return part * part\n"
        f"results = sorted(shared_out(work, range(50), {processes}, ends=2))\n"
        "print(results == [(part, part * part) for part in range(50)])\n"
        "print(sorted(os.read(log, 99)) == list(range(50)))"
    )
    assert _run(script).split() == ["True", "True"]


def test_from_both_ends_each_process_works_through_neighbours() -> None:
    script = (
        "import time\n"
        "def work(part):\n"
        "    time.sleep(0.02)\n"
        "    return os.getpid()\n"
        "found = dict(shared_out(work, range(20), 2, ends=2))\n"
        "ordered = [found[part] for part in range(20)]\n"
        "print(ordered[0] == os.getpid(), len(set(ordered)))\n"
        "print(sum(one != other for one, other in zip(ordered, ordered[1:])))"
    )
    assert _run(script).split() == ["True", "2", "1"]
