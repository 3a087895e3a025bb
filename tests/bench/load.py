"""Users that talk to a bot, and how long they wait."""

from __future__ import annotations

import asyncio
import time
import uuid
from itertools import cycle, islice

import aiohttp

from tests.bench.bot import Bot

TURNS = 20


async def talk(bot: Bot, client: aiohttp.ClientSession, count: int) -> list[float]:
    """One new user says `count` messages, each after the answer to the one before: milliseconds waited for each."""
    sender, waits = uuid.uuid4().hex, []
    for message in islice(cycle(bot.messages), count):
        begin = time.perf_counter()
        async with client.post(bot.webhook, json={"sender": sender, "message": message}) as said:
            answer = await said.json()
        waits.append((time.perf_counter() - begin) * 1000)
        if said.status != 200 or not bot.took(answer):
            raise RuntimeError(f"{bot.name} did not answer {message!r}: {said.status} {answer}")
    return waits


async def one_user(bot: Bot, conversations: int) -> list[float]:
    """Conversations of TURNS messages, one after another: milliseconds for each message."""
    async with aiohttp.ClientSession() as client:
        return [wait for _ in range(conversations) for wait in await talk(bot, client, TURNS)]


async def many_users(bot: Bot, users: int) -> float:
    """`users` at the same time, TURNS messages each: messages answered a second."""
    async with aiohttp.ClientSession() as client:
        begin = time.perf_counter()
        waits = await asyncio.gather(*(talk(bot, client, TURNS) for _ in range(users)))
        return sum(map(len, waits)) / (time.perf_counter() - begin)


async def long_conversation(bot: Bot, count: int) -> list[float]:
    """One conversation of `count` messages: milliseconds for each."""
    async with aiohttp.ClientSession() as client:
        return await talk(bot, client, count)
