"""The version of Realm; rooms ask here, for `realm` itself stands above them all."""

__version__ = "0.1.0"
