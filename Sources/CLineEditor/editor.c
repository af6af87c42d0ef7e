// Reads lines through readline's callback interface.
//
// A plain readline() cannot return on Ctrl-C without waiting for the next key; the callback interface can. While no
// line is being edited, its handler is removed, so that output does not corrupt a line and signals go straight to our
// flags.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <readline/readline.h>

#include "clineeditor.h"
#include "internal.h"

volatile sig_atomic_t nnle_editing;

static bool has_line;
static char *finished_line;

static volatile sig_atomic_t was_resumed;

static void note_resumption(int number) {
  (void)number;
  was_resumed = 1;
}

/// Restores the terminal without an empty line: a search without a match leaves readline's end-of-input flag set, as
/// does Ctrl-D, and readline would then print one. The caller prints line ends itself.
static void release_terminal(void) {
#if RL_READLINE_VERSION >= 0x0802
  rl_eof_found = 0;
#endif
  rl_deprep_terminal();
}

static void finish_line(char *line) {
  has_line = true;
  finished_line = line;
  rl_callback_handler_remove();
}

void nnle_open(const char *name, nnle_completer completer, void *context) {
  rl_readline_name = name;
  rl_deprep_term_function = release_terminal;
  rl_catch_signals = 1;
  rl_persistent_signal_handlers = 1;
  rl_catch_sigwinch = 1;
  // Defaults: the user's inputrc is read later and overrides them.
  rl_variable_bind("show-all-if-ambiguous", "on");
  rl_variable_bind("expand-tilde", "on");
  rl_variable_bind("bell-style", "none");
  rl_variable_bind("match-hidden-files", "off");
  static const char *up[] = {"\\e[A", "\\eOA"}, *down[] = {"\\e[B", "\\eOB"};
  Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap};
  for (int map = 0; map < 2; map++)
    for (int key = 0; key < 2; key++) {
      rl_bind_keyseq_in_map(up[key], rl_history_search_backward, maps[map]);
      rl_bind_keyseq_in_map(down[key], rl_history_search_forward, maps[map]);
    }
  nnle_set_completer(completer, context);
  struct sigaction action = {.sa_handler = note_resumption, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGCONT, &action, NULL);
  rl_initialize();
  // After the inputrc, because we print ^C ourselves.
  rl_variable_bind("echo-control-characters", "off");
}

/// Waits for a key or a signal; returns true for a key.
static bool wait_for_key(void) {
  sigset_t block, old;
  sigemptyset(&block);
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGQUIT, SIGCONT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaddset(&block, numbers[i]);
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  // readline's handlers only record a signal, so one that arrives between the check and the wait would be missed.
  sigprocmask(SIG_BLOCK, &block, &old);
  int count = rl_pending_signal() || nnle_pending_signal() || was_resumed ? 0 : ppoll(&input, 1, NULL, &old);
  int error = errno;
  sigprocmask(SIG_SETMASK, &old, NULL);
  // Restores the terminal, passes the signal to our handler (or stops the process), and prepares the terminal again.
  rl_check_signals();
  if (was_resumed) {
    // Another process had the terminal: take it back, and redisplay the line below its output.
    was_resumed = 0;
    rl_cleanup_after_signal();
    rl_reset_after_signal();
    rl_forced_update_display();
  }
  errno = error;
  return count > 0;
}

/// Drops the line, leaving the screen unchanged.
static void drop_line(void) {
  rl_callback_sigcleanup();
  rl_free_line_state();
  rl_replace_line("", 0);
  rl_callback_handler_remove();
}

