"""What a second run costs: wall and CPU time of `cxlint check` over 1,000 files, first and again, with 1 or 2 jobs.

python benchmarks/repeat_runs.py [files [repeats]]
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from cross_documents import KINDS, project

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def check(root: str, cache: str, *options: str) -> tuple[tuple[float, float], str]:
    """Seconds of a run by the wall clock and of CPU, and its report."""
    environment = {**os.environ, "CXLINT_CACHE_DIR": cache, "PYTHONPATH": ROOT}
    # as an installed program has it
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "cxlint", "check", ".", "-f", "concise", *options]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return (wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), done.stdout


def edit(root: str, number: int) -> None:
    """Change one file of each kind."""
    for kind, suffix, _ in KINDS:
        names = sorted(name for name in os.listdir(os.path.join(root, kind)) if name.endswith(suffix))
        with open(os.path.join(root, kind, names[number % len(names)]), "a", encoding="utf-8") as file:
            file.write(f"more {number},,\n")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        root = project(folder, count)
        os.mkdir(os.path.join(root, ".git"))
        check(os.path.join(root, "fees"), os.path.join(folder, "other"))  # compiles the modules
        rows: list[tuple[str, list[tuple[float, float]]]] = []
        reports = set()
        for jobs in ("1", "2"):
            cache = os.path.join(folder, f"cache-{jobs}")
            os.mkdir(os.path.join(folder, f"empty-{jobs}"))
            check(os.path.join(folder, f"empty-{jobs}"), cache)  # compiles the rules
            seconds, report = check(root, cache, "--jobs", jobs)
            rows.append((f"first run, {jobs} process{'es' * (jobs != '1')}", [seconds]))
            reports.add(report)
            again = [check(root, cache, "--jobs", jobs) for _ in range(repeats)]
            rows.append(("second run, nothing changed", [seconds for seconds, _ in again]))
            reports.update(report for _, report in again)
        if len(reports) != 1:
            sys.exit("the reports differ")
        edited = []
        for number in range(repeats):
            edit(root, number)
            edited.append(check(root, cache)[0])
        rows.append((f"{len(KINDS)} files changed", edited))
    base = rows[0][1][0]
    print(f"{count:,} files: seconds (median) and how many times as fast as the first run, by wall clock and of CPU")
    for name, times in rows:
        wall, cpu = (statistics.median(pair[i] for pair in times) for i in (0, 1))
        print(f"{name:32} {wall:7.2f} {base[0] / wall:6.1f}x {cpu:9.2f} {base[1] / cpu:6.1f}x")


if __name__ == "__main__":
    main()
