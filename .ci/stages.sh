# Sourced by the scripts of this folder: named stages, a scratch folder, and a count at the very end.

export CI=true
exec </dev/null

scratch=$(mktemp -d)
vitest_report=$scratch/unit.vitest.json
current_stage="setting up"
stages_passed=0

# stage NAME COMMAND [ARGUMENT…]: prints a heading and runs the command; the first failure ends the whole run.
stage() {
  current_stage=$1
  shift
  printf '\n=== %s ===\n' "$current_stage"
  "$@"
  stages_passed=$((stages_passed + 1))
}

# count_tests FIELD: the sum of a field over the reports that there are.
count_tests() {
  node -p '
    const [folder, field] = process.argv.slice(1);
    const reports = fs.readdirSync(folder).filter((name) => name.endsWith(".vitest.json"));
    reports.reduce((sum, name) => sum + JSON.parse(fs.readFileSync(`${folder}/${name}`, "utf8"))[field], 0)
  ' "$scratch" "$1"
}

finish() {
  local status=$? stages_failed=0
  if ((status != 0)); then
    stages_failed=1
    printf '\nFAILED: %s (exit status %d)\n' "$current_stage" "$status"
  fi
  printf '\n%d passed, %d failed\n' \
    $((stages_passed + $(count_tests numPassedTests))) $((stages_failed + $(count_tests numFailedTests)))
  rm -rf "$scratch"
}
trap finish EXIT
