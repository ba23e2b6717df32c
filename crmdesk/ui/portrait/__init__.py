"""The screen of tags: clouds of signed customers, prospects and lost ones, what sets them apart, and who they are."""
