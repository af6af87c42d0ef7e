// Limits of time and memory, enforced whatever the program is doing.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "clineeditor.h"
#include "internal.h"

volatile sig_atomic_t nnle_memory_is_limited;

static void end_late(int number) {
  (void)number;
  nnle_restore_terminal();
  nnle_write_guarded_output();
  static const char text[] = "nnsh: time limit reached: use --max-seconds to allow more\n";
  nnle_write_all(STDERR_FILENO, text, sizeof text - 1);
  _exit(1);
}

void nnle_end_after(double seconds) {
  struct sigaction action = {.sa_handler = end_late};
  sigfillset(&action.sa_mask);
  sigaction(SIGALRM, &action, NULL);
  struct itimerval timer = {.it_value = {.tv_sec = (time_t)seconds, .tv_usec = (suseconds_t)((seconds - (time_t)seconds) * 1e6)}};
  setitimer(ITIMER_REAL, &timer, NULL);
}

void nnle_limit_memory(size_t bytes) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_DATA, &limit) != 0) return;
  if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > bytes) limit.rlim_cur = bytes;
  nnle_memory_is_limited = setrlimit(RLIMIT_DATA, &limit) == 0;
#ifdef __GLIBC__
  // Swift's runtime reports a failed allocation with a stack trace; the fault handler reports it in one line. Nothing
  // else writes through this stream.
  FILE *nowhere = nnle_memory_is_limited ? fopen("/dev/null", "w") : NULL;
  if (nowhere) stderr = nowhere;
#endif
}

bool nnle_system_limits_memory(void) {
  struct rlimit limit;
  return (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
         || (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY);
}
