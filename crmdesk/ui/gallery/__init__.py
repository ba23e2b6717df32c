"""Every screen, dialog and state as a scene, for pictures, golden images and walks. May import every screen."""
