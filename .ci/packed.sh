# Sourced after stages.sh: what a user gets from the packed tarball, checked in an empty project outside the checkout.

checkout=$PWD
consumer=$scratch/consumer
compilers=$scratch/compilers

pack() {
  npm pack --pack-destination "$scratch"
  tarball=$(echo "$scratch"/supportdesk-gym-*.tgz)
}

check_contents() {
  local unexpected
  unexpected=$(tar -tzf "$tarball" |
    grep -vE '^package/(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist/.+\.(js|js\.map|d\.ts)|dist/openenv/web/assets/[^/]+\.(css|html|svg))$' || true)
  [[ -z $unexpected ]] || { printf 'Not expected in the tarball:\n%s\n' "$unexpected"; return 1; }
  for file in README.md LICENSE CHANGELOG.md dist/index.js dist/index.d.ts dist/cli/main.js; do
    tar -tzf "$tarball" "package/$file"
  done
}

lint_package() {
  npx --no publint "$tarball" --strict
  npx --no attw "$tarball" --profile esm-only
}

install_consumer() {
  mkdir "$consumer"
  cp "$checkout"/tests/consumer/*.ts "$consumer"
  cp "$checkout"/tests/consumer/consumer.tsconfig.json "$consumer"/tsconfig.json
  echo '{ "name": "consumer", "private": true, "type": "module" }' >"$consumer"/package.json
  (cd "$consumer" && npm install --engine-strict "$tarball" && npm ls --all)
}

install_compilers() {
  mkdir "$compilers"
  (cd "$compilers" && npm init -y >/dev/null && npm install --engine-strict \
    typescript-5@npm:typescript@5.9 typescript-6@npm:typescript@6.0.3 typescript-7@npm:typescript@7.0.2)
}

compile_consumer() {
  local tsc=$compilers/node_modules/typescript-$1/bin/tsc
  node "$tsc" --version
  node "$tsc" -p "$consumer" --outDir "$consumer/out-$1"
}

run_consumer() {
  (cd "$consumer" && node out-6/user-script.js)
}

run_command() {
  (cd "$consumer" && npx --no supportdesk tasks)
}

packed_stages() {
  stage "build and pack" pack
  stage "contents of the tarball" check_contents
  stage "package entry points" lint_package
  stage "install the tarball in an empty project" install_consumer
  stage "install compilers" install_compilers
  stage "user script under TypeScript 5.9" compile_consumer 5
  stage "user script under TypeScript 6" compile_consumer 6
  stage "user script under TypeScript 7" compile_consumer 7
  stage "user script in Node.js" run_consumer
  stage "installed command" run_command
}
