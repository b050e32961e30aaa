"""Any JSON over HTTP, by a declared field map; Strapi and Directus by presets, which are such maps too (`presets/`)."""
