"""The embedded default backend: a folder of Markdown files with YAML front matter.

Layout
    - `*.md` is an article, at the root or in a folder; a folder is a section, a folder in it a section under it.
      Names that begin with `.` are not looked at, links to folders and links that lead out are not followed, and
      `*.md` files whose names begin with `_` are not articles.
    - `_section.md` in a folder: front matter `title`, `description`, `order` (a whole number, smaller first), `slug`.
      Without it the section is named after its folder; its slug is made of the folders' names.
    - `_site.md` at the root: front matter `title`, `welcome`, `lang`.
    - `_glossary.toml` at the root: what abbreviations and unusual words mean (`portal_ui/content/glossary.py`).
    - `film.vtt` or `film.vi.vtt` beside `film.mp4`: its captions, in the language named.
    - Any other file of a kind named in `media.MEDIA_TYPES` is served as `/media/<path in the folder>`.

Front matter of an article
    - `title`, `lead`, `source`, `copyright`: text. Without a title the first `# ` heading serves, else the file name.
    - `date`, `updated`: ISO 8601; without an offset in the portal's zone, without a time 00:00. An article with a
      date to come is hidden until then. Without `date`, one at the front of the file name serves (`2026-05-01-name`).
    - `author`: text or a list. `tags`: a list. `lang`: a BCP 47 tag.
    - `section`: the slug of a section, instead of the folder's own.
    - `slug`: the article's address, instead of the file name.
    - `cover`: a file or URL, or `{src, alt, caption}`. `audio`: a file or URL.
    - `attachments`: a list of files or `{file, title}`.
    - `corrections`: a list of texts or `{text, date}`, shown below the body.
    - `translations`: the slugs of the same article in other languages, as `{en: the-slug}`.
    - `draft`: `true` keeps it from every reader, and so does a value that is neither yes nor no.
    - `rating`: `false` takes no votes.

Files are named from the article's folder, or from the root with a leading `/`. What is wrong with a file costs only
that file or field and is said once in the log, with file, line and cause.
"""
