"""The screen of settings: lists, people, company, looks and backups. Its pages ask for changes, services make them."""
