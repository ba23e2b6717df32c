"""Files on the timeline: brought in, shown on cards, opened, listened to. Knows cards and services, no other screen."""
