"""The README says what the code does: its configuration table is that of the settings.

``python -m tests.structure.test_readme`` writes the table anew.
"""

import re
from pathlib import Path

from intake.settings import descriptions

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- configuration:begin -->\n", "<!-- configuration:end -->"


def configuration_table() -> str:
    rows = [
        f"| `{row.variable}` | {f'`{row.default}`' if row.default else '–'} | {row.meaning} |"
        for row in descriptions()
    ]
    return "\n".join(["| Variable | Default | Meaning |", "|---|---|---|", *rows]) + "\n"


def readme_with_table() -> str:
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{configuration_table()}{END}{after}"


def test_the_readme_lists_every_setting_with_its_default_and_meaning() -> None:
    assert README.read_text(encoding="utf-8") == readme_with_table()


def test_every_local_link_of_the_readme_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (README.parent / link).exists()] == []


if __name__ == "__main__":
    README.write_text(readme_with_table(), encoding="utf-8")
