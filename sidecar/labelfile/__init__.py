"""Labels that people made elsewhere: Raven's selection tables, Audacity's label tracks."""
