"""The same folds on Kafka and Faust: the relay copies the log to a topic, workers share its partitions.

Kafka is a copy that can be made again, the log is the truth. May import all rooms but `web` and `cli`.
"""
