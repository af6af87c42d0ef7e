// Signals set flags: a running statement checks them once per batch, the line editor after each wait.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "clineeditor.h"
#include "internal.h"

static volatile sig_atomic_t interrupted, terminated, hung_up;
static volatile sig_atomic_t end_on_second;

static void note_signal(int number) {
  int saved = errno;
  volatile sig_atomic_t *flag = number == SIGINT ? &interrupted : number == SIGTERM ? &terminated : &hung_up;
  if (*flag && end_on_second) {
    nnle_write_guarded_output();
    nnle_restore_terminal();
    _exit(128 + number);
  }
  *flag = 1;
  errno = saved;
}

void nnle_catch_signals(bool keep_on_broken_pipe) {
  struct sigaction action = {.sa_handler = note_signal};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  // Respect nohup, which ignores SIGHUP.
  struct sigaction old;
  if (sigaction(SIGHUP, NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, NULL);
  signal(SIGPIPE, keep_on_broken_pipe ? SIG_IGN : SIG_DFL);
  // A file at its size limit is an error of the write; it does not end the process.
  signal(SIGXFSZ, SIG_IGN);
  // The parent may have left these signals blocked.
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  sigaddset(&set, SIGPIPE);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void nnle_end_on_second_signal(void) { end_on_second = 1; }

int nnle_pending_signal(void) { return terminated ? SIGTERM : hung_up ? SIGHUP : interrupted ? SIGINT : 0; }

int nnle_take_signal(void) {
  int number = nnle_pending_signal();
  if (number == SIGTERM) terminated = 0;
  if (number == SIGHUP) hung_up = 0;
  if (number == SIGINT) interrupted = 0;
  return number;
}

bool nnle_wait_readable(int descriptor) {
  sigset_t block, old;
  sigemptyset(&block);
  sigaddset(&block, SIGINT);
  sigaddset(&block, SIGTERM);
  sigaddset(&block, SIGHUP);
  struct pollfd wanted = {.fd = descriptor, .events = POLLIN};
  for (;;) {
    // Block signals until ppoll starts: one that arrives between the check and the wait would be missed.
    sigprocmask(SIG_BLOCK, &block, &old);
    int count = nnle_pending_signal() ? 0 : ppoll(&wanted, 1, NULL, &old);
    sigprocmask(SIG_SETMASK, &old, NULL);
    if (nnle_pending_signal()) return false;
    if (count >= 0 || errno != EINTR) return true;
  }
}
