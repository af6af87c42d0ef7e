"""Runs nnsh-bench and the peers in turn, so that a machine that changes its pace changes it for all.

Prints a line of JSON a workload: nnsh-bench's own with medians over the rounds, and "peers" with theirs. With --table
the same as a table in Markdown. scripts/bench --peers calls this.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

FOLDER = pathlib.Path(__file__).parent
# What is timed from outside: the whole process.
PROCESSES = {"P6", "P7"}
CLOTHES = "/usr/share/datasets/fashion-mnist"
# Where more is better.
RATES = {"samples/s"}


def complain(text):
    print(f"bench: {text}", file=sys.stderr)


def measured(command):
    """Seconds, peak bytes and output of a process; None where it fails."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        output, errors = child.communicate()
        seconds = time.perf_counter() - begun
    if child.returncode != 0:
        last = errors.decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
        complain(f"{' '.join(map(str, command[-2:]))}: {last[0]}")
        return None
    return seconds, output.decode()


def process_peak(command):
    """The same for P6 and P7, with the memory of the process alone."""
    code = (
        "import os, subprocess, sys, time\n"
        "begun = time.perf_counter()\n"
        "child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)\n"
        "output = child.stdout.read().decode()\n"
        "_, status, usage = os.wait4(child.pid, 0)\n"
        "print(time.perf_counter() - begun, usage.ru_maxrss * 1024, status, output.strip().splitlines()[-1:])\n")
    result = measured([sys.executable, "-c", code, *map(str, command)])
    if result is None:
        return None
    seconds, peak, status, *output = result[1].split(maxsplit=3)
    return None if status != "0" else (float(seconds), float(peak), output[0].strip().strip("[]'") if output else "")


def peer_figure(script, workload):
    """One line of a peer."""
    name = script.stem.split("_", 1)[1]
    name = {"torch": "pytorch", "sklearn": "scikit-learn"}.get(name, name)
    if workload in PROCESSES:
        result = process_peak([sys.executable, script, CLOTHES])
        if result is None:
            return None
        seconds, peak, output = result
        line = {"peer": name, "value": seconds * (1e3 if workload == "P7" else 1), "peak_MB": round(peak / 1e6)}
        return {**line, "accuracy": float(output)} if workload == "P6" else line
    result = measured([sys.executable, str(script)])
    if result is None:
        return None
    line = json.loads(result[1].strip().splitlines()[-1])
    for key in ("seconds", "us_per_step"):
        if "value" not in line and key in line:
            line["value"] = line[key]
    return {"peer": name, **{k: v for k, v in line.items() if k not in ("workload", "unit")}}


def merged(lines):
    """Median of every number over the rounds; whatever else as it came last."""
    last = dict(lines[-1])
    for key, value in last.items():
        if isinstance(value, (int, float)):
            last[key] = round(statistics.median(line[key] for line in lines), 4)
    return last


def compare(bench, workload, rounds):
    scripts = sorted(FOLDER.glob(f"{workload.lower()}_*.py"))
    own, peers = [], {script: [] for script in scripts}
    for _ in range(rounds):
        result = measured([bench, "--repetitions", "1", workload])
        if result is None:
            return None
        own.append(json.loads(result[1]))
        for script in list(peers):
            line = peer_figure(script, workload)
            if line is None:
                # It failed and said why: once is enough.
                del peers[script]
            else:
                peers[script].append(line)
    line = merged(own)
    if "limit" in line:
        line["ratio"] = round(line["value"] / line["limit"], 4)
    line["repetitions"] = rounds
    line["peers"] = [merged(lines) for lines in peers.values() if lines]
    for peer in line["peers"]:
        times = peer["value"] / line["value"]
        peer["times"] = round(1 / times if line["unit"] in RATES else times, 2)
    return line


def shown(value, unit):
    if unit in RATES:
        return f"{value / 1000:.3g}k {unit}" if value < 1e6 else f"{value / 1e6:.3g}M {unit}"
    return f"{value:.3g} {unit}"


def cpu():
    names = [line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    return f"{names[0] if names else platform.processor()}, {len(os.sched_getaffinity(0))} cores"


def print_table(lines):
    print(f"Measured on {datetime.date.today().isoformat()}: {cpu()}; medians of {lines[0]['repetitions']}, in turn.\n")
    print("| id | workload | nnsh | target | limit | of the limit | peers (how many times slower) |")
    print("|---|---|---|---|---|---|---|")
    for line in lines:
        unit = line["unit"]
        extras = "".join(
            f", {line[key]:.3g} {name}" for key, name in (("peak_MB", "MB"), ("accuracy", "accuracy")) if key in line)
        peers = "; ".join(
            f"{p['peer']} {p.get('version', '')} {shown(p['value'], unit)} (×{p['times']:.3g}"
            + (f", {p['peak_MB']:.0f} MB" if "peak_MB" in p else "") + ")" for p in line["peers"]).replace("  ", " ")
        limit = shown(line["limit"], unit) if "limit" in line else "–"
        ratio = f"{line['ratio']:.2f}" if "limit" in line else "–"
        print(
            f"| {line['workload']} | {line['what']} | {shown(line['value'], unit)}{extras} "
            f"| {shown(line['target'], unit)} | {limit} | {ratio} | {peers or '–'} |")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bench", required=True)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--table", action="store_true")
    options.add_argument("workloads", nargs="+")
    given = options.parse_args()
    lines = []
    for workload in given.workloads:
        line = compare(given.bench, workload, given.rounds)
        if line is None:
            continue
        lines.append(line)
        if not given.table:
            print(json.dumps(line), flush=True)
    if given.table and lines:
        print_table(lines)
    return 0 if len(lines) == len(given.workloads) else 1


if __name__ == "__main__":
    sys.exit(main())
