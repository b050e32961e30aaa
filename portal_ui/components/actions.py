"""What can be done with an article beside reading it; a script adds what needs one (portal_ui/offline/)."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import link
from portal_ui.components.view import article, head, lang


def actions() -> rx.Component:
    """Return the group of actions: sending the article by mail, and the place of the others."""
    # Written out here, and not in the page's data: a title in Vietnamese is three times as long in an address.
    subject, body = (f"encodeURIComponent({text})" for text in (article.title, head.canonical))
    mail = rx.Var(f"'mailto:?subject=' + {subject} + '&body=' + {body}")
    return rx.el.div(
        link(article.actions.mail, href=mail, class_name="button"),
        rx.html(
            "", custom_attrs={"id": "portal-actions", "data-module": "offline", "data-list": article.actions.saved}
        ),
        role="group",
        aria_label=article.actions.label,
        lang=lang,
        class_name="actions",
    )


def kept_notice() -> rx.Component:
    """Return the place, empty on the portal, in which the copy on a device says that it is one, and of which day."""
    return rx.html("", lang=lang, custom_attrs={"id": "portal-kept"})
