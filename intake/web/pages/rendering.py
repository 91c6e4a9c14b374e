"""Turns templates into answers: one environment, autoescaped, with every text from the messages."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context as TemplateContext

from intake.store.accounts import Account, Role
from intake.web.pages import wording
from intake.web.pages.messages import messages
from models.bilingual import Language

WEB = Path(__file__).resolve().parent.parent
STATIC = WEB / "static"

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Tighter than the API's, whose description page needs more: here nothing is inline."""


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One entry of the main navigation; ``label`` is a message key."""

    href: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in the other official language."""

    code: Language
    href: str


def render(
    request: Request,
    template: str,
    *,
    title: str,
    person: Account | None,
    status: HTTPStatus = HTTPStatus.OK,
    **content: object,
) -> HTMLResponse:
    """Return a page in the language of its address.

    Args:
        request: its path begins with the language.
        template: name of a file in ``templates``.
        title: the page's title, in its language.
        person: who is signed in; None on the pages that need nobody.
        status: of the answer.
        content: what the template names.
    """
    language = language_of(request)
    page = _environment().get_template(template)
    body = page.render(
        language=language,
        t=messages(language),
        title=title,
        person=person,
        navigation=_navigation(request, person),
        home=home_of(person, language),
        may_open_applications=_may_open_applications(person),
        other_language=_other_language(request),
        vendor=(STATIC / "vendor" / "tokens.css").is_file(),
        asset=asset,
        **content,
    )
    return HTMLResponse(
        body,
        status,
        headers={
            "Content-Security-Policy": CONTENT_SECURITY_POLICY,
            "Content-Language": language,
            "Cache-Control": "private, no-store",
        },
    )


def home_of(person: Account | None, language: Language) -> str:
    """Return the address of a person's first page: one that the person may open."""
    reviews_only = person is not None and not _may_open_applications(person)
    return f"/{language}/{'quality' if reviews_only else 'applications'}"


def _may_open_applications(person: Account | None) -> bool:
    return person is not None and person.may_act_as(Role.OFFICER)


def language_of(request: Request) -> Language:
    """Return the language of a page's address (``/fr/...``)."""
    return Language(request.url.path.split("/", 2)[1])


@cache
def asset(name: str) -> str:
    """Return the address of a static file; it changes with the content, so it may be kept."""
    path = STATIC / name
    version = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={version}"


def _navigation(request: Request, person: Account | None) -> tuple[NavigationEntry, ...]:
    root = f"/{language_of(request)}"
    wanted = (
        ("applications", "site.applications", Role.OFFICER),
        ("quality", "site.quality", Role.QA),
    )
    return tuple(
        NavigationEntry(
            f"{root}/{path}", label, current=request.url.path.startswith(f"{root}/{path}")
        )
        for path, label, role in wanted
        if person is not None and person.may_act_as(role)
    )


def _other_language(request: Request) -> OtherLanguage:
    """Keep the place: the same path and the same query, in the other language."""
    language = language_of(request)
    other = Language.EN if language is Language.FR else Language.FR
    rest = request.url.path.removeprefix(f"/{language}")
    query = urlencode(request.query_params.multi_items())
    return OtherLanguage(other, f"/{other}{rest}" + (f"?{query}" if query else ""))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": _by_language(wording.percent),
        "decimal": _by_language(wording.decimal),
        "moment": _moment,
        "day": wording.day,
        "type_title": wording.type_title,
        "finding_text": wording.finding_text,
        "page_list": wording.page_list,
        "pages_of": wording.pages_of,
        "media_name": wording.media_name,
        "variant_name": wording.variant_name,
        "condition_name": wording.condition_name,
        "value_words": wording.value_words,
        "as_read": wording.as_read,
        "field_label": wording.field_label,
        "grouped_uci": wording.grouped_uci,
        "quotation": wording.quotation,
    }
    return environment


def _by_language(write: Callable[[float, Language], str]) -> Callable[..., str]:
    @pass_context
    def written(context: TemplateContext, value: float) -> str:
        return write(value, context["language"])

    return written


@pass_context
def _moment(context: TemplateContext, value: datetime) -> str:
    return wording.moment(value, context["language"])
