"""Everything from a checkout to a running bot: what is missing is built, both servers started and watched."""