nnle_event nnle_read_line(const char *prompt, char **line) {
  has_line = false;
  finished_line = NULL;
  nnle_editing = 1;
  was_resumed = 0;
  rl_callback_handler_install(prompt, finish_line);
  nnle_event event = nnle_line;
  while (!has_line) {
    bool has_key = wait_for_key();
    int number = nnle_pending_signal();
    if (number == SIGINT) {
      nnle_take_signal();
      finished_line = strdup(rl_line_buffer);
      // Print after the end of the line, even if it has several rows, and before readline's carriage return, which
      // would move over the prompt.
      rl_point = rl_end;
      rl_redisplay();
      fputs("^C\n", rl_outstream);
      drop_line();
      event = nnle_interrupt;
      break;
    }
    if (number) {
      drop_line();
      event = nnle_signal;
      break;
    }
    if (has_key) rl_callback_read_char();
  }
  nnle_editing = 0;
  if (event == nnle_line && !finished_line) event = nnle_end;
  *line = finished_line;
  return event;
}

bool nnle_reads_keys(void) {
  const char *terminal = getenv("TERM");
  return terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

/// Makes keys available immediately and without echo; Ctrl-C and Ctrl-Z still send signals.
static bool take_keys(const struct termios *state, int when) {
  struct termios keys = *state;
  keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  keys.c_cc[VMIN] = 1;
  keys.c_cc[VTIME] = 0;
  // A core dump would leave the terminal in this mode.
  keys.c_cc[VQUIT] = _POSIX_VDISABLE;
  return tcsetattr(STDIN_FILENO, when, &keys) == 0;
}

/// Discards the remaining bytes of an arrow key or an accented letter.
static void drop_rest_of_key(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  char rest[16];
  while (poll(&input, 1, 10) > 0)
    if (read(STDIN_FILENO, rest, sizeof rest) <= 0) return;
}

/// Waits for a key (returns true), a signal, or the continuation of a stopped process.
static bool wait_for_input(void) {
  sigset_t block, old;
  sigemptyset(&block);
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGCONT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaddset(&block, numbers[i]);
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  sigprocmask(SIG_BLOCK, &block, &old);
  int count = nnle_pending_signal() || was_resumed ? 0 : ppoll(&input, 1, NULL, &old);
  sigprocmask(SIG_SETMASK, &old, NULL);
  return count > 0;
}

/// Reads the remaining bytes of a multi-byte character; returns false if they do not arrive.
static bool read_rest_of_character(char *key) {
  unsigned char first = (unsigned char)*key;
  int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  for (int i = 1; i < size; i++)
    if (poll(&input, 1, 10) <= 0 || read(STDIN_FILENO, key + i, 1) != 1 || (key[i] & 0xC0) != 0x80) return false;
  return size > 0;
}

nnle_event nnle_read_key(const char *prompt, char key[5]) {
  struct termios state;
  if (tcgetattr(STDIN_FILENO, &state) != 0 || !take_keys(&state, TCSAFLUSH)) return nnle_end;
  nnle_editing = 1;
  was_resumed = 0;
  nnle_event event;
  for (bool shows = true;; shows = was_resumed) {
    if (was_resumed) take_keys(&state, TCSADRAIN);
    was_resumed = 0;
    if (shows) nnle_write_all(STDOUT_FILENO, prompt, strlen(prompt));
    bool is_readable = wait_for_input();
    if (nnle_pending_signal()) {
      event = nnle_pending_signal() == SIGINT ? nnle_interrupt : nnle_signal;
      if (event == nnle_interrupt) nnle_take_signal();
      break;
    }
    if (!is_readable) continue;
    ssize_t count = read(STDIN_FILENO, key, 1);
    if (count < 0 && errno == EINTR) continue;
    event = count <= 0 || *key == state.c_cc[VEOF] ? nnle_end : nnle_line;
    key[1] = key[2] = key[3] = key[4] = 0;
    if (*key == 27 || ((unsigned char)*key >= 0x80 && !read_rest_of_character(key))) {
      drop_rest_of_key();
      key[0] = 27;
      key[1] = 0;
    }
    break;
  }
  tcsetattr(STDIN_FILENO, TCSADRAIN, &state);
  nnle_editing = 0;
  return event;
}
