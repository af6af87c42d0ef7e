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
  '--keep-going[go on after an error]' \
  '--errors=[how errors are written; json\: one object a line]:value:(text json)' \
  '--color=[colour on stdout and stderr]:value:(auto always never)' \
  '--lang=[language of help, errors, diagnoses and lessons]:value:(en ko)' \
  '-X[read no start-up file]' \
  '--no-init[read no start-up file]' \
  '--init=[read this start-up file instead of the user'\''s]:file:_files' \
  '--no-history[keep no history file]' \
  '--interactive[be a shell, whatever stdin is]' \
  '--batch[read a script from stdin, whatever it is]' \
  '--threads=[use at most N threads]:value: ' \
  '--max-seconds=[end a script after S seconds]:value: ' \
  '--max-memory=[end a script that takes more than M MiB of memory]:value: ' \
  '--sandbox[a script reads only below its own folder, writes nowhere]' \
  '--write-dir=[the folder below which a sandboxed script may write]:folder:_files -/' \
  '--completions=[print the completion of these options for that shell]:value:(bash zsh fish)' \
  '-q[no banner]' \
  '--version[print the version]' \
  '-h[print this help]' \
  '--help[print this help]' \
  '*:script:_files -g "*.nn"'
