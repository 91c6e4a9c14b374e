"""Says what is wrong with a call, in the language of the command line.

The library words these errors in English alone, and looks for translations by the machine's
locale, not by ``--lang``. Its sentences are therefore put into French here, one by one; a sentence
that is not in the list stays as it is.
"""

import io
import re

import click

from intake.cli.language import language
from models.bilingual import Language

_KINDS = {"Path": "Le chemin", "File": "Le fichier", "Directory": "Le dossier"}

_FRENCH = tuple(
    (re.compile(english, re.MULTILINE), french)
    for english, french in (
        (r"^Usage: ", "Utilisation : "),
        (r"COMMAND \[ARGS\]\.\.\.$", "COMMANDE [ARGUMENTS]..."),
        (r"^Try '(.+)' for help\.$", r"Lancez « \1 » pour obtenir de l'aide."),
        (r"^Commands:$", "Commandes :"),
        (r"^Options:$", "Options :"),
        (r"Show this message and exit\.$", "Affiche ce message et termine."),
        (r"^Error: ", "Erreur : "),
        (r"Invalid value for (.+?): ", r"Valeur non valide pour \1 : "),
        (r"Invalid value: ", "Valeur non valide : "),
        (r"No such command ('.*?')\.", r"La commande \1 n'existe pas."),
        (r"No such option ('.*?')\.", r"L'option \1 n'existe pas."),
        (r"\(Did you mean one of: (.+)\?\)$", r"(Vouliez-vous dire l'une de celles-ci : \1?)"),
        (r"Did you mean (.+)\?$", r"Vouliez-vous dire \1?"),
        (r"Missing command\.", "Il manque une commande."),
        (r"Missing argument ('.+?')\.", r"Il manque l'argument \1."),
        (r"Missing option ('.+?')\.", r"Il manque l'option \1."),
        (r"Choose from:$", "Choisissez parmi :"),
        (r"Option ('.+?') requires an argument\.$", r"L'option \1 exige une valeur."),
        (r"Option ('.+?') does not take a value\.$", r"L'option \1 ne prend aucune valeur."),
        (r"Got unexpected extra arguments? \((.*)\)$", r"Ces arguments sont de trop : \1"),
        (r"('.*') is not a valid integer(?: range)?\.$", r"\1 n'est pas un nombre entier."),
        (r"(\S+) is not in the range (.+)\.$", r"\1 n'est pas dans l'intervalle \2."),
        (r"('.*') is not one of (.+)\.$", r"\1 n'est aucune des valeurs permises : \2."),
        (r"('.*') is not ('.+')\.$", r"\1 n'est pas la valeur permise : \2."),
        (r"('.*') does not match the format (.+)\.$", r"\1 n'est pas écrit sous la forme \2."),
        (
            r"('.*') does not match the formats (.+)\.$",
            r"\1 n'est écrit sous aucune de ces formes : \2.",
        ),
    )
) + tuple(
    (re.compile(rf"{kind} ('.*') {english}\.$", re.MULTILINE), rf"{named} \1 {french}.")
    for kind, named in _KINDS.items()
    for english, french in (
        ("does not exist", "n'existe pas"),
        ("is a file", "est un fichier, pas un dossier"),
        ("is a directory", "est un dossier, pas un fichier"),
        ("is not readable", "ne peut pas être lu"),
        ("is not writable", "ne peut pas être modifié"),
    )
)


def show(wrong: click.ClickException) -> None:
    """Print what is wrong with a call, and how to get help, to standard error."""
    told = io.StringIO()
    wrong.show(told)
    text = told.getvalue()
    click.echo(_in_french(text) if language() is Language.FR else text, err=True, nl=False)


def _in_french(text: str) -> str:
    for english, french in _FRENCH:
        text = english.sub(french, text)
    return text
