"""The CRM on screen. May import ``render``, ``wiring``, ``services``, ``qt`` and below; never ``store`` directly."""
