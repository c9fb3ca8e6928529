"""kubernetes/: objects follow the schemas, refer to what is there, and their environment starts a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest

from agenthall_server.config import Settings, unknown_variables
from agenthall_server.database.slots import SLOTS
from tests.deploy.files import ADMIN_PORT, DEPLOY, GRPC_PORT, UID, assert_safe_and_healthy, document, started
from tests.deploy.test_container import VERSION, image_environment

FOLDER = DEPLOY / "kubernetes"
KUSTOMIZATIONS = ("kubernetes", "kubernetes/migrate")
OBJECTS = sorted(str(path.relative_to(DEPLOY)) for path in FOLDER.rglob("*.yaml") if path.name != "kustomization.yaml")
OLDEST, NEWEST = "1.30", "1.34"
"""Of Kubernetes: appProtocol, gRPC probes and unhealthyPodEvictionPolicy are older than the first."""


def one(kind: str) -> Any:
    """The one object of a kind."""
    (found,) = (document(name) for name in OBJECTS if document(name)["kind"] == kind)
    return found


def pods() -> dict[str, Any]:
    """The pod templates by the kind of what makes them."""
    return {kind: one(kind)["spec"]["template"] for kind in ("Deployment", "Job")}


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("name", OBJECTS)
def test_every_object_follows_the_schema(name: str, version: str) -> None:
    kubernetes_validate.validate(document(name), version, strict=True)


def test_a_field_that_does_not_exist_is_found() -> None:
    wrong = one("Deployment")
    wrong["spec"]["template"]["spec"]["containers"][0]["readynessProbe"] = {}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, NEWEST, strict=True)


def test_every_object_but_the_example_is_in_a_kustomization() -> None:
    named = {
        f"{folder}/{name}"
        for folder in KUSTOMIZATIONS
        for name in document(f"{folder}/kustomization.yaml")["resources"]
    }
    assert named == set(OBJECTS) - {"kubernetes/secret.example.yaml"}
    for folder in KUSTOMIZATIONS:
        images = document(f"{folder}/kustomization.yaml")["images"]
        assert images == [{"name": "agenthall", "newTag": VERSION}]


def test_selectors_choose_the_pods() -> None:
    labels = {kind: pod["metadata"]["labels"] for kind, pod in pods().items()}
    server = labels["Deployment"].items()
    for chosen in (
        one("Deployment")["spec"]["selector"]["matchLabels"],
        one("PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
        one("Deployment")["spec"]["template"]["spec"]["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"],
        one("Service")["spec"]["selector"],
    ):
        assert chosen.items() <= server
        assert not chosen.items() <= labels["Job"].items(), "the migration takes no calls"
    policy = one("NetworkPolicy")["spec"]["podSelector"]["matchLabels"].items()
    assert all(policy <= pod.items() for pod in labels.values())


def test_ports_agree() -> None:
    (container,) = pods()["Deployment"]["spec"]["containers"]
    assert {port["name"]: port["containerPort"] for port in container["ports"]} == {
        "grpc": GRPC_PORT,
        "metrics": ADMIN_PORT,
    }
    assert {container[name]["grpc"]["port"] for name in ("startupProbe", "readinessProbe", "livenessProbe")} == {
        GRPC_PORT
    }
    assert one("Service")["spec"]["ports"][0]["targetPort"] == "grpc"
    ingress = [rule["ports"][0]["port"] for rule in one("NetworkPolicy")["spec"]["ingress"]]
    assert ingress == [GRPC_PORT, ADMIN_PORT]
    assert pods()["Deployment"]["metadata"]["annotations"]["prometheus.io/port"] == str(ADMIN_PORT)


@pytest.mark.parametrize("kind", ["Deployment", "Job"])
def test_pods_are_confined(kind: str) -> None:
    spec = pods()[kind]["spec"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["runAsUser"] == spec["securityContext"]["fsGroup"] == UID
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    (container,) = spec["containers"]
    assert container["securityContext"] == {
        "readOnlyRootFilesystem": True,
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["limits"]["memory"]


def test_a_roll_out_stops_no_call() -> None:
    spec = one("Deployment")["spec"]
    assert 1 < spec["replicas"] + spec["strategy"]["rollingUpdate"]["maxSurge"] <= SLOTS
    assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert one("PodDisruptionBudget")["spec"]["minAvailable"] < spec["replicas"]
    settings = Settings()
    grace = spec["template"]["spec"]["terminationGracePeriodSeconds"]
    assert grace > settings.lame_duck_seconds + settings.drain_seconds + 1


@pytest.mark.parametrize("kind", ["Deployment", "Job"])
def test_the_database_comes_from_the_secret(kind: str) -> None:
    spec = pods()[kind]["spec"]
    (container,) = spec["containers"]
    variables = one("ConfigMap")["data"] if kind == "Deployment" else {v["name"]: v["value"] for v in container["env"]}
    secret = document("kubernetes/secret.example.yaml")
    (volume,), (mount,) = spec["volumes"], container["volumeMounts"]
    assert volume["name"] == mount["name"]
    assert volume["secret"]["secretName"] == secret["metadata"]["name"]
    (key,) = secret["stringData"]
    assert variables["AGENTHALL_DATABASE_FILE"] == f"{mount['mountPath']}/{key}"


def test_the_environment_of_the_pod_starts_a_server(new_postgres: Any, tmp_path: Path) -> None:
    (container,) = pods()["Deployment"]["spec"]["containers"]
    assert container["envFrom"] == [{"configMapRef": {"name": one("ConfigMap")["metadata"]["name"]}}]
    assert container["args"] == ["serve"]
    environment = image_environment() | one("ConfigMap")["data"]
    assert unknown_variables(environment) == {}
    url = tmp_path / "url"
    url.write_text(new_postgres(), encoding="utf-8")
    with started(tmp_path, environment | {"AGENTHALL_DATABASE_FILE": str(url)}) as server:
        assert_safe_and_healthy(server)
    assert not (tmp_path / "agenthall.db").exists()
