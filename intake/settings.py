"""Every setting of the service, read from the environment (prefix ``INTAKE_``).

The docstring under each field is its row in the README's configuration table.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, HttpUrl, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from models.containment import Layer

SYSTEM_HOME = Path("/var/lib/csq-intake")
"""Where a service that is started by root keeps its files: root's own home is closed to the
unprivileged account that the database runs as."""

MIB = 1024 * 1024


def default_home() -> Path:
    """Return the data folder of the account that runs the service (XDG base directories)."""
    if os.geteuid() == 0:
        return SYSTEM_HOME
    base = os.environ.get("XDG_DATA_HOME", "")
    # The XDG specification says that a relative path is to be ignored.
    root = Path(base) if base.startswith("/") else Path.home() / ".local" / "share"
    return root / "csq-intake"


class Mode(StrEnum):
    """How strict the service is about what holds its readers."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """The configuration of one process; the same for all processes of one service."""

    model_config = SettingsConfigDict(
        env_prefix="INTAKE_", frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    mode: Mode = Mode.DEVELOPMENT
    """`development` goes on with the layers of containment that a machine has and says which are
    absent; `production` reads nothing unless every layer holds in full or is waived by name."""

    waived_layers: Annotated[tuple[Layer, ...], NoDecode] = Field(default_factory=tuple)
    """Layers that `production` does without, by name, with commas between: `rlimits`,
    `no_new_privs`, `landlock`, `seccomp`, `bubblewrap`. Default: none."""

    home: Path = Field(default_factory=default_home)
    """Folder of everything that the service keeps: blobs, secrets and the embedded database.
    Default: `/var/lib/csq-intake` for root, else `csq-intake` in the XDG data folder."""

    database_url: str | None = None
    """PostgreSQL to use (`postgresql://...`). Default: an embedded one in the home folder."""

    database_connections: int = Field(default=8, ge=2, le=200)
    """Most database connections that one process holds."""

    blob_url: str | None = None
    """Where files are kept: `file:///...`, `s3://...`, `az://...` or `gs://...`. Default: the
    folder `blobs` in the home folder."""

    host: str = "127.0.0.1"
    """Address that the web process listens on."""

    port: int = Field(default=8800, ge=0, le=65535)
    """Port that the web process listens on; 0 takes any free one."""

    public_url: HttpUrl | None = None
    """Address under which people and services reach the web process, if a proxy stands before it.
    With `https`, sign-in cookies are marked as secure."""

    delivery_url: HttpUrl | None = None
    """Where completeness reports are posted. Default: reports are made and kept, none is sent."""

    delivery_schedule: tuple[Annotated[float, Field(ge=0, le=7 * 86400)], ...] = (
        5,
        5 * 60,
        30 * 60,
        2 * 3600,
        5 * 3600,
        10 * 3600,
        14 * 3600,
        20 * 3600,
        24 * 3600,
    )
    """Seconds to wait before the second, third, ... attempt at a delivery, as a JSON array. After
    the last one the delivery is dead until it is replayed."""

    delivery_seconds: float = Field(default=20.0, gt=0, le=300)
    """Seconds that one attempt at a delivery may take."""

    worker_slots: int = Field(default_factory=lambda: max(1, (os.cpu_count() or 2) // 2), ge=1)
    """Uploads that one worker reads at the same time. Default: half of the processor cores."""

    worker_attempts: int = Field(default=3, ge=1, le=10)
    """Attempts at one upload before it is given up and left to a person."""

    worker_retry_seconds: float = Field(default=5.0, ge=0)
    """Seconds before a job whose attempt failed is tried again; doubled each time."""

    worker_heartbeat_seconds: float = Field(default=2.0, gt=0)
    """Seconds between the signs of life of a worker."""

    worker_stalled_seconds: float = Field(default=20.0, gt=0)
    """Seconds without a sign of life after which a worker's jobs go to another one."""

    worker_stop_seconds: float = Field(default=5.0, ge=0)
    """Seconds that a worker which is told to stop gives its jobs to end."""

    computation_seconds: float = Field(default=120.0, gt=0)
    """Seconds that classifying one upload, or making one report, may take."""

    ocr_engine: str = Field(default="tesseract", pattern="^[a-z][a-z0-9_]*$")
    """OCR engine that reads scanned pages."""

    max_file_bytes: int = Field(default=25 * MIB, ge=1)
    """Largest file that is taken, in bytes."""

    max_request_files: int = Field(default=100, ge=1)
    """Most files in one request."""

    max_request_bytes: int = Field(default=300 * MIB, ge=1)
    """Largest upload request, in bytes, all files and form fields together."""

    max_application_files: int = Field(default=200, ge=1)
    """Most files in one application."""

    upload_idle_seconds: float = Field(default=60.0, gt=0)
    """Seconds without a byte after which an upload request is given up."""

    session_hours: float = Field(default=8.0, gt=0, le=24)
    """Hours after which a person signs in again."""

    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$")
    """Least important level that is logged: debug, info, warning or error."""

    @field_validator("waived_layers", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        """Take names with commas between, as the environment has them."""
        if not isinstance(given, str):
            return given
        return tuple(name.strip() for name in given.split(",") if name.strip())

    @property
    def postgres_folder(self) -> Path:
        """Folder of the embedded database."""
        return self.home / "postgres"

    @property
    def incoming_folder(self) -> Path:
        """Folder of files that are still being received."""
        return self.home / "incoming"

    @property
    def blob_folder(self) -> Path:
        """Folder of blobs where no ``blob_url`` is set."""
        return self.home / "blobs"

    @property
    def secrets_folder(self) -> Path:
        """Folder of the keys that the service made for itself; readable by its owner alone."""
        return self.home / "secrets"


@dataclass(frozen=True, slots=True)
class SettingDescription:
    """One row of the configuration table; ``default`` is empty where ``meaning`` tells it."""

    variable: str
    default: str
    meaning: str


def descriptions() -> tuple[SettingDescription, ...]:
    """Return the configuration table in the order of the fields."""
    return tuple(
        SettingDescription(
            variable=f"INTAKE_{name.upper()}",
            default="" if field.default_factory or field.default is None else str(field.default),
            meaning=" ".join((field.description or "").split()),
        )
        for name, field in Settings.model_fields.items()
    )


@cache
def settings() -> Settings:
    """Return the settings of this process, read from the environment once."""
    return Settings()
