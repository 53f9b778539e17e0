"""A test report in the form of JUnit, which every CI server shows: a file is a suite, a finding a failed test."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from cxlint.report import count, lead, open_findings, remarks
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions, Result


def write(result: Result, out: TextIO, options: ReportOptions) -> None:  # noqa: ARG001 -- as every format
    """Write a suite for each file with open findings, and one for what crashed.

    A run that found nothing has one test that passed: servers take an empty report for a mistake.
    """
    from xml.etree.ElementTree import Element, indent, tostring

    findings, failures = open_findings(result), result.failures
    root = Element("testsuites", name="cxlint")
    for path, found in groupby(findings, lambda finding: finding.place.path):
        _file(root, harmless(path), list(found))
    if failures:
        _crashes(root, failures)
    if not len(root):
        _case(_suite(root, "cxlint", tests=1), name=f"no findings in {count(result.files, 'file')}", classname="cxlint")
    tests = max(1, len(findings) + len(failures))
    root.attrib.update(tests=str(tests), failures=str(len(findings)), errors=str(len(failures)))
    indent(root)
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n')


def _file(root: Element, path: str, findings: list[Finding]) -> None:
    from xml.etree.ElementTree import SubElement

    suite = _suite(root, path, tests=len(findings), failures=len(findings))
    times: dict[str, int] = {}
    for finding in findings:
        place = finding.place
        # servers know a test by its name: it must not change when lines move
        name = f"{finding.code} {finding.name}"
        times[name] = times.get(name, 0) + 1
        numbered = f"{name} {times[name]}" if times[name] > 1 else name
        case = _case(suite, name=harmless(numbered), classname=path, file=path)
        if not place.label:
            case.set("line", str(place.line))
        failure = SubElement(case, "failure", message=harmless(lead(finding)), type=finding.severity)
        failure.text = "\n".join(map(harmless, [f"{place.shown}: {finding.message}", *remarks(finding)]))


def _crashes(root: Element, failures: Sequence[str]) -> None:
    from xml.etree.ElementTree import SubElement

    suite = _suite(root, "cxlint", tests=len(failures), errors=len(failures))
    for failure in failures:
        SubElement(_case(suite, name=harmless(failure), classname="cxlint"), "error", message=harmless(failure))


def _suite(root: Element, name: str, *, tests: int, failures: int = 0, errors: int = 0) -> Element:
    from xml.etree.ElementTree import SubElement

    numbers = {"tests": str(tests), "failures": str(failures), "errors": str(errors)}
    return SubElement(root, "testsuite", {"name": name, **numbers})


def _case(suite: Element, **attributes: str) -> Element:
    from xml.etree.ElementTree import SubElement

    return SubElement(suite, "testcase", attributes)
