"""A port that another program has is said in one sentence, not in a traceback."""

import socket

import pytest

from intake.app.processes import AddressTakenError, listen


def test_a_taken_port_is_an_error_that_says_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressTakenError) as raised:
            listen("127.0.0.1", port)
    assert str(port) in raised.value.reason.en
    assert "INTAKE_PORT" in raised.value.reason.fr
