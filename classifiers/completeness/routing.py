"""Which office handles the application, by its form and the place of residence."""

from classifiers.completeness.case import Case
from classifiers.completeness.persons import Ownership, Persons
from models.report import Route


def route_of(case: Case, persons: Persons) -> Route:
    """Name the form and the office, or the reason why no office can be named."""
    rules = case.programme.rules
    forms = [form for form in case.forms if persons.owner(form) is not Ownership.OTHER]
    types = {form.type for form in forms}
    form = forms[0].type if len(types) == 1 else None
    if lives_in_excluded_place(case, persons):
        return Route(form, None, rules.routing.quebec)
    if form is None:
        return Route(None, None, rules.routing.several if types else rules.routing.none)
    office = next((office for office in rules.routing.offices if office.form is form), None)
    if office is None:
        return Route(form, None, rules.routing.none)
    return Route(form, office.office, office.reason)


def lives_in_excluded_place(case: Case, persons: Persons) -> bool:
    """Whether the applicant's form gives a residence in a place that speaks against the rules."""
    places = [r.place for r in case.programme.rules.requirements if r.place is not None]
    return any(
        form.value(place.form_field) in place.contradicted
        for place in places
        for form in case.forms
        if persons.owner(form) is not Ownership.OTHER
    )
