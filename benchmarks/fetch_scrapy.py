"""Scrapy's side of `benchmarks.fetching`: a spider that writes the body of each URL on standard input to a file.

    python -m benchmarks.fetch_scrapy FOLDER CONCURRENCY < urls.json

robots.txt is obeyed, bodies are decoded, errors are retried, all as Scrapy does by default. Prints one JSON object; see
`benchmarks.fetching.Run`.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.memory import peak_mb


def fetch(urls: list[str], folder: Path, concurrency: int) -> dict[str, float]:
    """The figures of `benchmarks.fetching.Run` by name; the seconds are from the spider's opening to its closing."""
    scrapy = import_module("scrapy")
    process = import_module("scrapy.crawler").CrawlerProcess(
        {
            "CONCURRENT_REQUESTS": concurrency,
            "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
            "DOWNLOAD_DELAY": 0,
            "ROBOTSTXT_OBEY": True,
            "USER_AGENT": "copydesk-benchmark (+mailto:desk@example.org)",
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    folder.mkdir(parents=True, exist_ok=True)

    def parse(_: Any, response: Any) -> None:
        (folder / f"{response.meta['number']}.html").write_bytes(response.body)

    async def start(_: Any) -> Any:
        for number, url in enumerate(urls):
            yield scrapy.Request(url, meta={"number": number})

    crawler = process.create_crawler(type("Pages", (scrapy.Spider,), {"name": "pages", "start": start, "parse": parse}))
    process.crawl(crawler)
    cpu_began = time.process_time()
    process.start()
    return {
        "seconds": crawler.stats.get_value("elapsed_time_seconds"),
        "cpu_seconds": time.process_time() - cpu_began,
        "pages": sum(1 for _ in folder.iterdir()),
        "mb": peak_mb(),
    }


def main() -> None:
    folder, concurrency = sys.argv[1:]
    print(json.dumps(fetch(json.load(sys.stdin), Path(folder), int(concurrency))))


if __name__ == "__main__":
    main()
