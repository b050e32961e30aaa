"""Load by wrk, which takes little of the machine that it shares with the server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What a run showed: answers, how many a second, the slowest of a hundred in ms, and those that were no success."""

    answers: int
    rate: float
    p99: float
    failed: int


def run(url: str, *options: str, arguments: tuple[str, ...] = ()) -> Load:
    """Load `url` with wrk's own options, asking for gzip; `arguments` are the script's, where one is given."""
    command = [_program(), "--latency", "-H", "Accept-Encoding: gzip", *options, url]
    if arguments:
        command += ["--", *arguments]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Load(
        int(_find(r"(\d+) requests in", words)),
        float(_find(r"Requests/sec:\s+([\d.]+)", words)),
        _p99(words),
        _failed(words),
    )


def _p99(words: str) -> float:
    value, unit = re.fullmatch(r"([\d.]+)(\w+)", _find(r"\n +99% +(\S+)", words)).groups()  # pyright: ignore[reportOptionalMemberAccess]
    return float(value) * UNITS[unit]


def _failed(words: str) -> int:
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", words)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", words)
    return sum(int(number) for found in (refused, broken) if found for number in found.groups())


def _find(pattern: str, words: str) -> str:
    found = re.search(pattern, words)
    if found is None:
        raise RuntimeError(f"wrk did not say what was asked for:\n{words}")
    return found[1]


def _program() -> str:
    if shutil.which("wrk") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "wrk"]):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    program = shutil.which("wrk")
    if program is None:
        raise RuntimeError("this needs wrk: install it, on Debian by `apt-get install wrk`")
    return program
