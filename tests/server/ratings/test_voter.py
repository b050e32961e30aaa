from __future__ import annotations

import pytest
from starlette.datastructures import Headers
from starlette.responses import Response

from portal_ui.server.ratings.voter import COOKIE, ForgedVoter, new_voter, read_voter, set_voter, voter_hash

SECRET = b"a secret of the tests"


def headers(*cookies: str) -> Headers:
    return Headers(raw=[(b"cookie", cookie.encode("latin-1")) for cookie in cookies])


def test_a_voter_is_known_again() -> None:
    voter = new_voter(SECRET)
    assert read_voter(headers(f"theme=dark; {COOKIE}={voter}; x"), SECRET) == voter


def test_voters_differ() -> None:
    assert len({new_voter(SECRET)[:32] for _ in range(100)}) == 100


@pytest.mark.parametrize("cookies", [(), ("",), ("theme=dark",), (f"{COOKIE}s=1; my{COOKIE}=2",)])
def test_no_voter(cookies: tuple[str, ...]) -> None:
    assert read_voter(headers(*cookies), SECRET) is None


@pytest.mark.parametrize(
    "value",
    ["", "0" * 64, "x" * 64, "ư" * 64, '"{voter}"', "{voter}0", " {voter}" * 500, "{VOTER}", "{other}"],
)
def test_a_forged_voter_is_refused(value: str) -> None:
    voter = new_voter(SECRET)
    value = value.replace("{voter}", voter).replace("{VOTER}", voter.upper())
    value = value.replace("{other}", new_voter(b"the secret of before"))
    with pytest.raises(ForgedVoter):
        read_voter(Headers(raw=[(b"cookie", f"{COOKIE}={value}".encode())]), SECRET)


def test_a_doubled_voter_is_refused_even_if_each_is_known() -> None:
    first, second = new_voter(SECRET), new_voter(SECRET)
    for cookies in ([f"{COOKIE}={first}; {COOKIE}={second}"], [f"{COOKIE}={first}", f"{COOKIE}={first}"]):
        with pytest.raises(ForgedVoter):
            read_voter(headers(*cookies), SECRET)


def test_the_hash_tells_readers_articles_and_secrets_apart() -> None:
    an, binh = new_voter(SECRET), new_voter(SECRET)
    hashes = {
        voter_hash(SECRET, an, "lua-mua"),
        voter_hash(SECRET, binh, "lua-mua"),
        voter_hash(SECRET, an, "đê-sông"),
        voter_hash(b"another", an, "lua-mua"),
    }
    assert len(hashes) == 4
    assert {len(value) for value in hashes} == {32}
    assert voter_hash(SECRET, an, "lua-mua") in hashes


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    response = Response()
    set_voter(response, "v", secure=True)
    attributes = {part.strip().lower() for part in response.headers["set-cookie"].split(";")}
    assert attributes == {f"{COOKIE}=v", "httponly", "max-age=31536000", "path=/", "samesite=lax", "secure"}
