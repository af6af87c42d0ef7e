# Reads the files of NNCommands twice: first what each room adds to Session, then who calls what another slice added.
# Rooms that every slice may call are shared; they call no slice.
function room(path,   parts) { sub(/^.*NNCommands\//, "", path); split(path, parts, "/"); return parts[1] }
function shared(name) { return name ~ /^(Core|Workspace|Files|Examine)$/ }
FNR == 1 { inside = 0; here = room(FILENAME); pass = seen[FILENAME]++ ? 2 : 1 }
/^(package )?extension Session(: [A-Za-z]+)? \{$/ { inside = 1; next }
/^\}/ { inside = 0 }
{ code = $0; sub(/\/\/.*/, "", code) }
pass == 1 && inside && match(code, /^  (private |package |@discardableResult |static |mutating )*(func|var|let) [A-Za-z]+/) {
  name = substr(code, RSTART, RLENGTH); sub(/.* /, "", name)
  owner[name, here] = 1
  if (code ~ /^  private /) next
  if (shared(here)) free[name] = 1; else slices[name] = slices[name] " " here
}
pass == 2 {
  while (match(code, /(session\.|[^A-Za-z0-9_.])[a-z][A-Za-z0-9]*[(.,) ]?/)) {
    word = substr(code, RSTART, RLENGTH); code = substr(code, RSTART + RLENGTH - 1)
    asked = sub(/^session\./, "", word)
    called = word ~ /\($/
    gsub(/[^A-Za-z0-9]/, "", word)
    if (!(word in slices) || (word in free) || ((word, here) in owner)) continue
    if (asked || (inside && called)) print FILENAME ":" FNR ": calls '" word "' of the slice" slices[word]
  }
}
