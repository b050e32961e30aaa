"""The texts of reading aloud. They travel with its module, in every language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AloudTexts:
    """The player's words.

    `{language}` is the article's, `{voice}` a voice's name, `{alt}` a picture's alternative, `{time}` how far a
    recording had come.
    """

    region: str
    play: str
    pause: str
    stop: str
    sentence_back: str
    sentence_forward: str
    paragraph_back: str
    paragraph_forward: str
    seconds_back: str
    seconds_forward: str
    minute_back: str
    minute_forward: str
    options: str
    from_here: str
    follow: str
    rate: str
    rate_value: str
    voice: str
    voices_local: str
    voices_remote: str
    remote_question: str
    remote_yes: str
    remote_no: str
    image: str
    ended: str
    failed: str
    network: str
    refused: str
    recording_failed: str
    recording_broken: str
    recording_cut: str
    recording_again: str
    no_voice: str
    no_voice_hint: str
    no_voice_how: tuple[str, ...]
    no_speech: str
