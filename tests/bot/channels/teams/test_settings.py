"""Settings and identity: wrong ones are named at start, secrets stay in the environment."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.exceptions import RasaException

from bot.channels.teams.channel import TeamsChannel
from bot.channels.teams.settings import (
    APP_ID,
    APP_PASSWORD,
    INTERFACE,
    TENANT_ID,
    Identity,
    load_identity,
    load_settings,
)
from tests.bot.channels.teams import microsoft

WHOLE = {APP_ID: microsoft.APP_ID, APP_PASSWORD: "p", TENANT_ID: microsoft.TENANT}


@pytest.mark.parametrize(
    ("credentials", "hint"),
    [
        ({"app_password": "x"}, "environment variable THINK_CYBER_TEAMS_APP_PASSWORD"),
        ({"app_id": "x"}, "THINK_CYBER_TEAMS_APP_ID"),
        ({"appid": "x"}, "extra fields"),
        ({"app_type": "unknown"}, "single-tenant"),
        ({"openid_metadata": "http://login.example"}, "https"),
        ({"service_hosts": ["https://smba.trafficmanager.net/"]}, "is not a host"),
        ({"service_hosts": ["*"]}, "is not a host"),
        ({"tenants": ["contoso"]}, "tenant"),
        ({"acknowledge_seconds": 60}, "less than or equal to 14"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_hint(credentials: dict[str, Any], hint: str) -> None:
    with pytest.raises(RasaException, match="TeamsChannel in credentials.yml") as raised:
        TeamsChannel.from_credentials(credentials)
    assert hint in str(raised.value)


@pytest.mark.parametrize("missing", [APP_ID, APP_PASSWORD, TENANT_ID])
def test_a_missing_variable_is_named(missing: str) -> None:
    environment = {name: value for name, value in WHOLE.items() if name != missing}
    with pytest.raises(ValueError, match=missing):
        load_identity(load_settings({}), environment)


def test_each_type_of_bot_needs_its_own() -> None:
    load_identity(load_settings({"app_type": "multi-tenant"}), {APP_ID: microsoft.APP_ID, APP_PASSWORD: "p"})
    load_identity(
        load_settings({"app_type": "managed-identity"}), {APP_ID: microsoft.APP_ID, TENANT_ID: microsoft.TENANT}
    )
    with pytest.raises(ValueError, match=APP_PASSWORD):
        load_identity(load_settings({"app_type": "multi-tenant"}), {APP_ID: microsoft.APP_ID})


def test_an_id_that_cannot_be_one_is_refused() -> None:
    with pytest.raises(ValueError, match=APP_ID):
        load_identity(load_settings({}), {**WHOLE, APP_ID: "my-bot"})


def test_the_password_is_in_no_log() -> None:
    assert "hunter2" not in repr(Identity("a", "b", "hunter2"))


@pytest.mark.parametrize("interface", ["0.0.0.0", "::", "10.0.0.5", "bot.council.example"])
def test_development_mode_does_not_start_where_others_can_reach_the_server(interface: str) -> None:
    with pytest.raises(ValueError, match="development mode accepts unsigned requests"):
        load_identity(load_settings({"development": True}), {**WHOLE, INTERFACE: interface})


@pytest.mark.parametrize("interface", ["127.0.0.1", "localhost", "::1"])
def test_development_mode_starts_on_this_machine_without_an_identity(interface: str) -> None:
    assert load_identity(load_settings({"development": True}), {INTERFACE: interface}) == Identity()


def test_development_mode_is_off_unless_it_is_asked_for() -> None:
    assert load_settings({}).development is False
