"""Speed and memory: large files, many small files, and whether cost grows in step with size.

Each measurement runs in a process of its own, with the compiled rules in a cache and after a small document has been
read, so that what happens once (imports, regular expressions) is not counted; `cold_start.py` counts it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time

from texts import markdown, one_line

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIZES = (10_000, 100_000, 1_000_000, 5_000_000)


def measure(paths: list[str]) -> None:
    """In the child: check all paths but the first, which warms up, and print CPU seconds and peak memory in kB."""
    from cxlint import rulebook
    from cxlint.config.load import load
    from cxlint.runner import run

    ruleset, config = rulebook.load(), load(isolated=True)
    run(paths[:1], config, ruleset)
    started = time.process_time()
    result = run(paths[1:], config, ruleset)
    seconds = time.process_time() - started
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, result.files, len(result.findings))


def measured(paths: list[str], folder: str) -> tuple[float, float, int, int]:
    """CPU seconds, peak MB, files and findings of a run over some paths."""
    environment = {**os.environ, "CXLINT_CACHE_DIR": os.path.join(folder, "cache"), "PYTHONPATH": ROOT}
    command = [sys.executable, os.path.abspath(__file__), "--child", warming(folder), *paths]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    seconds, peak, files, findings = done.stdout.split()
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return float(seconds), float(peak) / scale, int(files), int(findings)


def warming(folder: str) -> str:
    """A document that wakes most of what the others will need."""
    path = os.path.join(folder, "warming.md")
    return path if os.path.exists(path) else written(folder, "warming.md", markdown(200_000, seed=0, fine_print=0.1))


def written(folder: str, name: str, text: str) -> str:
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def large(folder: str) -> None:
    print("Markdown, one file")
    for megabytes in (1, 10):
        path = written(folder, f"large/{megabytes}.md", markdown(megabytes * 1_000_000))
        seconds, peak, _, findings = measured([path], folder)
        print(f"  {megabytes:3} MB  {megabytes / seconds:5.2f} MB/s  {peak:5.0f} MB peak  {findings} findings")
    path = written(folder, "large/plain.md", markdown(1_000_000, fine_print=0))
    seconds, peak, _, findings = measured([path], folder)
    print(f"    1 MB  {1 / seconds:5.2f} MB/s  {peak:5.0f} MB peak  {findings} findings  (no fine print)")


def growth(folder: str) -> None:
    """Cost a byte by size, beside that of 100 kB: 1.0 everywhere is linear."""
    for title, make, suffix in (("Markdown", markdown, "md"), ("one line of text", one_line, "txt")):
        print(f"Cost a byte, {title}")
        costs = {}
        for size in SIZES:
            path = written(folder, f"growth/{size}.{suffix}", make(size))
            seconds = min(measured([path], folder)[0] for _ in range(3 if size <= 100_000 else 1))
            costs[size] = seconds / size
        for size in SIZES:
            print(f"  {size:9,} bytes  {costs[size] * 1e9:7.0f} ns a byte  ratio {costs[size] / costs[100_000]:.2f}")


def many(folder: str) -> None:
    print("Small files of 2 kB")
    peaks = []
    for count in (100, 1000):
        for i in range(count):
            written(folder, f"many{count}/{i // 50}/{i}.md", markdown(2_000, seed=i))
        seconds, peak, files, _ = measured([os.path.join(folder, f"many{count}")], folder)
        peaks.append(peak)
        print(f"  {files:5} files  {files / seconds:6.0f} files/s  {peak:5.0f} MB peak")
    print(f"  peak of 1,000 files beside that of 100: {peaks[1] / peaks[0]:.2f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measured([], folder)
        large(folder)
        growth(folder)
        many(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        measure(sys.argv[2:])
    else:
        main()
