"""The command line `think-cyber`."""
