// Work that the threads of a pool share. Parts begin at whole vectors and no number depends on how many parts there are.

// Does what is from `first` up to `end`.
typedef void (*range_body)(const void *context, ptrdiff_t first, ptrdiff_t end);

typedef struct shared_work {
  range_body body;
  const void *context;
  // How many there are, and how many of them a part takes.
  ptrdiff_t count, share;
} shared_work;

static void shared_part(void *context, ptrdiff_t part) {
  const shared_work *work = context;
  const ptrdiff_t first = part * work->share, rest = work->count - first;
  if (rest > 0) work->body(work->context, first, first + (rest < work->share ? rest : work->share));
}

// Calls `body` for all of 0 ..< count, in parts where `numbers`, all that it touches, are many enough. Only the last
// part may be no multiple of `grain`.
static void share(const nn_thread_pool *workers, ptrdiff_t count, ptrdiff_t grain, ptrdiff_t numbers, range_body body,
                  const void *context) {
  if (!workers || workers->threads < 2 || numbers < workers->least) {
    body(context, 0, count);
    return;
  }
  const ptrdiff_t pieces = (count + grain - 1) / grain;
  const ptrdiff_t each = (pieces + workers->threads - 1) / workers->threads * grain;
  shared_work work = {.body = body, .context = context, .count = count, .share = each};
  workers->run((count + each - 1) / each, shared_part, &work);
}
