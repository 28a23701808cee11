"""All measurements, one JSON object: `make bench`."""

import json

from bench import digest, reading, throughput, web

if __name__ == "__main__":
    found = {"throughput": throughput.main(1000), "reading": reading.main(), "web": web.main(20_000), "digest": digest.main()}
    print(json.dumps(found, indent=1, ensure_ascii=False))
