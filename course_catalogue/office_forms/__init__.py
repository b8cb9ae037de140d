"""Word and Excel forms to fill: made from the schema, empty or with a course in them; read by authoring/office."""
