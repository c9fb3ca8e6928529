"""Prometheus and Grafana: every expression parses and names metrics that a server exposes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import promql_parser
import pytest

from agenthall_server.metrics import CODE_NAMES
from tests.deploy.files import ADMIN_PORT, DEPLOY, document, documents, started
from tests.deploy.test_container import compose

DASHBOARD = json.loads((DEPLOY / "grafana/dashboards/agenthall.json").read_text(encoding="utf-8"))
RULES = [rule for group in document("prometheus/alerts.yml")["groups"] for rule in group["rules"]]
_OF_PROMETHEUS = {"up"}


def expressions() -> dict[str, str]:
    """Of all rules and panels, by the name of the file and the rule or panel."""
    rules = {f"alerts.yml {rule['alert']}": rule["expr"] for rule in RULES}
    panels = {
        f"dashboard {panel['title']} {target['refId']}": target["expr"].replace("$__rate_interval", "5m")
        for panel in DASHBOARD["panels"]
        for target in panel["targets"]
    }
    return rules | panels


def selectors(expression: str) -> list[Any]:
    """What an expression selects. Raises ValueError where it is none."""
    found: list[Any] = []
    promql_parser.walk(promql_parser.parse(expression), found.append)
    return [node for node in found if isinstance(node, promql_parser.VectorSelector)]


@pytest.fixture(scope="module")
def exposed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The metrics of a server that was called, each with its labels."""
    found: dict[str, set[str]] = {}
    with started(tmp_path_factory.mktemp("metrics"), {}) as server:
        server.code_without_key()
        text = server.page("/metrics")
    for name, labels in re.findall(r"^(\w+)(?:\{(.*)\})? ", text, re.MULTILINE):
        found.setdefault(name, set()).update(re.findall(r"(\w+)=\"", labels))
    return found


def test_the_server_exposes_its_calls(exposed: dict[str, set[str]]) -> None:
    assert exposed["agenthall_grpc_calls_total"] == {"code", "method"}
    assert exposed["agenthall_grpc_call_seconds_bucket"] == {"le", "method"}


@pytest.mark.parametrize("name", expressions())
def test_expressions_name_metrics_and_labels_that_exist(name: str, exposed: dict[str, set[str]]) -> None:
    chosen = selectors(expressions()[name])
    assert chosen
    for selector in chosen:
        assert selector.name in exposed or selector.name in _OF_PROMETHEUS, selector.name
        for matcher in selector.matchers.matchers:
            assert matcher.name in exposed.get(selector.name, set()) | {"instance", "job"}, matcher.name
            assert matcher.name != "code" or set(matcher.value.split("|")) <= set(CODE_NAMES)


def test_every_metric_of_the_server_is_shown(exposed: dict[str, set[str]]) -> None:
    used = {selector.name for expression in expressions().values() for selector in selectors(expression)}
    missing = sorted(set(exposed) - used)
    assert not missing, "add a panel to deploy/grafana/dashboards/agenthall.json"


def test_a_wrong_expression_is_found() -> None:
    with pytest.raises(ValueError, match="invalid promql query"):
        selectors("sum by (method (rate(agenthall_commits_total[5m])))")


def test_rules_have_the_form_that_prometheus_reads() -> None:
    for rule in RULES:
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
        assert re.fullmatch(r"\d+[smh]", rule.get("for", "0s"))
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert set(rule["annotations"]) == {"summary", "description"}
    assert len({rule["alert"] for rule in RULES}) == len(RULES)


def test_prometheus_scrapes_the_server_of_compose() -> None:
    configured = document("prometheus/prometheus.yml")
    (job,) = configured["scrape_configs"]
    assert job["static_configs"] == [{"targets": [f"agenthall:{ADMIN_PORT}"]}]
    environment: Any = compose()["agenthall"]["environment"]
    assert environment["AGENTHALL_ADMIN_LISTEN"].endswith(f":{ADMIN_PORT}")
    assert f'job="{job["job_name"]}"' in expressions()["alerts.yml AgenthallDown"]
    mounts = dict(str(volume).split(":")[:2] for volume in compose()["prometheus"]["volumes"])
    for path in configured["rule_files"]:
        assert (DEPLOY / "prometheus" / Path(path).name).exists()
        assert Path(path).parent == Path(mounts["./prometheus"])


def test_grafana_finds_its_data_source_and_dashboard() -> None:
    (source,) = document("grafana/provisioning/datasources/prometheus.yaml")["datasources"]
    assert source["url"] == "http://prometheus:9090"
    assert "prometheus" in compose()
    used = {target["datasource"]["uid"] for panel in DASHBOARD["panels"] for target in panel["targets"]}
    assert used == {source["uid"]}
    (provider,) = documents("grafana/provisioning/dashboards/agenthall.yaml")[0]["providers"]
    folder = provider["options"]["path"]
    assert f"./grafana/dashboards:{folder}:ro" in compose()["grafana"]["volumes"]
    home: Any = compose()["grafana"]["environment"]
    assert home["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"] == f"{folder}/agenthall.json"


def test_panels_do_not_overlap() -> None:
    cells: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        taken = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not taken & cells
        assert place["x"] + place["w"] <= 24
        cells |= taken
