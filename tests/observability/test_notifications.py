"""The rules of notifications, without a server."""

from __future__ import annotations

import json
from typing import Any

import pytest

from agenthall_server.observability.alert_rules import CRITICAL, INFO, WARNING
from agenthall_server.observability.alert_states import ENDED, FIRED, FIRING, Alert, Change
from agenthall_server.observability.notification_texts import alertmanager, mail, slack
from agenthall_server.observability.notifications import (
    MOST_ATTEMPTS,
    Message,
    Notice,
    Wish,
    listeners,
    message_key,
    pause,
    signature,
)

WISHES = [Wish("all", "ALERT_SEVERITY_UNSPECIFIED", {}), Wish("bad", CRITICAL, {}), Wish("web", INFO, {"team": "web"})]


def change(kind: str, severity: str = WARNING, *, notifies: bool = True) -> Change:
    alert = Alert(rule_id="r", group=(), state=FIRING, severity=severity)
    return Change(alert, alert, kind, notifies)


@pytest.mark.parametrize(
    ("of", "labels", "told", "heard"),
    [
        (change(FIRED), {}, {}, ["all"]),
        (change(FIRED, CRITICAL), {}, {}, ["all", "bad"]),
        (change(FIRED), {"team": "web", "more": "x"}, {}, ["all", "web"]),
        (change(FIRED, notifies=False), {}, {}, []),
        (change(ENDED, CRITICAL), {"team": "web"}, {}, []),
        (change(ENDED), {}, {"a": ["bad", "gone"]}, ["bad"]),
    ],
)
def test_who_hears(of: Change, labels: dict[str, str], told: dict[str, list[str]], heard: list[str]) -> None:
    assert listeners(of, labels, WISHES, told, "a") == heard


def test_pauses_double_up_to_an_hour() -> None:
    assert [pause(attempt, 1.0) / 1e6 for attempt in (1, 2, 3, 9, 10, 30)] == [10, 20, 40, 2560, 3600, 3600]
    assert pause(1, 0.0) == pause(1, 1.0) / 2
    in_all = sum(pause(attempt, 0.5) for attempt in range(1, MOST_ATTEMPTS)) / 3.6e9
    assert 0.9 <= in_all <= 1.2, "about an hour, as delivering.py says"


def test_a_key_names_one_message() -> None:
    keys = {message_key(*parts) for parts in [(1, "c", 2, "r"), (2, "c", 2, "r"), (1, "d", 2, "r"), (1, "c", 3, "r")]}
    assert len(keys) == 4
    assert message_key(1, "c", 2, "r") in keys


def test_a_signature_is_what_others_compute() -> None:
    # printf '5.{}' | openssl dgst -sha256 -hmac key
    expected = "9be615aec64f0d044b5ad6854ab1d893ec88617fb728d2149dcd3a3428e8c45d"
    assert signature(["key"], 5, b"{}") == f"t=5,v1={expected}"
    assert signature(["a", "b"], 5, b"").count("v1=") == 2


def message(count: int = 1, kind: str = FIRED, **values: Any) -> Message:
    notices = [
        Notice(
            alert_id=f"{number}",
            kind=kind,
            group=(("agent_name", f"agent {number}"),),
            severity=WARNING,
            value=25.0,
            threshold=20.0,
            fire_time=1_700_000_000_000_000,
            event_time=1_700_000_060_000_000,
        )
        for number in range(count)
    ]
    given: dict[str, Any] = {"display_name": "Fails", "description": "", "labels": {"alertname": "forged"}}
    rest = {"annotations": {}, "left_out": 0, "key": "k", **values}
    return Message(channel_id="c", rule_id="r", notices=notices, **given | rest)


def test_alertmanager_s_form() -> None:
    body = json.loads(alertmanager(message(2, ENDED, left_out=3)))
    assert (body["status"], body["truncatedAlerts"], body["groupKey"]) == ("resolved", 3, '{}:{alertname="r"}')
    assert body["commonLabels"] == {"alertname": "r", "severity": "warning"}
    assert body["alerts"][1]["labels"]["agent_name"] == "agent 1"
    assert (body["alerts"][0]["startsAt"], body["alerts"][0]["endsAt"]) == (
        "2023-11-14T22:13:20Z",
        "2023-11-14T22:14:20Z",
    )


def test_long_lists_are_cut() -> None:
    text = json.loads(slack(message(30, left_out=5)))["text"]
    assert len(text.splitlines()) == 22
    assert text.endswith("and 15 more")
    target = {"from_address": "a@example.com", "to_addresses": ["b@example.com", "c@example.com"]}
    found = mail(message(display_name="x" * 500), target, 1_700_000_000_000_000)
    assert (len(str(found["Subject"])), found["To"], found["Message-ID"]) == (
        200,
        "b@example.com, c@example.com",
        "<k@example.com>",
    )
