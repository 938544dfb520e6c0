#!/bin/sh
# Builds the pages into the folder given as the first argument (Maven: target/classes/web), with the Node of the machine.
# Fast when nothing changed: dependencies are installed when package-lock.json changed, the rest runs when a source did.
set -eu

out=${1:?usage: build.sh OUTPUT_FOLDER STAMP_FILE}
stamp=${2:?usage: build.sh OUTPUT_FOLDER STAMP_FILE}
cd "$(dirname "$0")"

fail() {
    printf 'frontend: %s\n' "$1" >&2
    exit 1
}

digest() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

command -v node >/dev/null || fail 'Node.js is missing. The pages are built with Node 20.19 or later: install it, or leave the pages out with -Dfrontend.skip'
command -v npm >/dev/null || fail 'npm is missing, though node is there. Install it, or leave the pages out with -Dfrontend.skip'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node $(node --version) is too old. The pages are built with Node 20.19 or later, or left out with -Dfrontend.skip"

sources=$({
    node --version
    printf '%s\n' "$out"
    find src index.html build.sh package.json package-lock.json tsconfig.json vite.config.ts ../src/main/resources/openapi.yaml \
        -type f ! -name schema.d.ts | LC_ALL=C sort | while read -r file; do
        printf '%s\n' "$file"
        cat "$file"
    done
} | digest)
if [ -f "$out/index.html" ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$sources" ]; then
    exit 0
fi

installed=$(digest <package-lock.json)
if [ "$(cat node_modules/.installed 2>/dev/null || true)" != "$installed" ]; then
    npm ci --no-audit --no-fund --loglevel=error
    printf '%s\n' "$installed" >node_modules/.installed
fi

npm run --silent types -- --silent
npm run --silent check
npm test --silent -- --reporter=dot
npm run --silent build -- --outDir "$out" --emptyOutDir --logLevel warn
mkdir -p "$(dirname "$stamp")"
printf '%s\n' "$sources" >"$stamp"
