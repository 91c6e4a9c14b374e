import stat
from pathlib import Path

import pytest

from intake.settings import Settings
from intake.web.access import account_of_token, session_secret, session_token

SECRET = b"s" * 32


def test_a_token_holds_until_its_end() -> None:
    token = session_token(7, expires_at=1000, secret=SECRET)
    assert account_of_token(token, now=999.9, secret=SECRET) == 7
    assert account_of_token(token, now=1000.0, secret=SECRET) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token.replace(".7.", ".8."),  # another account
        lambda token: token.replace(".1000.", ".9000."),  # a later end
        lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),  # another signature
        lambda token: token.rpartition(".")[0],  # no signature
        lambda _: "",
        lambda _: "...",
        lambda _: "é.é.é.é",
    ],
)
def test_a_changed_token_is_nobody(change: object) -> None:
    assert callable(change)
    token = change(session_token(7, expires_at=1000, secret=SECRET))
    assert account_of_token(token, now=1.0, secret=SECRET) is None


def test_another_secret_makes_tokens_void() -> None:
    token = session_token(7, expires_at=1000, secret=b"other" * 8)
    assert account_of_token(token, now=1.0, secret=SECRET) is None


def test_the_secret_stays_and_is_private(tmp_path: Path) -> None:
    configured = Settings(home=tmp_path / "home")
    secret = session_secret(configured)
    assert len(secret) == 32
    assert session_secret(configured) == secret
    (path,) = configured.secrets_folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
