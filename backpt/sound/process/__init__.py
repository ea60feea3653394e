"""The sound process: started, spoken to and replaced by the session, rendering and playing."""
