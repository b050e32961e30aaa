"""The operator's settings: where they come from, and what a wrong one says."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from portal_ui.config import ConfigError, load
from portal_ui.server.backend import bare_backend


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.startswith("PORTAL_"):
            monkeypatch.delenv(name)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "portal.toml"


def test_defaults_serve_the_sample(file: Path) -> None:
    config = load(file)
    assert config.backend == "folder:content"
    assert (config.host, config.port) == ("127.0.0.1", 3000)
    assert config.locale == "vi"
    assert config.zone == ZoneInfo("Asia/Ho_Chi_Minh")


def test_the_environment_wins_over_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('[portal]\ntitle = "From the file"\nport = 4000\n')
    monkeypatch.setenv("PORTAL_TITLE", "From the environment")
    config = load(file)
    assert config.title == "From the environment"
    assert config.port == 4000


def test_an_empty_variable_is_none_given(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_PORT", "")
    assert load(file).port == 3000


def test_the_public_origin_loses_its_slash(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for given, kept in (("https://portal.example/", "https://portal.example"), ("http://[::1]:80", "http://[::1]:80")):
        monkeypatch.setenv("PORTAL_SITE_URL", given)
        assert load(file).site_url == kept


def test_sites_that_may_embed_are_sources_of_a_policy(file: Path) -> None:
    assert load(file).framing_sites == ()
    file.write_text('[portal]\nframe_ancestors = "https://news.example/, http://*.town.example:8080"\n')
    assert load(file).framing_sites == ("https://news.example", "http://*.town.example:8080")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[portal\n", "not valid TOML"),
        ('title = "outside"\n', "settings stand under [portal]"),
        ('[portal]\ntitel = "typo"\n', "unknown setting: titel"),
        ('[portal]\nport = "eighty"\n', "PORTAL_PORT"),
        ("[portal]\nworkers = 0\n", "PORTAL_WORKERS"),
        ('[portal]\nsite_url = "https://portal.example:port"\n', "must be an origin"),
        ('[portal]\nsite_url = "https://portal.example?lang=vi"\n', "must be an origin"),
        ('[portal]\nsite_url = "https://the portal.example"\n', "must be an origin"),
        ('[portal]\ntimezone = "Asia/Hanoi"\n', "PORTAL_TIMEZONE must name a time zone"),
        ('[portal]\nsite_url = "https://portal.example/path"\n', "must be an origin"),
        ('[portal]\ntrusted_proxies = "proxy"\n', "must list addresses"),
        ('[portal]\nframe_ancestors = "news.example"\n', "must list origins"),
        ('[portal]\nframe_ancestors = "https://a.example; script-src *"\n', "must list origins"),
        ('[portal]\nframe_ancestors = "https://a.example https://b.example"\n', "must list origins"),
        ('[portal]\nframe_ancestors = "https://a.example/page"\n', "must list origins"),
        ("portal = 1\n", "must be a table"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_in_a_sentence(file: Path, text: str, words: str) -> None:
    file.write_text(text)
    with pytest.raises(ConfigError) as refused:
        load(file)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_of_another_encoding_is_said_in_a_sentence(file: Path) -> None:
    file.write_bytes("[portal]\ntitle = 'Sở'\n".encode("utf-16"))
    with pytest.raises(ConfigError, match="cannot be read"):
        load(file)


@pytest.mark.parametrize("name", ["PORTAL_BACKEND_KEY", "PORTAL_SECRET", "PORTAL_DATABASE_URL", "PORTAL_REDIS_URL"])
def test_secrets_are_never_printed(file: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "redis://user:hush-hush-hush@127.0.0.1/0")
    assert "hush" not in repr(load(file))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[portal]\ntitle = "x"\n\ntitel = "typo"\n', "line 4"),
        ('[portal]\n\n[look]\naccent = "#123456"\nlogos = "x"\n', "line 5"),
        ("[portal]\n\n[lok]\n", "line 3"),
        ('[[menu]]\ntitle = "x"\nhref = "/x"\nicon = "y"\n', "line 4"),
        ('[portal]\nport = "eighty"\n', "line 2"),
        ('[portal]\n\n[look]\naccent = "red"\n', r"must be such as #8a1538 \(it is 'red'\) in .*, line 4"),
        ('[[menu]]\ntitle = "x"\nhref = "/x"\n\n[[menu]]\ntitle = "y"\nhref = "y"\n', "line 7"),
        ('[[menu]]\ntitle = "x"\nhref = "/x"\n\n[[menu]]\ntitle = "y"\n', "line 5"),
        ('[footer]\nlinks = [\n  { title = "x", hrf = "/x" },\n]\n', r"line 2 has an unknown .*hrf"),
        ('[[footer.links]]\ntitle = "x"\nhref = "/x"\n[[footer.links]]\n\nhref = "/y"\n"tilte" = "y"\n', "line 7"),
        ('portal.port = "eighty"\n', "line 1"),
        ("[[portal]]\n", "line 1: .portal. must be a table"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(file: Path, text: str, said: str) -> None:
    file.write_text(text)
    with pytest.raises(ConfigError, match=said):
        load(file)


def test_an_option_that_cannot_be_used_is_named_with_its_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    file.write_text('[portal]\nbackend = "folder:x"\n\n[backend]\nttl = 60\n\n[backend.fields]\ntitel = "name"\n')
    monkeypatch.setenv("PORTAL_BACKEND", "json:https://cms.example")
    with pytest.raises(ConfigError, match=r"does not know: fields\.titel in portal\.toml, line 8"):
        bare_backend(load())


@pytest.mark.parametrize("lead", ["\ufeff", ""])
def test_a_mark_before_the_text_is_none_of_it(file: Path, lead: str) -> None:
    file.write_text(f'{lead}[portal]\ntitle = "Sở"\n', "utf-8")
    assert load(file).title == "Sở"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[look]\naccent = "red"\n', "PORTAL_LOOK.ACCENT"),
        ('[[menu]]\ntitle = "x"\nhref = "javascript:alert()"\n', "must be such as /sections/news"),
        ('[[menu]]\ntitle = "x"\nhref = "//other.example"\n', "must be such as /sections/news"),
        ('[footer]\nlines = [""]\n', "PORTAL_FOOTER.LINES"),
        ("menu = 3\n", "must be a table"),
    ],
)
def test_a_look_that_cannot_be_used_is_said_in_a_sentence(file: Path, text: str, said: str) -> None:
    file.write_text(text)
    with pytest.raises(ConfigError) as refused:
        load(file)
    assert said in str(refused.value)


def test_a_table_in_the_environment_must_be_json(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_LOOK", "{accent: red}")
    with pytest.raises(ConfigError, match="PORTAL_LOOK must be JSON"):
        load(file)
