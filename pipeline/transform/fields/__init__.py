"""What an article says of itself: title, authors, dates, topics, access, ratings, ..., each value with its method."""
