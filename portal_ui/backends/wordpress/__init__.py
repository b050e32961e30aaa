"""WordPress, read through its REST API, or through its feed where that is closed.

The API's handbook: https://developer.wordpress.org/rest-api/.
"""
