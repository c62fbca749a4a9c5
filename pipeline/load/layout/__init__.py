"""How datasets lie in a store: columns, schemas, files and their places."""
