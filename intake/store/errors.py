"""What can go wrong in the store, with what to do next."""

from models.bilingual import Bilingual
from models.errors import IntakeError


class StoreError(IntakeError):
    """The root of every failure of the store."""

    code = "store_error"


class DatabaseUnavailableError(StoreError):
    """The database does not answer."""

    code = "database_unavailable"
    text = Bilingual(
        "The database does not answer. Check that it runs and that INTAKE_DATABASE_URL is right, "
        "then try again.",
        "La base de données ne répond pas. Vérifiez qu'elle fonctionne et que "
        "INTAKE_DATABASE_URL est exact, puis réessayez.",
    )


class EmbeddedPostgresError(StoreError):
    """The embedded PostgreSQL cannot run here."""

    code = "embedded_postgres_failed"
    text = Bilingual(
        "The embedded PostgreSQL could not start. Its log is {log}. Give another database with "
        "INTAKE_DATABASE_URL, or correct what the log says.",
        "Le PostgreSQL intégré n'a pas pu démarrer. Son journal est {log}. Indiquez une autre "
        "base avec INTAKE_DATABASE_URL, ou corrigez ce que dit le journal.",
    )


class EmbeddedPostgresMissingError(StoreError):
    """There is no embedded PostgreSQL for this platform."""

    code = "embedded_postgres_missing"
    text = Bilingual(
        "No PostgreSQL comes with this platform. Set INTAKE_DATABASE_URL to a database "
        "(PostgreSQL 14 or newer).",
        "Aucun PostgreSQL n'est fourni pour cette plateforme. Indiquez une base de données dans "
        "INTAKE_DATABASE_URL (PostgreSQL 14 ou plus récent).",
    )


class UnsafeFolderError(StoreError):
    """A folder that must be ours alone belongs to another account."""

    code = "unsafe_folder"
    text = Bilingual(
        "The folder {folder} belongs to another account. Remove it, or set INTAKE_HOME to "
        "another, shorter path.",
        "Le dossier {folder} appartient à un autre compte. Supprimez-le, ou donnez à INTAKE_HOME "
        "un autre chemin, plus court.",
    )


class BlobMissingError(StoreError):
    """A blob that a row names is not there."""

    code = "blob_missing"
    text = Bilingual(
        "A stored file is missing. Restore the blobs from the backup of the same moment as the "
        "database.",
        "Un fichier conservé est introuvable. Restaurez les fichiers à partir de la sauvegarde du "
        "même moment que la base de données.",
    )
