"""Drupal, by the JSON:API of its core: https://www.drupal.org/docs/core-modules-and-themes/core-modules/jsonapi-module.

Written from the documentation and the module's source (Drupal 10 and 11), not yet tried on a live site.
"""
