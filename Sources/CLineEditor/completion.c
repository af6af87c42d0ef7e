// Completion: the shell supplies the candidates; readline inserts and shows them.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <wchar.h>

#include <readline/readline.h>

#include "clineeditor.h"
#include "internal.h"

typedef struct {
  char *word, *description;
} offer;

static nnle_completer completer;
static void *completer_context;
static offer *offers;
static size_t offer_count, offer_room;
static bool wants_files, wants_folders;
static char *wanted_endings;

static void forget_offers(void) {
  for (size_t i = 0; i < offer_count; i++) {
    free(offers[i].word);
    free(offers[i].description);
  }
  offer_count = 0;
  wants_files = wants_folders = false;
  free(wanted_endings);
  wanted_endings = NULL;
}

void nnle_offer(const char *word, const char *description) {
  if (offer_count == offer_room) {
    size_t room = offer_room ? offer_room * 2 : 64;
    offer *larger = realloc(offers, room * sizeof *larger);
    if (!larger) return;
    offers = larger;
    offer_room = room;
  }
  offers[offer_count++] = (offer){strdup(word), strdup(description)};
}

void nnle_offer_files(const char *endings, bool folders_only) {
  wants_files = true;
  wants_folders = folders_only;
  free(wanted_endings);
  wanted_endings = strdup(endings);
}

static bool has_wanted_ending(const char *name) {
  const char *dot = strrchr(name, '.');
  for (const char *ending = wanted_endings; *ending;) {
    size_t length = strcspn(ending, " ");
    if (dot && strlen(dot + 1) == length && strncmp(dot + 1, ending, length) == 0) return true;
    ending += length;
    ending += strspn(ending, " ");
  }
  return !*wanted_endings;
}

static bool is_folder(const char *name) {
  char *path = tilde_expand(name);
  struct stat status;
  bool answer = path && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
  free(path);
  return answer;
}

/// Whether a name is safe to show: without control characters, which could control the terminal, and without
/// directional marks and overrides, which reorder the text around them. The same rule as in `VisibleText`.
static bool is_plain(const char *name) {
  mbstate_t state = {0};
  while (*name) {
    wchar_t sign;
    size_t length = mbrtowc(&sign, name, MB_CUR_MAX, &state);
    if (length == 0 || length > 16) return false;
    if (sign < 0x20 || (sign >= 0x7f && sign < 0xa0) || sign == 0x61c || sign == 0x200e || sign == 0x200f
        || (sign >= 0x2028 && sign <= 0x202e) || (sign >= 0x2066 && sign <= 0x2069))
      return false;
    name += length;
  }
  return true;
}

/// readline's own list of files, without those that have other extensions or are not safe to show.
static char *next_file(const char *text, int state) {
  for (;; state = 1) {
    char *name = rl_filename_completion_function(text, state);
    if (!name || (is_plain(name) && (is_folder(name) || (!wants_folders && has_wanted_ending(name))))) return name;
    free(name);
  }
}

/// The matches in readline's format: their common prefix, then each match, then null; readline frees all of them.
static char **matches_of_offers(void) {
  size_t common = strlen(offers[0].word);
  for (size_t i = 1; i < offer_count; i++) {
    size_t same = 0;
    while (same < common && offers[i].word[same] == offers[0].word[same]) same++;
    common = same;
  }
  char **matches = malloc((offer_count + 2) * sizeof *matches);
  if (!matches) return NULL;
  matches[0] = strndup(offers[0].word, common);
  size_t count = 1;
  if (offer_count > 1)
    for (size_t i = 0; i < offer_count; i++) matches[count++] = strdup(offers[i].word);
  matches[count] = NULL;
  return matches;
}

static char **complete(const char *text, int start, int end) {
  // If there are no candidates, do not fall back to readline's list of files.
  rl_attempted_completion_over = 1;
  forget_offers();
  // Keep the words in order of declaration.
  rl_sort_completion_matches = 0;
  completer(completer_context, rl_line_buffer, (size_t)start, (size_t)end);
  if (wants_files && !offer_count) {
    rl_sort_completion_matches = 1;
    rl_filename_completion_desired = 1;
    rl_filename_quoting_desired = 1;
    rl_completion_mark_symlink_dirs = 1;
    return rl_completion_matches(text, next_file);
  }
  if (!offer_count) return NULL;
  rl_filename_completion_desired = 0;
  size_t length = strlen(offers[0].word);
  if (offer_count == 1 && length && strchr(".(/\"", offers[0].word[length - 1])) rl_completion_suppress_append = 1;
  return matches_of_offers();
}

