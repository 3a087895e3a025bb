"""`corpus import`: a publisher's document into draft cards that stay marked as the publisher's."""
