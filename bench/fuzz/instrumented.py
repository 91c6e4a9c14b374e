"""Whose code guides the search for each target; loads nothing, so that it can come first."""

MODULES: dict[str, tuple[str, ...]] = {
    "frames": ("extractors.frames", "extractors.images.pictures"),
    "xfa": ("extractors.xfa", "extractors.hardened_xml"),
    "mrz": (
        "extractors.mrz.parsing",
        "extractors.mrz.layouts",
        "extractors.mrz.check_digits",
        "extractors.mrz.repairs",
    ),
    "word": ("extractors.docx", "extractors.hardened_xml"),
}
"""Prefixes of module names by target."""
