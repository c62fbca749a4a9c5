"""prefect.yaml, Dockerfile and compose.yaml fit the code. Nothing here builds an image or starts a container."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.flows import Flow, load_flow_from_entrypoint

from flows import automations, setup

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"[\w/-]+:\d+\.\d+[\w.-]*")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def parsed(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return content


DEPLOYMENTS = parsed("prefect.yaml")["deployments"]
SERVICES = parsed("compose.yaml")["services"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_a_deployment_is_of_a_flow_that_is_there_and_takes_its_parameters(deployment: dict[str, Any]) -> None:
    flow: Flow[..., Any] = load_flow_from_entrypoint(deployment["entrypoint"])
    assert flow.name == deployment["name"]
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_of_a_deployment_one_run_goes_on_and_none_is_skipped(deployment: dict[str, Any]) -> None:
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
    assert deployment["work_pool"]["name"] == setup.POOL
    assert deployment["work_pool"]["job_variables"]["env"] == {
        "PREFECT_LOGGING_EXTRA_LOGGERS": "copydesk",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(automations.HEARTBEAT.seconds),
    }
    assert automations.TAG in deployment["tags"]


def test_images_are_pinned_to_a_version() -> None:
    images = {service["image"] for service in SERVICES.values()}
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert bases
    assert [image for image in [*images, *bases] if not PINNED.fullmatch(image)] == []


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "postgres"])
def test_a_services_command_exists_with_its_options(name: str) -> None:
    program, *arguments = SERVICES[name]["command"]
    if program == "python":
        assert find_spec(arguments[1]) is not None
        return
    words = [word for word in arguments if re.fullmatch("[a-z-]+", word)]
    command = words[: next(at for at, word in enumerate(words) if word.startswith("--"))]
    helped = subprocess.run(
        [sys.executable, "-m", program, *command, "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert [word for word in arguments if word.startswith("--") and word not in helped] == []


def test_what_a_service_waits_for_can_be_waited_for() -> None:
    for service in SERVICES.values():
        for name, asked in service.get("depends_on", {}).items():
            assert asked["condition"] in ("service_healthy", "service_completed_successfully")
            assert "healthcheck" in SERVICES[name] or asked["condition"] == "service_completed_successfully"


def test_volumes_and_configs_are_declared_or_lie_beside_the_file() -> None:
    compose = parsed("compose.yaml")
    mounted = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}
    assert mounted == {*compose["volumes"], "./copydesk.toml"}
    assert {config["source"] for config in SERVICES["postgres"]["configs"]} == set(compose["configs"])


def test_no_password_is_written_down() -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert re.findall(r"PASSWORD: (\S+)", text) == ["${POSTGRES_PASSWORD:?write"]
    assert set(re.findall(r"//copydesk:([^@]+)@", text)) == {"${POSTGRES_PASSWORD:?write it into .env}"}


def test_the_image_is_made_of_what_is_there_and_runs_as_nobody_in_particular() -> None:
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    }
    assert [source for source in copied if not (ROOT / source).exists()] == []
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert let_in == copied
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE) == ["copydesk"]
    assert "--require-hashes" in DOCKERFILE
