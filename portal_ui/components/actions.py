"""What can be done with an article beside reading it; a script adds what needs one (portal_ui/offline/)."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import link
from portal_ui.components.view import article, head, lang, portal


def actions() -> rx.Component:
    """Return the group of actions: sending the article by mail, and the place of the others."""
    # What would end a field is escaped, and letters are not (RFC 3987): escaped, a title in Vietnamese has three times
    # the length.
    subject, body = (rf"{text}.replace(/[\s%&#?+]/g, encodeURIComponent)" for text in (article.title, head.canonical))
    mail = rx.Var(f"'mailto:?subject=' + {subject} + '&body=' + {body}")
    return rx.el.div(
        link(article.actions.mail, href=mail, class_name="button"),
        rx.html("", custom_attrs={"data-module": "offline", "data-list": portal.saved.href}),
        role="group",
        aria_label=article.actions.label,
        lang=lang,
        class_name="actions",
    )


def kept_notice() -> rx.Component:
    """Return the place, empty on the portal, in which the copy on a device says that it is one, and of which day."""
    return rx.html("", custom_attrs={"id": "portal-kept"})
