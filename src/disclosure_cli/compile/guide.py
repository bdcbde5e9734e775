"""公开指南: compiled from profile, class tree, catalog columns, channels, items and the law (art. 12)."""

from __future__ import annotations

from collections.abc import Callable

from disclosure_cli.compile.guide_sections import about, application, remedies
from disclosure_cli.compile.guide_sections.active import active_disclosure
from disclosure_cli.compile.guide_sections.arrangement import arrangement
from disclosure_cli.compile.guide_sections.outline import (
    Blocks,
    Section,
    outline,
    paragraphs,
)
from disclosure_cli.compile.guide_sections.subject import Subject, given
from disclosure_cli.compile.masthead import banner, date_text, titled_of
from disclosure_cli.compile.view import UnitView
from disclosure_cli.document import Document
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.unit_kinds import (
    AUTHORIZED,
    BOUND_BY_THE_REGULATIONS,
    EVERY_KIND,
    PUBLIC_INSTITUTIONS,
)

CHAPTERS: tuple[tuple[Callable[[Subject], Section], frozenset[str]], ...] = (
    (arrangement, EVERY_KIND),
    (active_disclosure, EVERY_KIND),
    (application.application, BOUND_BY_THE_REGULATIONS),
    (application.voluntary_service, PUBLIC_INSTITUTIONS),
    (about.office, EVERY_KIND),
    (about.inquiry, EVERY_KIND),
    (about.principles, EVERY_KIND),
    (about.commitments, EVERY_KIND),
    (about.leadership, EVERY_KIND),
    (about.services, EVERY_KIND),
    (remedies.remedies, BOUND_BY_THE_REGULATIONS),
    (remedies.appeal, PUBLIC_INSTITUTIONS),
)
"""Which chapter a guide of which kind of unit has, in their order."""

_PURPOSE = "为了方便公民、法人和其他组织获取{us}的{information}，编制本指南。"
_BASIS = "本指南依据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）第十二条编制。"
# Art. 54.
_BASIS_OF_AUTHORIZED = (
    "{us}是法律、法规授权的具有管理公共事务职能的组织，公开政府信息适用《条例》（第五十四条）。"
)
# Art. 55.
_BASIS_OF_INSTITUTION = (
    "本指南参照《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）第十二条编制。"
    "{us}公开在提供社会公共服务过程中制作、获取的信息，依照有关法律、法规和主管部门的规定执行（《条例》第五十五条）。"
)


def guide_document(view: UnitView, schemas: Schemas) -> Document:
    """Return the guide of a unit: the nine elements of art. 12 and what else applies to units of its kind.

    What the view does not hold is not said; a chapter without content is left out.
    """
    subject = Subject(view, schemas)
    revised = date_text(view.guide.get("revised"))
    return {
        "title": titled_of(view, "公开指南"),
        "dateline": f"{revised}修订" if revised else "",
        "banner": banner(view),
        "blocks": [*_preface(subject), *outline(guide_chapters(subject))],
    }


def has_application_form(view: UnitView) -> bool:
    """Tell whether the guide of a unit ends its chapter on applications with the form for them."""
    return any(
        compiled is application.application and view.kind in kinds for compiled, kinds in CHAPTERS
    )


def guide_chapters(subject: Subject) -> list[Section]:
    """Return the chapters of a guide in their order, those without content as well."""
    kind = subject.view.kind
    chapters = [compiled(subject) for compiled, kinds in CHAPTERS if kind in kinds]
    return [*chapters, *about.extra_sections(subject), about.revision(subject)]


def _preface(subject: Subject) -> Blocks:
    """Return why there is a guide, on what basis, and how it is kept up to date."""
    purpose = subject.guide.get("preface") or [subject.say(_PURPOSE)]
    return paragraphs(*purpose, subject.say(_basis(subject)), _updates(subject))


def _basis(subject: Subject) -> str:
    if subject.is_public_institution:
        return _BASIS_OF_INSTITUTION
    return _BASIS + (_BASIS_OF_AUTHORIZED if subject.view.kind == AUTHORIZED else "")


def _updates(subject: Subject) -> str:
    revised = date_text(subject.guide.get("revised"))
    website = given(subject.block("office").get("website"))
    return "".join(
        (
            f"指南的内容有变化的，{subject.us}及时更新",
            f"，现在的版本修订于{revised}" if revised else "",
            "。",
            f"指南和目录可以在网站（{website}）查阅。" if website else "",
        )
    )
