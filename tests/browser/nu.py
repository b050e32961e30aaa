"""The Nu validator, which runs in Java."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.serving import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

JAR = ROOT / "tests" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


async def found(files: Sequence[Path]) -> list[str]:
    """Return the errors and warnings in HTML files, each with its file's name.

    Without Java, where it cannot be installed, the test is skipped.
    """
    command = (_java(), "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout", *map(str, files))
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    told, _ = await process.communicate()
    return [
        f"{message['url'].rpartition('/')[2]}: {message['message']}"
        for message in json.loads(told)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]


def _java() -> str:
    if shutil.which("java") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "--no-install-recommends", "default-jre-headless"]
        for command in (["apt-get", "update"], install):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    java = shutil.which("java")
    if java is None:
        pytest.skip("the Nu validator needs Java: on Debian, apt-get install default-jre-headless")
    return java
