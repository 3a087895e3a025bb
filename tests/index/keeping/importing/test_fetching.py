"""A page is read without being led to a private address, past a time limit or past a size limit."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest

from index.keeping.importing.document import Unreadable
from index.keeping.importing.fetching import Fetched, Limits, fetch, is_public

LOOPBACK = "127.0.0.1"


class Site(BaseHTTPRequestHandler):
    """Serves what a test needs, on loopback."""

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == "/page":
            self.answer(200, b"hello from " + self.headers["Host"].split(":")[0].encode())
        elif path == "/away":
            self.answer(302, b"", Location=unquote(self.path.split("?to=")[1]))
        elif path == "/round":
            self.answer(302, b"", Location="/round")
        elif path == "/packed":
            self.answer(200, gzip.compress(b"x" * 2_000_000), **{"Content-Encoding": "gzip"})
        elif path == "/large":
            self.answer(200, b"x" * 2_000_000)
        elif path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                try:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.05)
        else:
            self.answer(404, b"")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer((LOOPBACK, 0), Site)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


class Names:
    """A look-up that stands for the internet's: `public.example` is the test's server, and it counts."""

    def __init__(self, **known: str):
        self.known = {"public.example": LOOPBACK, "private.example": "10.0.0.8", **known}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return [self.known.get(host, host)]


def read(port: int, path: str, names: Names | None = None, host: str = "public.example", **limits: float) -> Fetched:
    return fetch(
        f"http://{host}:{port}{path}",
        Limits(**{"seconds": 3.0, "megabytes": 1.0, "redirects": 3, **limits}),  # type: ignore[arg-type]
        names or Names(),
        allowed=lambda address: address == LOOPBACK or is_public(address),
        ports=[port],
    )


def refused(port: int, path: str, **options: object) -> str:
    with pytest.raises(Unreadable) as error:
        read(port, path, **options)  # type: ignore[arg-type]
    assert error.value.mend
    return error.value.what


def test_a_page_is_read_under_its_own_name(port):
    assert read(port, "/page") == Fetched(f"http://public.example:{port}/page", b"hello from public.example")


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_found(port):
    names = Names()
    read(port, "/page", names)
    assert names.asked == ["public.example"]


def test_a_redirect_is_followed(port):
    assert read(port, "/away?to=/page").url == f"http://public.example:{port}/page"


@pytest.mark.parametrize("host", ["private.example", "10.0.0.8", "169.254.169.254", "192.168.1.1"])
def test_a_private_address_is_not_followed(port, host):
    assert refused(port, "/page", host=host) == f"{host} is a private address, or leads to one"


@pytest.mark.parametrize("host", ["private.example", "169.254.169.254", "[::1]"])
def test_a_private_address_is_not_followed_after_a_redirect(port, host):
    what = refused(port, f"/away?to=http://{host}:{port}/page")
    assert what == f"{host.strip('[]')} is a private address, or leads to one"


def test_a_name_that_means_another_machine_the_second_time_changes_nothing(port):
    class Rebound(Names):
        def __call__(self, host: str, port: int) -> list[str]:
            super().__call__(host, port)
            return [LOOPBACK if len(self.asked) == 1 else "10.0.0.8"]

    names = Rebound()
    assert read(port, "/page", names).content == b"hello from public.example"
    assert "private address" in refused(port, "/page", names=names)


@pytest.mark.parametrize(
    "url", ["http://a.example:port/", "http://[::1", "https://", "ftp://a.example/", "http://a..b/"]
)
def test_an_address_that_is_none(url):
    with pytest.raises(Unreadable, match="is no address of a web page"):
        fetch(url)


def test_one_private_address_among_public_ones_is_enough_to_refuse(port):
    class Two(Names):
        def __call__(self, host: str, port: int) -> list[str]:
            return [LOOPBACK, "10.0.0.8"]

    assert "private address" in refused(port, "/page", names=Two())


def test_a_redirect_to_another_scheme_or_port_is_not_followed(port):
    assert refused(port, "/away?to=file:///etc/passwd") == "file:///etc/passwd is no address of a web page"
    assert refused(port, "/away?to=http://public.example:22/") == "port 22 is not one of a web page"


def test_a_chain_of_redirects_ends(port):
    assert refused(port, "/round") == "the page leads on more than 3 times"


def test_a_page_that_is_too_large(port):
    assert refused(port, "/large") == "the page is larger than 1 MB"


def test_a_small_answer_that_unpacks_to_a_large_one(port):
    assert refused(port, "/packed") == "the page is larger than 1 MB"
    assert len(read(port, "/packed", megabytes=3.0).content) == 2_000_000


def test_a_page_that_drips(port):
    start = time.monotonic()
    assert refused(port, "/slow", seconds=0.3) == "the page took longer than 0.3 seconds"
    assert time.monotonic() - start < 1.5


def test_a_page_that_is_not_there(port):
    assert refused(port, "/gone") == "the page answers with status 404"


def test_a_name_or_password_in_an_address(port):
    assert refused(port, "/page", host="me:secret@public.example") == "the address holds a name or password"


def test_a_host_that_does_not_answer(port):
    def nobody(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(Unreadable, match="cannot be reached"):
        fetch("https://nobody.example/", look_up=nobody)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "151.101.0.144", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_that_are(address):
    assert is_public(address)
