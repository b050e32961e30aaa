"""A node as a summary or an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from portal_ui.backends.corrections import corrections
from portal_ui.backends.drupal.resources import Document, Resource, identifiers
from portal_ui.backends.leads import stand_in
from portal_ui.backends.slugs import slugify
from portal_ui.backends.values import at, markup, moment, number, plain, rows, table, text, texts
from portal_ui.content.model import Article, Attachment, Image, Section, Summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zoneinfo import ZoneInfo

    from portal_ui.backends.drupal.shape import Shape

_NO_LANGUAGE = ("und", "zxx")


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns nodes into articles. `sections` are the sections by the id of their term, `zone` that of dates alone."""

    shape: Shape
    origin: str
    sections: Mapping[str, Section]
    zone: ZoneInfo

    def summary(self, node: Resource, document: Document) -> Summary:
        """Return what a listing shows of a node."""
        shape, attributes, slug = self.shape, table(node.get("attributes")), slug_of(node)
        lead = _plain(attributes.get(shape.lead)) if shape.lead else ""
        lead = lead or plain(at(attributes.get(shape.body), "summary"))
        terms = (self.sections.get(text(term.get("id"))) for term in identifiers(node, shape.section))
        language = text(attributes.get("langcode"))
        return Summary(
            slug=slug,
            title=text(attributes.get("title")) or stand_in(lead, slug),
            lead=lead,
            published=moment(attributes.get(shape.published), self.zone)
            or moment(attributes.get("created"), self.zone),
            updated=moment(attributes.get("changed"), self.zone),
            section=next(filter(None, terms), None),
            cover=self._cover(node, document),
            lang=language if language and language not in _NO_LANGUAGE else None,
        )

    def article(self, node: Resource, document: Document) -> Article:
        """Return the article of a node that came with all it relates to."""
        shape, attributes = self.shape, table(node.get("attributes"))
        named = texts([_plain(name) for name in _values(attributes.get(shape.authors))])
        people = (tuple(_names(node, name, document)) for name in (shape.authors, "uid"))
        recordings = list(self._files(node, shape.audio, document))
        files = list(self._files(node, shape.files, document))
        audio = next((file.url for file in (*recordings, *files) if file.media_type.startswith("audio/")), None)
        return Article(
            summary=self.summary(node, document),
            # Only what the site's own text format has made of it is fit to be shown.
            html="\n".join(
                filter(None, (markup(at(part, "processed")) for part in _values(attributes.get(shape.body))))
            ),
            address=urljoin(self.origin, path_of(node)),
            authors=named or next(filter(None, people), ()),
            tags=texts([at(term, "attributes.name") for _, term in document.related(node, shape.tags)]),
            attachments=tuple(file for file in files if file.url != audio),
            audio=audio,
            source=_plain(attributes.get(shape.source)),
            corrections=corrections(attributes.get(shape.corrections), self.zone),
            copyright=_plain(attributes.get(shape.copyright)),
        )

    def _cover(self, node: Resource, document: Document) -> Image | None:
        for meta, file in _files(node, self.shape.image, document):
            url = self._url(file)
            if url:
                return Image(
                    url,
                    text(meta.get("alt")),
                    text(meta.get("title")),
                    number(meta.get("width")),
                    number(meta.get("height")),
                )
        return None

    def _files(self, node: Resource, name: str, document: Document) -> Iterator[Attachment]:
        for meta, file in _files(node, name, document):
            url = self._url(file)
            if url:
                attributes = table(file.get("attributes"))
                title = text(meta.get("description")) or text(attributes.get("filename")) or url.rpartition("/")[2]
                media_type = text(attributes.get("filemime")) or "application/octet-stream"
                yield Attachment(url, title, media_type, number(attributes.get("filesize")))

    def _url(self, file: Resource) -> str | None:
        """Return a file's address; Drupal gives it without the host, on purpose."""
        url = text(at(file, "attributes.uri.url"))
        return urljoin(self.origin, url) if url else None


def shown(node: Resource) -> bool:
    """Return whether readers may see a node, whatever the site was asked for."""
    return (
        at(node, "attributes.status") is not False and number(at(node, "attributes.drupal_internal__nid")) is not None
    )


def slug_of(node: Resource) -> str:
    """Return the end of the node's alias, or its title, and its number: aliases differ only as a whole."""
    end = unquote(text(at(node, "attributes.path.alias")).rstrip("/").rpartition("/")[2])
    name = slugify(end) or slugify(text(at(node, "attributes.title")))
    return "-".join(filter(None, (name, str(at(node, "attributes.drupal_internal__nid")))))


def path_of(node: Resource) -> str:
    """Return the path of a node's page."""
    return text(at(node, "attributes.path.alias")) or f"/node/{at(node, 'attributes.drupal_internal__nid')}"


def _files(node: Resource, name: str, document: Document) -> Iterator[tuple[dict[str, Any], Resource]]:
    """Yield the files of a field with what is said of each: media say it of theirs."""
    for meta, target in document.related(node, name) if name else ():
        if text(target.get("type")).startswith("file--"):
            yield meta, target
        for inner in table(target.get("relationships")) if text(target.get("type")).startswith("media--") else ():
            # The thumbnail of a medium is not the medium.
            if inner != "thumbnail":
                yield from (
                    (said, file) for said, file in document.related(target, inner) if file["type"] == "file--file"
                )


def _names(node: Resource, name: str, document: Document) -> Iterator[str]:
    """Yield the names of the users, terms or nodes that a field refers to."""
    for _, target in document.related(node, name) if name else ():
        attributes = table(target.get("attributes"))
        yield from texts([attributes.get(key) for key in ("display_name", "name", "title") if attributes.get(key)][:1])


def _values(value: Any) -> list[Any]:
    return rows(value) if isinstance(value, list) else [value]


def _plain(value: Any) -> str:
    return plain(table(value).get("processed") if isinstance(value, dict) else value)
