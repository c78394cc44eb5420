"""Functions of ours in the place of those of WeasyPrint's that take most of the time of a page.

They are in that place only while a page of ours is drawn. Each gives what WeasyPrint's own gives, for any page: where it
does not know better, it asks that one.
"""
