"""Pages of the site: from the catalogue to titles and bodies; the frame around a body is MkDocs'."""
