"""What it costs to hold the documents of one company against each other: 100, 1,000 and 5,000 files.

Each project mixes policies, pages, mails and schedules that name the same fees, windows and prices, mostly agreeing.
What is measured is the CPU time of the comparison alone, a file: 1.0 everywhere is linear.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COUNTS = (100, 1_000, 5_000)
FEES = (("late", 15), ("cleaning", 60), ("cancellation", 25), ("replacement", 12), ("delivery", 5), ("restocking", 9))


def policy(number: int, dice: random.Random) -> str:
    name, amount = dice.choice(FEES)
    wrong = amount + (dice.random() < 0.05)
    return (
        f"# Policy {number}\n\nLast updated: 1 March 2026\n\nIf you do not follow section {dice.randint(1, 9)}, "
        f"a {name} fee of ${wrong}.00 applies to your order.\n\n"
        f"You have {dice.choice((30, 30, 30, 14))} days to return anything for a "
        f'refund. A "Business Day" means Monday to Friday. Our liability is limited to $500. The Team plan costs $15 a '
        f"month. Write to help@shop{number % 7}.test to cancel.\n"
    )


def page(number: int, dice: random.Random) -> str:
    name, amount = dice.choice(FEES)
    return (
        f"# Prices {number}\n\nCancel any time! No hidden fees.\n\n| Fee | Amount |\n|---|---|\n"
        f"| {name} fee | ${amount}.00 |\n\nThe Team plan costs $15 a month.\n"
    )


def mail(number: int, dice: random.Random) -> str:
    name, _ = dice.choice(FEES)
    return (
        f"Subject: Your bill {number}\n\nHello {{{{ name }}}},\n\n"
        f"We added {{{{ order.{name}_fee }}}} for the {name} fee.\n"
        f"Total: {{{{ order.total }}}}\n\nThank you,\nAda at the shop, help@shop.test\n"
    )


def schedule(_: int, dice: random.Random) -> str:
    rows = "".join(f"{name} fee,${amount}.00,each time\n" for name, amount in dice.sample(FEES, 4))
    return f"name,amount,when\n{rows}"


KINDS = (("policies", "md", policy), ("pages", "md", page), ("emails", "txt.j2", mail), ("fees", "csv", schedule))


def project(folder: str, count: int) -> str:
    dice = random.Random(count)
    root = os.path.join(folder, f"of-{count}")
    for number in range(count):
        kind, suffix, make = KINDS[number % len(KINDS)]
        path = os.path.join(root, kind, f"{number}.{suffix}")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(make(number, dice))
    return root


def measure(root: str) -> None:
    """In the child: check a project and print CPU seconds of reading and of comparing, peak memory in kB, findings."""
    from cxlint import rulebook
    from cxlint.config.load import load
    from cxlint.engine import Engine
    from cxlint.runner import run

    spent = [0.0]
    compare = Engine.compare

    def timed(*arguments: object) -> object:
        started = time.process_time()
        try:
            return compare(*arguments)  # type: ignore[arg-type]
        finally:
            spent[0] += time.process_time() - started

    Engine.compare = timed  # type: ignore[assignment, method-assign]
    ruleset, config = rulebook.load(), load(isolated=True)._replace(preset="review")
    started = time.process_time()
    result = run([root], config, ruleset)
    total = time.process_time() - started
    print(total - spent[0], spent[0], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(result.findings))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = None
        for count in COUNTS:
            environment = {**os.environ, "PYTHONPATH": ROOT}
            command = [sys.executable, os.path.abspath(__file__), "--child", project(folder, count)]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
            reading, comparing, peak, findings = (float(word) for word in done.stdout.split())
            base = base or comparing / count
            print(
                f"{count:6,} files  reading {reading:7.2f} s  comparing {comparing:6.2f} s  "
                f"{1e6 * comparing / count:6.0f} us a file ({comparing / count / base:4.2f} times that of 100 files)  "
                f"{peak / 1024:5.0f} MB  {findings:,.0f} findings"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        measure(sys.argv[2])
    else:
        main()
