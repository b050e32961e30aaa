"""The comfort check: which size it asks about, and the sentences it shows."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path

import pytest

from portal_ui.locales import LOCALES
from portal_ui.reading import comfort
from portal_ui.reading.settings import SIZE
from portal_ui.server.renderer.renderer import node_program

MODULE = Path(comfort.__file__).with_name("search.js")
ANSWER_ALL = """
const count = %d, checks = [];
for (const first of starts(count)) {
    for (let comfortable = 0; comfortable <= count; comfortable++) {
        const asked = [];
        let step = next(count, first, []);
        while ("ask" in step) {
            asked.push(step.ask);
            step = next(count, first, asked.map((size) => size >= comfortable));
        }
        checks.push({ first, comfortable, asked, found: step.found });
    }
}
console.log(JSON.stringify(checks));
"""


def test_the_smallest_comfortable_size_is_found_in_seven_answers() -> None:
    count = len(SIZE.steps)
    program = f"import {{ next, starts }} from {json.dumps(MODULE.as_uri())};{ANSWER_ALL % count}"
    done = subprocess.run(
        [node_program(), "--input-type=module", "--eval", program], capture_output=True, check=True, text=True
    )
    checks = json.loads(done.stdout)
    assert len(checks) == 5 * (count + 1)
    for check in checks:
        asked = check["asked"]
        assert check["found"] == check["comfortable"], check
        assert len(asked) == len(set(asked)) <= 7, check
        assert asked[0] == check["first"] and set(asked) <= set(range(count)), check


@pytest.mark.parametrize("lang", LOCALES)
def test_the_sentences_are_one_length_and_more_than_the_questions(lang: str) -> None:
    sentences = LOCALES[lang].panel.comfort.sentences
    assert all(sentence == unicodedata.normalize("NFC", sentence) for sentence in sentences)
    assert {len(sentence) for sentence in sentences} == {31}
    assert len(set(sentences)) >= 8
