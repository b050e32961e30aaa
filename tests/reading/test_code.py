"""The code that carries reading settings: each setting's every value comes through, and what is damaged is refused."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from portal_ui.reading import settings
from portal_ui.reading.settings import SETTINGS, settings_data
from portal_ui.server.renderer.renderer import node_program

MODULE = Path(settings.__file__).parent.parent / "code.js"
DECLARED = {setting["name"]: setting for setting in settings_data(SETTINGS)}


def run(expression: str) -> Any:
    """Return the value of a JavaScript expression that may use the module's functions and `settings`."""
    program = (
        f"import {{ decode, encode }} from {json.dumps(MODULE.as_uri())};"
        f"const settings = {json.dumps(DECLARED)};"
        f"console.log(JSON.stringify({expression}))"
    )
    done = subprocess.run(
        [node_program(), "--input-type=module", "--eval", program], capture_output=True, check=True, text=True
    )
    return json.loads(done.stdout)


def test_every_value_of_every_setting_comes_through() -> None:
    values = [{setting.name: value} for setting in SETTINGS for value in (setting.steps or ("#00ff7f", "#123456", ""))]
    everything = {name: value for chosen in values for name, value in chosen.items()}
    chosen = [*values, everything, {}]
    outcome = run(f"""{json.dumps(chosen)}.map((chosen) => [
        Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, `${{value}}`])),
        decode(encode(chosen), settings).values,
    ])""")
    assert len(outcome) == len(values) + 2
    assert all(before == after for before, after in outcome)


def test_a_code_is_short_and_says_the_same_however_it_is_written() -> None:
    forms = run("""(() => {
        const code = encode({ size: 200, "line-height": 1.8 });
        const link = `https://portal.example/articles/x?page=1#reading=${code}`;
        const spoken = [[...code.toLowerCase()].join(" "), code.replaceAll(".", "  ")];
        return [code, ...[code, ...spoken, link, link.replace(",", "%2C")].map((form) =>
            decode(form, settings).values)];
    })()""")
    assert forms[0][:-2] == "1.LH1,8.SI200."
    assert forms[1:] == [{"size": "200", "line-height": "1.8"}] * 5


def test_no_single_slip_goes_unseen() -> None:
    code = "encode({size: 200, contrast: 1, theme: 'dark'})"
    slips = f"""(() => {{
        const code = {code}, slips = [];
        for (let at = 0; at < code.length; at++) {{
            slips.push(code.slice(0, at) + code.slice(at + 1));
            for (const sign of "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.,-")
                slips.push(code.slice(0, at) + sign + code.slice(at + 1));
            slips.push(code.slice(0, at) + (code[at + 1] ?? "") + code[at] + code.slice(at + 2));
        }}
        return slips.filter((slip) => slip != code).map((slip) => decode(slip, settings).reason);
    }})()"""
    assert set(run(slips)) <= {"short", "broken", "newer"}


def test_what_is_no_code_is_refused() -> None:
    given = ["", ".", "1", "1.", "1.SI200", "%", "🙂", "#reading=", "." * 5000]
    refused = run(f"{json.dumps(given)}.map((given) => decode(given, settings))")
    assert refused == [{"reason": "short"}] * len(given)


def test_later_settings_are_skipped() -> None:
    later = run("encode({size: 200, 'later-setting': 1})")
    assert run(f"decode({json.dumps(later)}, {{size: {{kind: 'range'}}}})") == {"values": {"size": "200"}}


def test_a_later_version_is_refused_and_said_to_be_one() -> None:
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    codes = [f"2.SI200.{first}{second}" for first in signs for second in signs]
    reasons = run(f"{json.dumps(codes)}.map((code) => decode(code, settings).reason)")
    assert sorted(reasons) == ["broken"] * 1023 + ["newer"]
