"""Which hosts images may come from."""

from __future__ import annotations

import httpx
import pytest

from portal_ui.backends.public_hosts import PublicHosts, is_public

SPECIAL = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "2001::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", SPECIAL)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.190", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are(address: str) -> None:
    assert is_public(address)


class Network:
    """A network in which every name has the given addresses; it remembers what was asked of it."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)
        self.asked: list[httpx.Request] = []

    async def resolve(self, host: str, port: int) -> list[str]:
        if not self.addresses:
            raise OSError("no such host")
        return self.addresses

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return httpx.Response(200, text="answered")

    async def get(self, url: str, *trusted: str) -> httpx.Response:
        transport = PublicHosts(httpx.MockTransport(self.answer), trusted, self.resolve)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.get(url)


async def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    network = Network("8.8.8.8", "2606:4700::1111")
    answer = await network.get("https://images.example:8443/a.png")
    (asked,) = network.asked
    assert asked.url == "https://8.8.8.8:8443/a.png"
    assert asked.headers["host"] == "images.example:8443"
    assert asked.extensions["sni_hostname"] == "images.example"
    assert answer.url == "https://images.example:8443/a.png"


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1"], []])
async def test_a_host_with_any_private_address_or_none_is_not_asked(addresses: list[str]) -> None:
    network = Network(*addresses)
    with pytest.raises(httpx.ConnectError):
        await network.get("http://images.example/a.png")
    assert not network.asked


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
async def test_no_spelling_of_this_machine_is_asked(host: str) -> None:
    transport = PublicHosts(httpx.MockTransport(Network().answer), ())
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(httpx.ConnectError, match="is not a public host"):
            await client.get(f"http://{host}/a.png")


async def test_the_backends_own_host_may_be_anywhere_but_on_its_own_port_only() -> None:
    network = Network("127.0.0.1")
    assert (await network.get("http://cms.example:8001/a.png", "cms.example:8001")).text == "answered"
    with pytest.raises(httpx.ConnectError):
        await network.get("http://cms.example:8002/a.png", "cms.example:8001")
