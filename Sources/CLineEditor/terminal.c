// Keeps the terminal's state through exit, faults and signals.
#define _GNU_SOURCE
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "clineeditor.h"
#include "internal.h"

static struct termios saved_state;
static volatile sig_atomic_t has_saved_state;
static int guarded_descriptor = -1;
static const char *guarded_bytes;
static const size_t *guarded_count;

bool nnle_use_locale(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0 && setlocale(LC_CTYPE, "C.UTF-8")) {
    // readline reads the environment again, and would otherwise return to bytes.
    const char *all = getenv("LC_ALL");
    setenv(all && *all ? "LC_ALL" : "LC_CTYPE", "C.UTF-8", 1);
  }
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool nnle_is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool nnle_terminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

void nnle_write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

void nnle_guard_output(int descriptor, const char *bytes, const size_t *count) {
  guarded_descriptor = descriptor;
  guarded_bytes = bytes;
  guarded_count = count;
}

void nnle_write_guarded_output(void) {
  if (guarded_descriptor >= 0 && guarded_bytes) nnle_write_all(guarded_descriptor, guarded_bytes, *guarded_count);
}

void nnle_restore_terminal(void) {
  if (!has_saved_state) return;
  if (nnle_editing) {
    static const char end_of_paste_mode[] = "\033[?2004l\r\n";
    nnle_write_all(STDOUT_FILENO, end_of_paste_mode, sizeof end_of_paste_mode - 1);
  }
  // A background process that changes the terminal is stopped unless it blocks SIGTTOU.
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGTTOU);
  sigprocmask(SIG_BLOCK, &set, &old);
  tcsetattr(STDIN_FILENO, TCSANOW, &saved_state);
  sigprocmask(SIG_SETMASK, &old, NULL);
}

static void restore_at_exit(void) {
  if (nnle_editing) nnle_restore_terminal();
}

static void end_on_fault(int number) {
  nnle_restore_terminal();
  nnle_write_guarded_output();
  if (nnle_memory_is_limited) {
    static const char full[] = "nnsh: memory limit reached: use --max-memory to allow more\n";
    nnle_write_all(STDERR_FILENO, full, sizeof full - 1);
    _exit(1);
  }
  if (number == SIGABRT && nnle_system_limits_memory()) {
    // A failed allocation ends with SIGABRT.
    static const char full[] = "nnsh: out of memory: a limit of the system (ulimit -v, ulimit -d) was reached\n";
    nnle_write_all(STDERR_FILENO, full, sizeof full - 1);
    _exit(1);
  }
  char text[] = "nnsh: internal fault (signal 00): this is a bug in nnsh, please report it\n";
  char *digits = strstr(text, "00");
  digits[0] = (char)('0' + number / 10 % 10);
  digits[1] = (char)('0' + number % 10);
  nnle_write_all(STDERR_FILENO, text, sizeof text - 1);
  _exit(70);
}

void nnle_guard_terminal(void) {
  if (tcgetattr(STDIN_FILENO, &saved_state) == 0) {
    has_saved_state = 1;
    atexit(restore_at_exit);
  }
  // An overflowed stack has no room for the handler's frame.
  static char stack[16384];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  struct sigaction action = {.sa_handler = end_on_fault, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  static const int faults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigaction(faults[i], &action, NULL);
}