static int columns_of(const char *text) {
  wchar_t wide[512];
  size_t count = mbstowcs(wide, text, 512);
  int columns = count == (size_t)-1 ? -1 : wcswidth(wide, count < 512 ? count : 511);
  return columns < 0 ? (int)strlen(text) : columns;
}

/// Prints the text, clipped to `room` columns.
static void print_clipped(const char *text, int room) {
  mbstate_t state = {0};
  while (*text && room > 0) {
    wchar_t character;
    size_t length = mbrtowc(&character, text, MB_CUR_MAX, &state);
    if (length == 0 || length > 16) return;
    int width = wcwidth(character);
    if (width < 0 || width > room) return;
    fwrite(text, 1, length, rl_outstream);
    text += length;
    room -= width;
  }
}

/// The number of candidates to show: all, unless there are more than readline would show without asking; then as many
/// as leave the typed line on the screen. Asking first, as readline does, would wait in a loop that ignores signals.
static size_t shown_count(int rows) {
  int limit = rl_completion_query_items;
  if (limit <= 0 || offer_count <= (size_t)limit) return offer_count;
  size_t fitting = rows > 6 ? (size_t)rows - 3 : 3;
  return fitting < (size_t)limit ? fitting : (size_t)limit;
}

/// Shows one candidate per line, with its description.
static void show_matches(char **matches, int count, int longest) {
  if (!offer_count) {
    rl_display_match_list(matches, count, longest);
    rl_forced_update_display();
    return;
  }
  int rows, columns, widest = 0;
  rl_get_screen_size(&rows, &columns);
  size_t shown = shown_count(rows);
  for (size_t i = 0; i < shown; i++) {
    int width = columns_of(offers[i].word);
    if (width > widest) widest = width;
  }
  rl_crlf();
  for (size_t i = 0; i < shown; i++) {
    fprintf(rl_outstream, "  ");
    print_clipped(offers[i].word, columns - 3);
    if (*offers[i].description) {
      fprintf(rl_outstream, "%*s", widest - columns_of(offers[i].word) + 2, "");
      print_clipped(offers[i].description, columns - widest - 5);
    }
    fputc('\n', rl_outstream);
  }
  if (shown < offer_count) fprintf(rl_outstream, "  and %zu more: keep typing\n", offer_count - shown);
  rl_forced_update_display();
}

/// Quotes a path as a string of the language, with its escapes.
static char *quote_file_name(char *name, int match_type, char *quote) {
  (void)match_type;
  char *quoted = malloc(strlen(name) * 2 + 2), *out = quoted;
  if (!quoted) return NULL;
  *out++ = '"';
  for (; *name; name++) {
    if (strchr("\\\"{}", *name)) *out++ = '\\';
    *out++ = *name;
  }
  *out = 0;
  if (quote) *quote = '"';
  return quoted;
}

static char *unquote_file_name(char *text, int quote) {
  (void)quote;
  char *plain = malloc(strlen(text) + 1), *out = plain;
  if (!plain) return NULL;
  for (; *text; text++) {
    if (*text == '\\' && text[1]) text++;
    *out++ = *text;
  }
  *out = 0;
  return plain;
}

void nnle_set_completer(nnle_completer function, void *context) {
  completer = function;
  completer_context = context;
  // Every byte: otherwise a name with a dot would be inserted without quotes, which is not a word of the language.
  static char every_byte[256];
  for (int byte = 1; byte < 256; byte++) every_byte[byte - 1] = (char)byte;
  rl_filename_quote_characters = every_byte;
  rl_filename_quoting_function = quote_file_name;
  rl_filename_dequoting_function = unquote_file_name;
  rl_attempted_completion_function = complete;
  rl_completion_display_matches_hook = show_matches;
  // Without ".", "$" and "/": a measure, a variable or a path is a single word.
  rl_basic_word_break_characters = rl_completer_word_break_characters = " \t\n\";()[]{}=<>+*%^,";
  rl_completer_quote_characters = "\"";
}
