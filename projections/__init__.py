"""What people look at: tables, the folds that fill them, the questions they answer.

May import `domain`.
"""
