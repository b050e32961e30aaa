"""The Wagtail site of the tests; PORTAL_SITE_DATA is the folder of its database and files."""

# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false
import os
import sys

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
