"""The page types of the tests' site, with the names a site would give them."""

# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.api import APIField
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.search import index


class HomePage(Page):
    pass


class SectionPage(Page):
    intro = models.TextField(blank=True)
    api_fields = (APIField("intro"),)


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("ArticlePage", related_name="tagged_items")


class ArticlePage(Page):
    date = models.DateField()
    author = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    body = RichTextField(blank=True)
    stream = StreamField(
        [
            ("heading", blocks.CharBlock()),
            ("paragraph", blocks.RichTextBlock()),
            ("image", ImageChooserBlock()),
            (
                "captioned_image",
                blocks.StructBlock([("image", ImageChooserBlock()), ("caption", blocks.CharBlock(required=False))]),
            ),
            ("quote", blocks.StructBlock([("text", blocks.TextBlock()), ("source", blocks.CharBlock(required=False))])),
            ("points", blocks.ListBlock(blocks.CharBlock())),
            ("table", TableBlock()),
            ("document", DocumentChooserBlock()),
            ("video", EmbedBlock()),
            ("related_page", blocks.PageChooserBlock()),
        ],
        blank=True,
    )
    hero = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    hero_alt = models.CharField(max_length=300, blank=True)
    annex = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    search_fields = (
        *Page.search_fields,
        index.SearchField("body"),
        index.SearchField("summary"),
        index.FilterField("date"),
    )
    api_fields = (
        APIField("date"),
        APIField("author"),
        APIField("summary"),
        APIField("body"),
        APIField("stream"),
        APIField("hero"),
        APIField("hero_alt"),
        APIField("hero_rendition", serializer=ImageRenditionField("width-800", source="hero")),
        APIField("annex"),
        APIField("tags"),
    )
