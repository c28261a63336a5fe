"""The broker of the tests is a real one, and the processes of a run share it."""

from kafka import KafkaAdminClient


def test_a_broker_answers_at_its_address(kafka: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=kafka.split(","))
    try:
        assert len(admin.describe_cluster()["brokers"]) == 1
    finally:
        admin.close()
