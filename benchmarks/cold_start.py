"""CPU time of `python -m cxlint check` on one 12 kB Markdown file, from an installed wheel.

python benchmarks/cold_start.py [runs]
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import venv

from texts import markdown

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def cpu_seconds(command: list[str], folder: str, environment: dict[str, str]) -> float:
    """User and system time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr.decode()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def forget(cache: str) -> None:
    """Remove what earlier runs have kept of the documents; the compiled rules stay."""
    for name in os.listdir(cache):
        if not name.startswith("rules-"):
            os.remove(os.path.join(cache, name))


def installed(folder: str) -> str:
    """The interpreter of a new environment with cxlint installed from a wheel."""
    wheels, place = os.path.join(folder, "wheels"), os.path.join(folder, "venv")
    venv.create(place, with_pip=True)
    python = os.path.join(place, "bin", "python")
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", wheels, ROOT], check=True)
    (wheel,) = os.listdir(wheels)
    subprocess.run([*pip, "install", os.path.join(wheels, wheel)], check=True)
    return python


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        python = installed(folder)
        work = os.path.join(folder, "work")
        os.mkdir(work)
        with open(os.path.join(work, "rules.md"), "w", encoding="utf-8") as file:
            file.write(markdown(12_000))
        cache = os.path.join(folder, "cache")
        environment = {"PATH": os.defpath, "CXLINT_CACHE_DIR": cache}
        check = [python, "-m", "cxlint", "check", "rules.md"]
        first = cpu_seconds(check, work, environment)
        # in turns, so that a busy machine is busy for both
        rounds = []
        for _ in range(runs):
            forget(cache)
            bare = cpu_seconds([python, "-c", ""], work, environment)
            rounds.append((bare, cpu_seconds(check, work, environment), cpu_seconds(check, work, environment)))
    print(f"first run (rules compiled, cache written): {first * 1000:6.0f} ms CPU")
    none, checked, again = ([times[i] * 1000 for times in rounds] for i in (0, 1, 2))
    for name, times in (("bare interpreter", none), ("check of a 12 kB file", checked), ("again, unchanged", again)):
        print(f"{name:42} {min(times):6.0f} ms CPU min {statistics.median(times):6.0f} ms median of {runs}")
    middle = statistics.median(checked) / statistics.median(none)
    print(f"a check costs {min(checked) / min(none):.1f} (min), {middle:.1f} (median) bare interpreters")


if __name__ == "__main__":
    main()
