"""Read a feed with Thunderbird's own calendar code, headless: `python3 thunderbird.py FEED.ics [BINARY]`.

Thunderbird is started with a profile of its own and asked over Marionette, its remote protocol on the loopback, to
parse the text as an import does. Prints [title, start, end, all day] of each event.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCRIPT = """
const parser = Cc["@mozilla.org/calendar/ics-parser;1"].createInstance(Ci.calIIcsParser);
parser.parseString(arguments[0]);
const two = (number) => String(number).padStart(2, "0");
const written = (time) => {
  if (!time.isDate) time = time.getInTimezone(cal.dtz.UTC);
  const day = `${String(time.year).padStart(4, "0")}-${two(time.month + 1)}-${two(time.day)}`;
  return time.isDate ? day : `${day}T${two(time.hour)}:${two(time.minute)}Z`;
};
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const [first, last] = ["20050101T000000Z", "20060201T000000Z"].map((text) => cal.createDateTime(text));
const each = (item) => (item.recurrenceInfo ? item.recurrenceInfo.getOccurrences(first, last, 0) : [item]);
return parser.getItems().flatMap(each).map(
  (item) => [item.title, written(item.startDate), written(item.endDate), item.startDate.isDate]
);
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Marionette:
    def __init__(self, port, process):
        for _ in range(600):
            if process.poll() is not None:
                raise SystemExit(f"Thunderbird ended with {process.returncode}")
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit("Thunderbird does not answer")
        self.count = 0
        self.receive()

    def receive(self):
        length = b""
        while not length.endswith(b":"):
            length += self.socket.recv(1)
        left, data = int(length[:-1]), b""
        while len(data) < left:
            data += self.socket.recv(left - len(data))
        return json.loads(data)

    def ask(self, name, **parameters):
        self.count += 1
        data = json.dumps([0, self.count, name, parameters]).encode()
        self.socket.sendall(str(len(data)).encode() + b":" + data)
        _, _, error, result = self.receive()
        if error:
            raise SystemExit(f"{name}: {error.get('message')}")
        return result


def main():
    text = Path(sys.argv[1]).read_bytes().decode()
    binary = sys.argv[2] if len(sys.argv) > 2 else "thunderbird"
    profile, port = tempfile.mkdtemp(), free_port()
    chosen = {"marionette.port": port, "app.update.enabled": False, "datareporting.policy.dataSubmissionEnabled": False}
    lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in chosen.items()]
    (Path(profile) / "user.js").write_text("\n".join(lines))
    command = [
        binary,
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--no-remote",
        "--profile",
        profile,
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        browser = Marionette(port, process)
        browser.ask("WebDriver:NewSession", capabilities={})
        browser.ask("Marionette:SetContext", value="chrome")
        result = browser.ask("WebDriver:ExecuteScript", script=SCRIPT, args=[text])
        print(json.dumps(result["value"]))
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
        shutil.rmtree(profile, ignore_errors=True)


main()
