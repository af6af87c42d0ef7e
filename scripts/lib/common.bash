# What every script here needs: the root, one way to fail, the toolchain, the release build. Sourced, never run.
# shellcheck shell=bash disable=SC2034

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
least_swift=6.2

# Debian packages that nnsh needs, each with a header or a library that proves it is there. The one list of them.
packages=(
  libreadline-dev:readline/readline.h
  libdnnl-dev:oneapi/dnnl/dnnl.h
  zlib1g-dev:zlib.h
  libcairo2:libcairo.so.2
)

# Swift packages of Package.swift, by the names of their checkouts.
fetched=(swift-protobuf)

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit "${2:-1}"
}

# Package.swift: kernels optimized in every build of a script, which a package that depends on nnsh by version does without.
export NNSH_OPTIMIZED=1

scratch=$root/.build
binary=$scratch/release/nnsh

require_toolchain() {
  local advice="install Swift $least_swift or newer from https://www.swift.org/install/linux and put its usr/bin on PATH"
  command -v swift >/dev/null || fail "no Swift toolchain found: $advice"
  local text major minor
  text=$(swift --version 2>&1 </dev/null) \
    || fail "$(command -v swift) does not run (${text%%$'\n'*}): $advice"
  [[ $text =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]] || fail "'swift --version' names no version: $advice"
  major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[2]}
  ((major > ${least_swift%.*} || (major == ${least_swift%.*} && minor >= ${least_swift#*.}))) \
    || fail "Swift $major.$minor is too old: $advice"
}

# True if something the release build reads changed after the last one that succeeded. Times of change (ctime), not of
# modification: a file moved or copied in with an old date counts too, and a folder counts for a file taken out.
is_stale() {
  [[ ! -x $scratch/release/$1 || ! -f $scratch/$1.built ]] && return 0
  [[ -n $(find "$root/Sources" "$root/Package.swift" -cnewer "$scratch/$1.built" -print -quit) ]]
}

# swift build with what a release needs: Swift's own library inside the binary, where the toolchain ships it, starts
# faster and runs after the toolchain is gone.
swift_release() {
  local flags=() resources
  resources=$(swift -print-target-info 2>/dev/null | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
  [[ -f ${resources}_static/linux/static-stdlib-args.lnk ]] && flags+=(--static-swift-stdlib)
  swift build --package-path "$root" --scratch-path "$scratch" -c release "${flags[@]}" "$@" </dev/null
}

# Builds one product for release unless it is fresh. Several at once take turns; the later ones find the work done.
# Everything goes to stderr: stdout belongs to the program that runs afterwards.
release_build() (
  product=$1
  mkdir -p "$scratch" || fail "cannot write to $scratch: run this from a copy of the sources that you own"
  exec 9>"$scratch/release.lock"
  flock -n 9 || {
    echo "$(basename "$0"): waiting for another build of nnsh to finish" >&2
    flock 9
  }
  is_stale "$product" || exit 0
  [[ -x $scratch/release/$product ]] || echo "building $product for the first time: this takes minutes" >&2
  log=$(mktemp "$scratch/build.XXXXXX") && begun=$(mktemp "$scratch/begun.XXXXXX") || exit 1
  trap 'rm -f "$log" "$begun"' EXIT
  if ! swift_release --product "$product" >"$log" 2>&1; then
    cat "$log" >&2
    fail "the release build of $product failed: the compiler's words are above"
  fi
  # Begun before the build read a file: what changed meanwhile is built next time.
  mv "$begun" "$scratch/$product.built"
)
