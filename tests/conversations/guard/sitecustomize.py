"""Watches a process from its first line: every name looked up and every address connected to is written down.

Python imports this before anything else where its folder is on PYTHONPATH. What is not loopback is refused as well
as recorded, so that a fault in the bot costs nothing more than a failing test.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

FOLDER = os.environ.get("THINK_CYBER_GUARD", "")
LOCAL_NAMES = ("", "localhost", "ip6-localhost")


def _is_local(host: Any) -> bool:
    if host is None or isinstance(host, int):
        return True
    name = host.decode("ascii", "replace") if isinstance(host, (bytes, bytearray)) else str(host)
    if name.lower() in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _write(name: str, what: str) -> None:
    with (Path(FOLDER) / f"{name}-{os.getpid()}").open("a", encoding="utf-8") as stream:
        stream.write(what + "\n")


def _judge(how: str, host: Any) -> None:
    if _is_local(host):
        _write("local", f"{how} {host}")
        return
    _write("outside", f"{how} {host}")
    raise OSError(f"the guard refuses {how} to {host}")


def _host(address: Any) -> Any:
    # A path names a Unix socket, which is on this machine.
    return address[0] if isinstance(address, tuple) else None


def _audit(event: str, values: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if values[1] is not None:
            _judge(event, _host(values[1]))
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        _judge(event, values[0])


def _watch_uvloop() -> None:
    """uvloop reaches the network by libuv, past Python's own events."""
    try:
        import uvloop
    except ImportError:
        return

    class Watched(uvloop.Loop):
        async def create_connection(self, factory: Any, host: Any = None, port: Any = None, **how: Any) -> Any:
            _judge("uvloop.create_connection", host)
            return await super().create_connection(factory, host, port, **how)

        async def create_datagram_endpoint(
            self, factory: Any, local: Any = None, remote_addr: Any = None, **how: Any
        ) -> Any:
            _judge("uvloop.create_datagram_endpoint", _host(remote_addr))
            return await super().create_datagram_endpoint(factory, local, remote_addr, **how)

        async def getaddrinfo(self, host: Any, port: Any, **how: Any) -> Any:
            _judge("uvloop.getaddrinfo", host)
            return await super().getaddrinfo(host, port, **how)

        async def sock_connect(self, sock: Any, address: Any) -> Any:
            _judge("uvloop.sock_connect", _host(address))
            return await super().sock_connect(sock, address)

    uvloop.new_event_loop = Watched
    uvloop.EventLoopPolicy._loop_factory = lambda self: Watched()


if FOLDER:
    _write("guarded", " ".join(sys.argv))
    sys.addaudithook(_audit)
    _watch_uvloop()
