# What the scripts `try` of the engines have in common. They source it after they set `jar`.
# shellcheck shell=bash

export PROGRAM="java -Xmx1g -jar $jar" OMP_NUM_THREADS=1 OPT_OUT_TRACKING=true

# Words of a run of some seconds.
short=(experiment=quickstart encoder=dofa_tiny decoder=seg_linear device=cpu gallery=0 num_workers=0 cache_dir=cache
  dataset.training_chips=8 dataset.test_chips=2)

say() { echo "$(date +%T) $*"; }

fail() {
  say "FAILED: $*"
  exit 1
}

# Waits until a condition holds, at most so many seconds.
await() {
  local seconds="$1" what="$2"
  shift 2
  for ((i = 0; i < seconds; i++)); do
    if "$@"; then return; fi
    sleep 1
  done
  fail "$what, after $seconds seconds"
}

# Each of so many lines of a plan must have exactly one run, which is complete.
require_complete() {
  local line runs
  for ((line = 0; line < $2; line++)); do
    runs=("$1/$line"/*/run.json)
    [ "${#runs[@]}" -eq 1 ] && [ -f "${runs[0]}" ] || fail "$1/$line has ${#runs[@]} runs: ${runs[*]}"
    grep -q '"state" : "COMPLETE"' "${runs[0]}" || fail "${runs[0]} is not complete"
  done
}

# Prints the process numbers of the runs of a plan in this folder, the newest last.
runs_of() {
  local pid
  for pid in $(pgrep -f "^java .*jar $jar run-plan $1"); do
    [ "$(readlink "/proc/$pid/cwd")" != "$PWD" ] || echo "$pid"
  done
}
