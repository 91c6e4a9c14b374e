"""``csq-intake evaluate``: the quality bars, measured on held-back fixtures."""

import click

from intake.cli.language import say


@click.command(
    help=say(
        "Read held-back files for real, measure the quality bars, write bench/results/.",
        "Lit pour de vrai des fichiers mis de côté, mesure les seuils de qualité, écrit "
        "bench/results/.",
    )
)
@click.option(
    "--files",
    type=click.IntRange(1, 10_000),
    default=60,
    show_default=True,
    help=say("Files in each population.", "Fichiers dans chaque population."),
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help=say("Files read at the same time.", "Fichiers lus en même temps."),
)
def command(*, files: int, processes: int) -> None:
    """Measure and print the figures."""
    from bench.evaluation.running import evaluate

    click.echo(evaluate(files, processes))
