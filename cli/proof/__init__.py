"""What an auditor and a partner need: checkpoints, witnesses, checking, and the folder that leaves."""
