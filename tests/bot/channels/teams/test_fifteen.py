"""The fifteen shortcomings of Rasa's own channel for the Bot Framework, each mended; the numbers are of that list."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from pathlib import Path
from typing import Any, Optional

import pytest

from bot import replies as r
from bot.channels.teams.channel import TeamsChannel
from bot.channels.teams.door import Door
from bot.channels.teams.settings import Identity, load_settings
from tests.bot.channels.teams.microsoft import APP_ID, TENANT
from tests.bot.channels.teams.scene import Scene, played
from tests.bot.channels.web.fake import sample_parts


def ago(**time: float) -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc) - dt.timedelta(**time)


# --- 1, 2: keys --------------------------------------------------------------------------------------


def test_01_starts_offline_and_fetches_the_keys_when_the_first_token_comes(tmp_path: Path) -> None:
    settings = load_settings({"openid_metadata": "http://127.0.0.1:9/nobody-there", "state": str(tmp_path)})
    Door(settings, Identity(APP_ID, TENANT, "p"), lambda message: asyncio.sleep(0))

    async def act(scene: Scene) -> None:
        assert scene.microsoft.keys_asked == 0
        assert (await scene.say("hello")).status == 200
        assert (await scene.say("hello again")).status == 200
        assert scene.microsoft.keys_asked == 1

    played(tmp_path, act)


def test_01_keys_that_cannot_be_had_are_told_as_such_and_had_later(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        scene.microsoft.keys_down = True
        now = 1000.0
        scene.door.keys._clock = lambda: now
        assert (await scene.say("hello")).status == 503
        scene.microsoft.keys_down = False
        assert (await scene.say("hello")).status == 503  # not asked again at once
        assert scene.microsoft.keys_asked == 1
        now += 31
        assert (await scene.say("hello")).status == 200

    played(tmp_path, act)


def test_01_keys_that_do_not_come_in_time_hold_nothing_up(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        silent = await asyncio.start_server(lambda reader, writer: asyncio.sleep(30), "127.0.0.1", 0)
        port = silent.sockets[0].getsockname()[1]
        scene.door.keys._metadata = f"http://127.0.0.1:{port}/"
        assert (await scene.say("hello")).status == 503
        silent.close()

    played(tmp_path, act, send_seconds=0.2)


def test_02_a_new_key_is_accepted_as_soon_as_a_token_names_it(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        now = 1000.0
        scene.door.keys._clock = lambda: now
        assert (await scene.say("before")).status == 200
        scene.microsoft.key_names = ["first", "second"]
        now += 60
        assert (await scene.receive(scene.activity("after"), scene.microsoft.token("second"))).status == 200
        scene.microsoft.key_names = ["second"]
        now += 24 * 3600
        assert (await scene.receive(scene.activity("old"), scene.microsoft.token("first"))).status == 401

    played(tmp_path, act)


def test_02_made_up_key_names_do_not_make_us_fetch_without_end(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say("hello")
        for number in range(20):
            token = scene.microsoft.token(header={"kid": f"made-up-{number}"})
            assert (await scene.receive(scene.activity("hello"), token)).status == 401
        assert scene.microsoft.keys_asked <= 2

    played(tmp_path, act)


def test_02_known_keys_stay_good_while_microsoft_cannot_be_asked(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        now = 1000.0
        scene.door.keys._clock = lambda: now
        await scene.say("before")
        scene.microsoft.keys_down = True
        now += 25 * 3600
        assert (await scene.say("after")).status == 200

    played(tmp_path, act)


# --- 3, 4: tokens ------------------------------------------------------------------------------------

FAULTS: dict[str, tuple[int, dict[str, Any]]] = {
    "03 signed by nothing": (401, {"algorithm": "none"}),
    "03 signed with a shared secret": (401, {"algorithm": "HS256"}),
    "03 another RSA algorithm than RS256": (401, {"algorithm": "RS512"}),
    "03 no key id": (401, {"header": {}}),
    "03 signed by another key than it names": (401, {"name": "stranger", "header": {"kid": "first"}}),
    "03 a key that Microsoft does not have": (401, {"name": "stranger"}),
    "04 another issuer": (401, {"iss": "https://sts.windows.example"}),
    "04 no issuer": (401, {"iss": None}),
    "04 another bot's": (401, {"aud": "another-app"}),
    "04 no audience": (401, {"aud": None}),
    "04 run out": (401, {"exp": ago(minutes=10)}),
    "04 without an end": (401, {"exp": None}),
    "04 not yet good": (401, {"nbf": ago(hours=-10)}),
    "04 another service URL": (403, {"serviceurl": "https://smba.trafficmanager.net/uk/"}),
    "04 no service URL": (403, {"serviceurl": None}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_03_and_04_a_faulty_token_is_refused_and_nothing_runs(fault: str, tmp_path: Path) -> None:
    status, claims = FAULTS[fault]

    async def act(scene: Scene) -> None:
        answer = await scene.receive(scene.activity("hello"), scene.microsoft.token(**claims))
        assert (answer.status, scene.heard, scene.microsoft.sent) == (status, [], [])

    played(tmp_path, act)


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer x.y.z", "Basic dTpw", "Bearer " + "a" * 9000]
)
def test_03_no_token_or_none_that_can_be_read_is_refused(header: Optional[str], tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        assert (await scene.receive(scene.activity("hello"), header)).status == 401
        assert scene.heard == []

    played(tmp_path, act)


def test_04_clocks_may_differ_by_five_minutes(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        token = scene.microsoft.token(exp=ago(minutes=4))
        assert (await scene.receive(scene.activity("hello"), token)).status == 200

    played(tmp_path, act)


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "http://smba.trafficmanager.net/", "https://smba.trafficmanager.net.evil.example/",
     "https://smba.trafficmanager.net@evil.example/", "https://evil.example\\.teams.microsoft.com/", "https://[/",
     "https://smba.trafficmanager.net/\r\nx: y"],
)  # fmt: skip
def test_04_even_a_good_token_sends_our_token_to_no_other_host(address: str, tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        token = scene.microsoft.token(serviceurl=address)
        assert (await scene.receive(scene.activity("hello", serviceUrl=address), token)).status == 403
        assert (scene.heard, scene.microsoft.tokens) == ([], [])

    played(tmp_path, act)


def test_04_a_key_speaks_only_for_the_channels_that_endorse_it(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        assert (await scene.say("hello", channelId="webchat")).status == 403

    played(tmp_path, act)


def test_04_users_of_another_tenant_are_not_answered(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        other = {"id": "a:chat", "conversationType": "personal", "tenantId": APP_ID}
        assert (await scene.say("hello", conversation=other)).status == 403

    played(tmp_path, act)
    played(tmp_path, act, app_type="multi-tenant", tenants=[TENANT])


# --- 5, 6, 7: sending --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("app_type", "address"),
    [
        ("single-tenant", f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token"),
        ("multi-tenant", "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token"),
        ("managed-identity", "http://169.254.169.254/metadata/identity/oauth2/token"),
    ],
)
def test_05_each_type_of_bot_has_its_own_token_authority(app_type: str, address: str) -> None:
    from bot.channels.teams.settings import token_address

    assert token_address(load_settings({"app_type": app_type}), Identity(APP_ID, TENANT, "p")) == address


def test_05_the_authority_is_asked_with_the_app_s_credentials(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say("hello")
        asked = scene.microsoft.tokens[0]
        assert (asked["client_id"], asked["client_secret"]) == (APP_ID, "the password")
        assert asked["scope"] == "https://api.botframework.com/.default"
        assert scene.microsoft.messages[0].authorization == "Bearer token-1"

    played(tmp_path, act)


def test_05_a_managed_identity_has_no_secret(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        assert (await scene.say("hello")).status == 200
        asked = scene.microsoft.tokens[0]
        assert asked["metadata"] == "true"
        assert asked["resource"] == "https://api.botframework.com"
        assert "client_secret" not in asked

    played(tmp_path, act, app_type="managed-identity")


def test_06_a_slow_send_stalls_no_other_conversation(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        async def slow(seconds: float) -> None:
            await asyncio.sleep(0.5)

        scene.door.connector._sleep = slow
        scene.microsoft.faults = [(503, {})]
        first = asyncio.create_task(scene.say("slow"))
        await asyncio.sleep(0.1)
        other = {"id": "a:other", "conversationType": "personal", "tenantId": TENANT}
        assert (await asyncio.wait_for(scene.say("quick", conversation=other), 0.35)).status == 200
        assert not first.done()
        assert (await first).status == 200

    played(tmp_path, act)


def test_06_too_many_requests_are_repeated_after_the_time_that_teams_names(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        scene.microsoft.faults = [(429, {"Retry-After": "7"}), (429, {"Retry-After": "3"})]
        assert (await scene.say("hello")).status == 200
        assert scene.pauses == [7, 3]
        assert len(scene.microsoft.messages) == 1

    played(tmp_path, act)


def test_06_a_broken_server_is_asked_again_with_growing_pauses(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        scene.microsoft.faults = [(500, {}), (502, {}), (503, {}), (504, {})]
        assert (await scene.say("hello")).status == 200
        assert [low <= pause <= 2 * low for pause, low in zip(scene.pauses, (0.5, 1, 2, 4))] == [True] * 4

    played(tmp_path, act)


def test_06_a_wrong_message_is_not_repeated(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        scene.microsoft.faults = [(400, {})]
        assert (await scene.say("hello")).status == 502
        assert scene.pauses == []

    played(tmp_path, act)


def test_06_a_token_is_renewed_before_it_ends_and_once_where_it_is_refused(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        now = 1000.0
        scene.door.token._clock = lambda: now
        await scene.say("one")
        now += 3600 - 301
        await scene.say("two")
        assert len(scene.microsoft.tokens) == 1
        now += 2
        await scene.say("three")
        assert len(scene.microsoft.tokens) == 2
        scene.microsoft.refused_tokens = {"Bearer token-2"}
        assert (await scene.say("four")).status == 200
        assert len(scene.microsoft.tokens) == 3
        scene.microsoft.refused_tokens = {f"Bearer token-{number}" for number in range(9)}
        assert (await scene.say("five")).status == 502
        assert len(scene.microsoft.tokens) == 4

    played(tmp_path, act)


def test_07_nothing_is_posted_without_a_token_and_the_log_names_the_setting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def act(scene: Scene) -> None:
        refusal = {"error": "invalid_client", "error_description": "AADSTS7000215 id 123"}
        scene.microsoft.token_answer = (401, refusal)
        assert (await scene.say("hello")).status == 502
        assert scene.microsoft.sent == []

    played(tmp_path, act)
    assert "the app password is wrong or has run out" in caplog.text
    assert "the password" not in caplog.text.replace("the app password", "")


# --- 8, 9: what is sent ------------------------------------------------------------------------------


def test_08_one_reply_is_one_message_whatever_blank_lines_it_holds_and_rings_nobody(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        scene.bot.replies = [r.Reply(status="answered", parts=[r.Text(markdown="One.\n\nTwo.\n\n- a\n- b\n\nThree.")])]
        await scene.say("hello")
        [message] = scene.microsoft.messages
        assert [block["text"] for block in message.card["body"]] == ["One.", "Two.", "- a\n- b", "Three."]
        assert "alert" not in message.words

    played(tmp_path, act)


def test_09_buttons_are_actions_with_object_data_that_say_the_option_s_words(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        scene.bot.replies = [r.Reply(status="answered", parts=[sample_parts()["choices"]])]
        await scene.say("hello")
        [row] = [part for part in scene.microsoft.messages[0].card["body"] if part["type"] == "ActionSet"]
        for action, said in zip(row["actions"], ["We have ransomware", "Somebody clicked a link"]):
            assert action["type"] == "Action.Submit"
            await scene.say(value=action["data"])
            assert scene.heard[-1] == said

    played(tmp_path, act)


def test_09_rasa_s_own_buttons_say_their_title_never_their_command(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        async def rasa(message: Any) -> None:
            buttons = [{"title": "Start over", "payload": "/restart"}]
            await message.output_channel.send_response("x", {"text": "Sure?", "buttons": buttons})

        scene.door.on_new_message = rasa
        await scene.say("hello")
        assert "/restart" not in scene.microsoft.messages[0].words
        assert '"say": "Start over"' in scene.microsoft.messages[0].words

    played(tmp_path, act)


# --- 10: what is understood --------------------------------------------------------------------------


def test_10_a_card_s_submit_is_what_it_says(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say(value={"say": "We have ransomware"})
        ticked = {"say": "Done:", "from": "done-0-a", "done-0-a": "isolate machines,call it"}
        await scene.say(value=ticked)
        assert scene.heard == ["We have ransomware", "Done: isolate machines, call it"]

    played(tmp_path, act)


def test_10_a_report_without_a_tick_is_asked_for_one(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say(value={"say": "Done:", "from": "done-0-a", "done-0-a": ""})
        assert scene.heard == []
        assert "Tick what is done first" in scene.microsoft.messages[0].words

    played(tmp_path, act)


def test_10_a_button_s_data_may_come_as_text(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say("typed", value='{"say": "pressed"}')
        await scene.say("typed", value="{not json")
        assert scene.heard == ["pressed", "typed"]

    played(tmp_path, act)


def test_10_an_invoke_of_a_card_is_answered_at_once_and_acted_on(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        value = {"action": {"type": "Action.Execute", "verb": "x", "data": {"say": "What is phishing?"}}}
        answer = await scene.say(type="invoke", name="adaptiveCard/action", value=value)
        assert (answer.status, answer.body and answer.body["statusCode"]) == (200, 200)
        await scene.settled()
        assert scene.heard == ["What is phishing?"]

    played(tmp_path, act)


def test_10_an_invoke_that_we_do_not_offer_is_told_so(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        assert (await scene.say(type="invoke", name="composeExtension/query")).status == 501

    played(tmp_path, act)


def test_10_it_welcomes_once_when_it_is_added(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        added = [{"id": "29:user"}, {"id": "28:bot"}]
        await scene.say(type="conversationUpdate", membersAdded=added)
        await scene.say(type="installationUpdate", action="add")
        [welcome] = scene.microsoft.messages
        assert "Hello. I am **Think Cyber**" in welcome.words
        assert '"say": "Something is happening now"' in welcome.words
        await scene.say(type="installationUpdate", action="remove")
        await scene.say(type="installationUpdate", action="add")
        assert len(scene.microsoft.messages) == 2
        assert scene.heard == []

    played(tmp_path, act)


def test_10_it_says_nothing_when_others_are_added_or_someone_reacts(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        for fields in (
            {"type": "conversationUpdate", "membersAdded": [{"id": "29:new"}]},
            {"type": "messageReaction", "reactionsAdded": [{"type": "like"}], "replyToId": "r1"},
            {"type": "installationUpdate", "action": "add-upgrade"},
            {"type": "messageDelete"},
            {"type": "endOfConversation"},
            {"from": {"id": "28:bot"}, "text": "myself"},
        ):
            assert (await scene.say(**fields)).status == 200
        assert (scene.heard, scene.microsoft.sent) == ([], [])

    played(tmp_path, act)


# --- 11, 12: who and where ---------------------------------------------------------------------------


def test_11_actions_learn_tenant_locale_kind_of_chat_and_time_but_no_name(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say("hello", kind="groupChat")
        metadata = scene.bot.heard[0].metadata
        teams = metadata["teams"]
        assert (teams["tenant"], teams["locale"], teams["conversation_type"]) == (TENANT, "en-GB", "groupChat")
        assert teams["sent"] == "2026-11-23T09:00:01Z"
        assert dt.datetime.fromisoformat(metadata["now"]).tzinfo is not None
        assert "Sam" not in str(metadata)
        assert "29:user" not in str(metadata)

    played(tmp_path, act)


def test_12_a_conversation_is_one_person_in_one_chat(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        for chat, user in (("a:1", "29:a"), ("19:team;messageid=1", "29:a"), ("19:team;messageid=1", "29:b")):
            await scene.say("hi", conversation={"id": chat, "tenantId": TENANT}, **{"from": {"id": user}})
        await scene.say("again", conversation={"id": "a:1", "tenantId": TENANT}, **{"from": {"id": "29:a"}})
        keys = [message.sender_id for message in scene.bot.heard]
        assert len(set(keys)) == 3
        assert keys[0] == keys[3]
        assert all(key.startswith("teams:") and "29" not in key.split(":")[0] for key in keys)

    played(tmp_path, act)


# --- 13: manners -------------------------------------------------------------------------------------


def test_13_typing_is_shown_before_the_reply_and_the_reply_stays_in_its_thread(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        thread = {"id": "19:chat@thread.v2;messageid=17", "conversationType": "groupChat", "tenantId": TENANT}
        await scene.say("hello", id="m/17", conversation=thread)
        first, second = scene.microsoft.sent
        assert (first.typing, second.typing) == (True, False)
        assert second.activity["replyToId"] == "m/17"
        assert second.path.endswith("/v3/conversations/19%3Achat%40thread.v2%3Bmessageid%3D17/activities/m%2F17")
        assert second.activity["recipient"] == {"id": "29:user"}

    played(tmp_path, act)


def test_13_an_edited_message_is_heard_anew_but_an_undeleted_one_is_not(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say("What is fishing?", id="m1")
        for event, text in (("editMessage", "What is phishing?"), ("undeleteMessage", "What is phishing?")):
            data = {"tenant": {"id": TENANT}, "eventType": event}
            await scene.say(text, type="messageUpdate", id="m1", channelData=data)
        assert scene.heard == ["What is fishing?", "What is phishing?"]
        assert scene.bot.heard[1].metadata["teams"]["edited"]

    played(tmp_path, act)


def test_13_the_bot_s_mention_is_no_part_of_what_is_said(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        mention = {"type": "mention", "text": "<at>TC</at>", "mentioned": {"id": "28:bot", "name": "TC"}}
        await scene.say("<at>TC</at> what is phishing?\n", kind="channel", entities=[mention])
        assert scene.heard == ["what is phishing?"]

    played(tmp_path, act)


# --- 14: unasked -------------------------------------------------------------------------------------


def test_14_rasa_gets_an_output_channel_that_writes_only_to_those_who_asked(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        channel = TeamsChannel(scene.door.settings, Identity(APP_ID, TENANT, "p"))
        channel.door = scene.door
        output = channel.get_output_channel()
        assert output is not None
        await scene.say("hello")
        conversation = scene.bot.heard[0].sender_id
        message = {"text": "Your deadline is near."}
        await output.send_response(conversation, dict(message))
        assert len(scene.microsoft.messages) == 1
        from bot.channels.teams.activity import Activity
        from bot.channels.teams.place import Place

        scene.door.references.opt_in(conversation, Place.of(Activity.parse_obj(scene.activity("yes please"))))
        await output.send_response(conversation, dict(message))
        assert "Your deadline is near." in scene.microsoft.messages[-1].words
        assert "replyToId" not in scene.microsoft.messages[-1].activity

    played(tmp_path, act)


# --- 15: failures and doubles ------------------------------------------------------------------------


def test_15_a_failure_is_in_the_log_in_the_status_and_in_the_chat(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def act(scene: Scene) -> None:
        scene.bot.broken = True
        assert (await scene.say("hello")).status == 200
        assert "Something went wrong on my side" in scene.microsoft.messages[0].words
        scene.bot.broken, scene.bot.down = False, True
        await scene.say("hello")
        assert "I cannot look anything up just now" in scene.microsoft.messages[1].words
        assert (await scene.receive({"type": "message"})).status == 400
        assert (await scene.receive("no activity")).status == 400

    with caplog.at_level(logging.ERROR):
        played(tmp_path, act)
    assert "A message from Teams could not be handled." in caplog.text


def test_15_a_message_delivered_twice_is_answered_once(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        activity = scene.activity("hello")
        scene.bot.delay = 0.1
        answers = await asyncio.gather(*(scene.receive(activity) for _ in range(3)))
        assert [answer.status for answer in answers] == [200, 200, 200]
        assert (scene.heard, len(scene.microsoft.messages)) == (["hello"], 1)

    played(tmp_path, act)


def test_15_delivered_again_after_a_failure_only_what_was_not_sent_is_sent(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        both = [r.Reply(status="answered", parts=[r.Text(markdown=text)]) for text in ("First.", "Second.")]
        scene.bot.replies = both
        activity = scene.activity("hello")
        scene.microsoft.faults = [(403, {})]
        assert (await scene.receive(activity)).status == 502
        assert scene.microsoft.messages == []
        assert (await scene.receive(activity)).status == 200
        assert scene.heard == ["hello"]
        assert ["First." in scene.microsoft.messages[0].words, "Second." in scene.microsoft.messages[1].words] == [
            True
        ] * 2

    played(tmp_path, act)


def test_15_a_slow_turn_is_acknowledged_first_and_answered_after(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        scene.bot.delay = 0.4
        assert (await scene.say("hello")).status == 202
        assert scene.microsoft.messages == []
        await scene.settled()
        assert "You said hello" in scene.microsoft.messages[0].words

    played(tmp_path, act, acknowledge_seconds=0.1)


def test_15_a_turn_that_does_not_end_is_ended_and_said(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        scene.bot.delay = 5
        await scene.say("hello")
        assert "I cannot look anything up just now" in scene.microsoft.messages[0].words

    played(tmp_path, act, turn_seconds=0.1)
