#!/usr/bin/env bash
# Puts PostgreSQL of other major versions (server, contrib, client programs) beside this machine's own, for tests and developers:
#   postgres-majors.sh FOLDER MAJOR...    into FOLDER/MAJOR/bin
# They are the packages of the Debian release that has that version, taken through this machine's own apt, and touch nothing of
# the machine: unpacked, with the libraries and the loader that they were built for, because this machine's may be older.
set -euo pipefail

FOLDER=$(readlink -f "$1")
shift

suite_of() { # prints the Debian release that has the major version $1
  case "$1" in
    15) echo bookworm ;;
    17) echo trixie ;;
    18) echo forky ;;
    *) return 1 ;;
  esac
}

archive() { # prints the archive of Debian's that this machine's apt uses
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 -E '/debian/?$'
}

# What the server can do without: just-in-time compilation, and what only Debian's own scripts need
WITHOUT='^(libllvm.*|libz3-.*|lib.*-perl|libperl.*|libdb.*|libgdbm.*|libnewt.*|libslang.*|libtextwrap.*|libdebian.*|libdebconf.*|libc-l10n|libc-bin)$'

packages() { # prints what the major version $1 needs
  echo "postgresql-$1" "postgresql-client-$1" patchelf
  apt-cache "${APT[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
    --no-pre-depends "postgresql-$1" "postgresql-client-$1" | grep -E '^(lib|zlib1g)' | grep -vE "$WITHOUT"
}

own_libraries() { # makes the programs in the tree $1, which will be $2, use the loader and the libraries in it
  local loader libraries file patchelf
  loader=$(find "$1" -name 'ld-linux*.so.*' -print -quit)
  libraries=$(dirname "$(find "$1" -name 'libpq.so.5' -print -quit)"):$(dirname "$loader")
  patchelf=("$loader" --library-path "$libraries" "$1/usr/bin/patchelf")
  for file in "$1"/usr/lib/postgresql/*/bin/*; do
    [ "$(head -c 4 "$file" | tail -c 3)" = ELF ] || continue
    # RPATH, not RUNPATH: it holds for the libraries' own libraries too
    "${patchelf[@]}" --set-interpreter "${loader/#$1/$2}" --force-rpath --set-rpath "${libraries//$1/$2}" "$file"
  done
}

get() { # the major version $1
  local target suite work deb
  target="$FOLDER/$1"
  "$target/bin/postgres" --version >/dev/null 2>&1 && return 0
  suite=$(suite_of "$1") || { echo "no Debian release is known here that has PostgreSQL $1" >&2; return 1; }
  work="$FOLDER/.unpacking-$1-$$"
  rm -rf "$FOLDER/.unpacking-$1-"*
  mkdir -p "$work"/{lists/partial,cache/archives/partial,debs,tree}
  trap 'rm -rf "$work"' RETURN
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(archive) $suite main" >"$work/sources.list"
  APT=(-qq -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$work/lists"
    -o "Dir::Cache=$work/cache" -o Dir::State::status=/dev/null -o "APT::Sandbox::User=$(id -un)" -o Acquire::Languages=none
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -o Acquire::Retries=2)
  apt-get "${APT[@]}" update
  # shellcheck disable=SC2046
  (cd "$work/debs" && apt-get "${APT[@]}" download $(packages "$1"))
  for deb in "$work"/debs/*.deb; do dpkg-deb -x "$deb" "$work/tree"; done
  own_libraries "$work/tree" "$target"
  ln -s "usr/lib/postgresql/$1/bin" "$work/tree/bin"
  chmod 755 "$work/tree"
  rm -rf "$target"
  mv "$work/tree" "$target"
  "$target/bin/postgres" --version
}

for major in "$@"; do get "$major"; done
