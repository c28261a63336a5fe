"""Whether containers can run here."""

from contextlib import closing

import docker
from docker.errors import DockerException


def docker_answers() -> bool:
    try:
        with closing(docker.from_env(timeout=5)) as client:
            return bool(client.ping())
    except DockerException:
        return False
