# Sourced after stages.sh: server, client and exported Space against real Python software and a real browser.
# Python packages go into a virtual environment that is kept between runs (INTEROP_CACHE says where).
requirements=tests/interop/python/requirements.txt
cache=${INTEROP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/supportdesk-gym/interop}
export INTEROP_PYTHON=$cache/bin/python
# Screenshots of the page, in light and dark.
export ARTIFACTS_DIR=${ARTIFACTS_DIR:-$PWD/artifacts}

install_python() {
  if cmp --silent "$requirements" "$cache/requirements.txt"; then
    echo "Already there: $cache"
    return
  fi
  rm -rf "$cache"
  mkdir -p "$(dirname "$cache")"
  python3 -m venv "$cache"
  "$INTEROP_PYTHON" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$cache/requirements.txt"
}

install_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome && return
  apt-get update && apt-get install --yes --no-install-recommends chromium
}

run_tests() {
  npx --no vitest run --config vitest.interop.config.ts \
    --reporter=default --reporter=json --outputFile.json="$scratch/interop.vitest.json"
}

interop_stages() {
  stage "Python packages" install_python
  stage "Chromium" install_chromium
  stage "tests against real software" run_tests
}
