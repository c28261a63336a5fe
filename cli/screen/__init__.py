"""What is typed and what is shown: options, words, forms, messages. Imports `place`."""
