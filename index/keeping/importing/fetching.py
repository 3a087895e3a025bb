"""Reading one page from the internet without being led anywhere else.

The name in an address is looked up once and the connection goes to what was found, so that a name cannot
mean one machine when it is checked and another when it is read. Only public addresses are connected to,
at every step of a chain of redirects. There is one time limit and one size limit for the whole.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpcore

from index.keeping.importing.document import Unreadable

Resolve = Callable[[str, int], list[str]]
PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Limits:
    """How long, how much and how far one page may lead."""

    seconds: float = 20.0
    megabytes: float = 20.0
    redirects: int = 5


@dataclass(frozen=True)
class Fetched:
    """A page: the address at which it was found in the end, and its bytes."""

    url: str
    content: bytes


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, also when it is wrapped in an IPv6 address."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host. Raises OSError."""
    return [str(found[4][0]).split("%")[0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(
    url: str,
    limits: Limits | None = None,
    look_up: Resolve = resolve,
    allowed: Callable[[str], bool] = is_public,
    ports: Iterable[int] = tuple(PORTS.values()),
) -> Fetched:
    """Read a page, following redirects.

    Args:
        look_up: every address of a host and port.
        allowed: whether an address may be connected to.
        ports: the only ports that are connected to.

    Raises:
        Unreadable: the address is not allowed, does not answer, takes too long, or sends too much.
    """
    limits = limits or Limits()
    backend = _Guarded(look_up, allowed, tuple(ports), time.monotonic() + limits.seconds)
    pool = httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend, retries=0)
    with pool:
        try:
            for _ in range(limits.redirects + 1):
                _check_form(url)
                moved_to, content = _get(pool, url, limits)
                if moved_to is None:
                    return Fetched(url, content)
                url = _joined(url, moved_to)
        except httpcore.TimeoutException:
            mend = "try again later, or save the page in a browser and import the file"
            raise Unreadable(f"the page took longer than {limits.seconds:g} seconds", mend) from None
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
            OSError,
            zlib.error,
        ) as error:
            mend = "check the address, or save the page in a browser and import the file"
            raise Unreadable(f"the page cannot be reached ({error or type(error).__name__})", mend) from None
    raise Unreadable(f"the page leads on more than {limits.redirects} times", "import the page where it ends")


def _check_form(url: str) -> None:
    try:
        parts = urlsplit(url)
        whole = parts.scheme in PORTS and bool((parts.hostname or "").encode("idna")) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise Unreadable(f"{url} is no address of a web page", "give an address that begins with https://")
    if parts.username or parts.password:
        raise Unreadable("the address holds a name or password", "import pages that anybody may read")


def _get(pool: httpcore.ConnectionPool, url: str, limits: Limits) -> tuple[str | None, bytes]:
    """Where a page has moved to, or its content."""
    headers: dict[bytes | str, bytes | str] = {"User-Agent": "think-cyber", "Accept-Encoding": "identity"}
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), limits.seconds)
    with pool.stream("GET", _ascii(url), headers=headers, extensions={"timeout": timeouts}) as response:
        told = {name.lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in REDIRECTS and b"location" in told:
            return told[b"location"], b""
        if response.status != 200:
            raise Unreadable(f"the page answers with status {response.status}", "check the address in a browser")
        return None, _body(response, told.get(b"content-encoding", "identity"), limits)


def _body(response: httpcore.Response, encoding: str, limits: Limits) -> bytes:
    """The body, unpacked piece by piece so that a small answer cannot become a large one."""
    most = int(limits.megabytes * 1_000_000)
    unpack: Any = None
    if encoding in ("gzip", "deflate"):
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    elif encoding not in ("identity", ""):
        raise Unreadable(f"the page is packed in a way that we do not read ({encoding})", "save it in a browser")
    content = bytearray()
    for piece in response.iter_stream():
        content += unpack.decompress(piece, most + 1 - len(content)) if unpack else piece
        if len(content) > most:
            mend = "save the part that matters in a browser and import that"
            raise Unreadable(f"the page is larger than {limits.megabytes:g} MB", mend)
    return bytes(content)


def _joined(url: str, moved_to: str) -> str:
    try:
        return urljoin(url, moved_to)
    except ValueError:
        return moved_to


def _ascii(url: str) -> str:
    """The address as it goes over the wire."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    place = host if parts.port is None else f"{host}:{parts.port}"
    query = f"?{quote(parts.query, safe='%=&+/?:@!$,;()*~-._')}" if parts.query else ""
    return f"{parts.scheme}://{place}{quote(parts.path or '/', safe='%/:@!$&+,;=()*~-._')}{query}"


class _Guarded(httpcore.NetworkBackend):
    """Connects to public addresses only, and to the very address that was checked."""

    def __init__(self, look_up: Resolve, allowed: Callable[[str], bool], ports: tuple[int, ...], deadline: float):
        self._look_up = look_up
        self._allowed = allowed
        self._ports = ports
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if port not in self._ports:
            raise Unreadable(f"port {port} is not one of a web page", "import pages at the usual ports")
        found = self._look_up(host, port)
        if not found or not all(self._allowed(address) for address in found):
            what = f"{host} is a private address, or leads to one"
            raise Unreadable(what, "import pages of the open internet, or save the page and import the file")
        left = _left(self._deadline)
        stream = self._network.connect_tcp(found[0], port, left, local_address, socket_options)
        return _Timed(stream, self._deadline)

    def connect_unix_socket(self, *args: Any, **options: Any) -> httpcore.NetworkStream:
        raise Unreadable(
            "a page is not read from a socket of this machine", "give an address that begins with https://"
        )


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing is waited for past one moment, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float):
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _Timed(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
