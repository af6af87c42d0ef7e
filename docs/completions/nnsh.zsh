#compdef nnsh
# Completion of nnsh's options for zsh; written by 'nnsh --completions zsh'.
_arguments \
  '*-c[run the statements]:value: ' \
  '*-f[run the file]:file:_files' \
  '-i[stay in the shell afterwards]' \
  '--check[check names, kinds and shapes; run nothing]' \
  '--params[list the parameters a script declares]' \
  '--step[show each statement and wait before it runs]' \
  '--echo[print each statement before its output]' \
  '--keep-going[continue after an error]' \
  '--errors=[format of errors; json\: one object per line]:value:(text json)' \
  '--color=[color on stdout and stderr]:value:(auto always never)' \
  '--lang=[language of help, errors, diagnoses and lessons]:value:(en ko)' \
  '-X[do not read a start-up file]' \
  '--no-init[do not read a start-up file]' \
  '--init=[read this start-up file instead of the user'\''s]:file:_files' \
  '--no-history[do not keep a history file]' \
  '--interactive[run as a shell, whatever stdin is]' \
  '--batch[read a script from stdin, whatever it is]' \
  '--threads=[use at most N threads]:value: ' \
  '--max-seconds=[end a script after S seconds]:value: ' \
  '--max-memory=[end a script that takes more than M MiB of memory]:value: ' \
  '--sandbox[let scripts read only their own folder, write nothing]' \
  '--write-dir=[folder in which a sandboxed script may write]:folder:_files -/' \
  '--completions=[print a completion script for the given shell]:value:(bash zsh fish)' \
  '-q[no banner]' \
  '--version[print the version]' \
  '-h[print this help]' \
  '--help[print this help]' \
  '*:script:_files -g "*.nn"'
