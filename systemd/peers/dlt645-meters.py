# Meters of the Python package dlt645 on one line, for systemd/checks/meters-peers.
#   dlt645-meters.py tcp PORT METERS          one meter, answering as the package has it
#   dlt645-meters.py serial DEVICE METERS     several on one serial line, of which each minds its own number only
# METERS is a JSON file: number of each meter, with its items by identifier. Lines on standard input, NUMBER IDENTIFIER VALUE, change an item.
# Prints JSON lines: when it is ready, and how often it was asked with which control code.
import json
import sys
import threading
from collections import Counter
from datetime import datetime

from dlt645 import Demand, MeterServerService

DEMAND = 1  # the identifier's highest byte: a value and its time
PARAMETER = 4  # digits


class Line:
    """Gives a frame to the meter that it is for, to all of them when it is for any, and counts what was asked."""

    def __init__(self, meters):
        self.meters = meters
        self.asked = Counter()

    def handle_request(self, frame):
        self.asked[f"{frame.ctrl_code:02X}"] += 1
        print(json.dumps({"asked": self.asked}), flush=True)
        if len(self.meters) == 1:
            return self.meters[0].handle_request(frame)
        for meter in self.meters:
            if bytes(frame.addr) == bytes(meter.address):
                return meter.handle_request(frame)
        return None


def put(meter, identifier, value):
    number = int(identifier, 16)
    kind = number >> 24
    if kind == DEMAND:
        done = meter.set_01(number, Demand(value[0], datetime.fromisoformat(value[1])))
    elif kind == PARAMETER:
        done = meter.set_04(number, value)
    else:
        done = (meter.set_00 if kind == 0 else meter.set_02)(number, value)
    if not done:
        sys.exit(f"dlt645 takes no {value} for {identifier}")


way, where, file = sys.argv[1:]
if way == "tcp":
    first = MeterServerService.new_tcp_server("127.0.0.1", int(where), 60)
else:
    first = MeterServerService.new_rtu_server(where, 8, 1, 2400, "E", 1)
by_number = {}
with open(file, encoding="utf-8") as meters:
    for number, items in json.load(meters).items():
        meter = MeterServerService(first.server) if by_number else first
        # On the wire the last digits come first.
        meter.set_address(bytes.fromhex(number)[::-1])
        by_number[number] = meter
        for identifier, value in items.items():
            put(meter, identifier, value)
first.server.service = Line(list(by_number.values()))
if not first.start():
    sys.exit(f"dlt645 can't serve {where}")
print(json.dumps({"ready": True}), flush=True)


def follow():
    for line in sys.stdin:
        number, identifier, value = line.split()
        put(by_number[number], identifier, float(value))


threading.Thread(target=follow, daemon=True).start()
threading.Event().wait()
