"""Front matter as Python reads it: one line of JSON a file, [title, date, type of the date]."""
import datetime, json, sys

def yaml(text):
    import yaml as y
    return y.safe_load(text.split("---\n", 2)[1])

def toml(text):
    import tomllib
    return tomllib.loads(text.split("+++\n", 2)[1])

def plain(text):
    return json.JSONDecoder().raw_decode(text)[0]

for path in sys.argv[2:]:
    text = open(path, encoding="utf-8", newline="").read()
    data = {"yaml": yaml, "toml": toml, "json": plain}[sys.argv[1]](text)
    date = data["date"]
    print(json.dumps([data["title"], str(date), "date" if isinstance(date, datetime.date) else "string"]))
