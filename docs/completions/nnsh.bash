# Completion of nnsh's options for bash; written by 'nnsh --completions bash'.
_nnsh() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  # '--color=al' comes in three words.
  [[ $word == '=' ]] && word=''
  [[ $before == '=' ]] && before=${COMP_WORDS[COMP_CWORD - 2]}
  [[ ${COMP_WORDS[COMP_CWORD]} == '=' ]] && before=${COMP_WORDS[COMP_CWORD - 1]}
  case $before in
    -c) COMPREPLY=(); return ;;
    -f) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --errors) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$word"); return ;;
    --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'en ko' -- "$word"); return ;;
    --init) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --threads) COMPREPLY=(); return ;;
    --max-seconds) COMPREPLY=(); return ;;
    --max-memory) COMPREPLY=(); return ;;
    --write-dir) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    --completions) mapfile -t COMPREPLY < <(compgen -W 'bash zsh fish' -- "$word"); return ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '-c -f -i --check --params --step --echo --keep-going --errors --color --lang -X --no-init --init --no-history --interactive --batch --threads --max-seconds --max-memory --sandbox --write-dir --completions -q --version -h --help' -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X '!*.nn' -- "$word")
  fi
}
complete -o filenames -F _nnsh nnsh
