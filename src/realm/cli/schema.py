"""`realm schema`: the JSON Schema of a scenario file."""


def schema() -> None:
    """Print the JSON Schema of a scenario file, for editors that complete and check YAML."""
    import json

    from realm.content.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
