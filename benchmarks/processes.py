"""What several processes gain: `cxlint check` with 1, 2 and an unsaid number, in turn, beside what the machine gives.

The bound is plain Python that shares nothing: twice the work by two processes, against once by one. `others` is how
many processors other programs used meanwhile (Linux only); where that is not near 0, the figures are about them.

python benchmarks/processes.py [files [rounds [bytes a file]]]
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
import time

from cross_documents import project
from repeat_runs import check
from texts import markdown

BOUND, UNSAID = "plain Python, twice", "unsaid"


def busy() -> float:
    """Seconds that the processors of this machine have worked."""
    try:
        with open("/proc/stat", encoding="ascii") as file:
            user, nice, system = (int(word) for word in file.readline().split()[1:4])
    except OSError:
        return 0.0
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


def plain(number: int = 3_000_000) -> None:
    """Work of the interpreter, with a little memory."""
    counts: dict[str, int] = {}
    for i in range(number):
        key = str(i % 5_000)
        counts[key] = counts.get(key, 0) + len(key)


def timed_plain(processes: int) -> float:
    started = time.perf_counter()
    running = [multiprocessing.Process(target=plain) for _ in range(processes)]
    for process in running:
        process.start()
    for process in running:
        process.join()
    return time.perf_counter() - started


def files(folder: str, count: int, size: int) -> str:
    """Files of one company, or with a size texts of that many characters."""
    if not size:
        return project(folder, count)
    root = os.path.join(folder, "texts")
    for number in range(count):
        path = os.path.join(root, str(number % 20), f"{number}.md")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(markdown(size, seed=number, fine_print=0.05))
    return root


def main() -> None:
    count, rounds, size = (int(word) for word in (*sys.argv[1:], *("1000", "5", "0")[len(sys.argv) - 1 :]))
    times: dict[str, list[tuple[float, float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = files(folder, count, size)
        reports = set()
        for number in range(rounds):
            before, one = busy(), timed_plain(1)
            two = timed_plain(2)
            others = max(0.0, busy() - before - one - 2 * two) / (one + two)
            times.setdefault(BOUND, []).append((2 * one / two, 0.0, others))
            for jobs in ("1", "2", UNSAID):
                cache = os.path.join(folder, f"cache-{number}-{jobs}")
                empty = os.path.join(folder, f"empty-{number}-{jobs}")
                os.mkdir(empty)
                check(empty, cache)  # compiles the rules
                before = busy()
                (wall, cpu), report = check(root, cache, *(() if jobs == UNSAID else ("--jobs", jobs)))
                times.setdefault(jobs, []).append((wall, cpu, max(0.0, busy() - before - cpu) / wall))
                reports.add(report)
        if len(reports) != 1:
            sys.exit("the reports differ")
    print(f"{count:,} files, {rounds} rounds; seconds, and how many times as fast as one process (median of rounds)")
    gains = [gain for gain, _, _ in times[BOUND]]
    print(f"{BOUND:24} {'':32} {statistics.median(gains):5.2f}x  others {_median(times[BOUND], 2):.1f}")
    for jobs in ("1", "2", UNSAID):
        rows = times[jobs]
        gain = statistics.median(one[0] / row[0] for one, row in zip(times["1"], rows, strict=True))
        print(
            f"--jobs {jobs:17} wall {min(row[0] for row in rows):6.2f} {_median(rows, 0):6.2f}  "
            f"CPU {_median(rows, 1):6.2f} {gain:5.2f}x  others {_median(rows, 2):.1f}"
        )


def _median(rows: list[tuple[float, float, float]], column: int) -> float:
    return statistics.median(row[column] for row in rows)


if __name__ == "__main__":
    main()
