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
    default=30,
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
@click.option(
    "--seed",
    "seeds",
    type=click.IntRange(0, 1_000),
    multiple=True,
    default=(0, 1),
    show_default=True,
    help=say("Seed of the draws; may be given several times.", "Graine; peut être répétée."),
)
def command(*, files: int, processes: int, seeds: tuple[int, ...]) -> None:
    """Measure and print the figures."""
    from bench.evaluation.running import evaluate

    click.echo(evaluate(files, processes, seeds))
