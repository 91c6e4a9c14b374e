"""The finder of lines sees every key and element of any TOML document where it stands."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from classifiers.completeness.programme import PROGRAMMES
from classifiers.completeness.toml_lines import line_at, lines_of

keys = st.text(alphabet="abcé._ -\"'#[]={}", min_size=1, max_size=5)
scalars = st.one_of(
    st.integers(-99, 99).map(str),
    st.sampled_from(["true", "2022-12-07", "1.5", "'a # b]'", '"x = \\" } ,"', '"""a\n"b"\n"""']),
)


def quoted(key: str) -> str:
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def inline_tables(draw, values):
    items = draw(st.dictionaries(keys, values, max_size=3))
    return "{ " + ", ".join(f"{quoted(k)} = {v}" for k, v in items.items()) + " }"


@st.composite
def arrays(draw, values):
    items = draw(st.lists(values, max_size=3))
    return "[\n" + "".join(f"  {item}, # a ] comment\n" for item in items) + "]"


values = st.recursive(scalars, lambda v: inline_tables(v) | arrays(v), max_leaves=6)
bodies = st.dictionaries(keys, values, max_size=3)


def written(body: dict[str, str]) -> str:
    return "".join(f"# note [x]\n{quoted(key)} = {value}\n" for key, value in body.items())


def paths(value, path=()):
    """Every path of a decoded document."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield (*path, key)
        if isinstance(item, dict | list):
            yield from paths(item, (*path, key))


@given(bodies, st.lists(bodies, max_size=2), bodies)
def test_every_key_and_element_has_a_line(top, elements, table):
    text = written(top)
    text += "".join(f"[[list.of]]\n{written(body)}[list.of.sub]\nx = 1\n" for body in elements)
    text += f"[ table ]\n{written(table)}"
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = lines_of(text)
    assert set(paths(content)) <= set(lines)


def test_every_key_of_the_shipped_programme_stands_on_its_line():
    text = (PROGRAMMES / "a76.toml").read_text(encoding="utf-8")
    shown = text.splitlines()
    for path, line in lines_of(text).items():
        keys_of_path = [step for step in path if isinstance(step, str)]
        if isinstance(path[-1], str):
            assert keys_of_path[-1] in shown[line - 1], path


def test_unknown_place_gives_the_nearest_thing_around_it():
    text = "a = 1\n\n[b]\nc = [\n  1,\n  2,\n]\n"
    assert line_at(text, ("b", "c", 1)) == 6
    assert line_at(text, ("b", "missing")) == 3
    assert line_at(text, ("missing",)) == 1
