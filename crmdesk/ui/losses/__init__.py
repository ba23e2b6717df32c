"""The screen of lost deals: reasons, the Pareto chart, and the deals behind each bar."""
