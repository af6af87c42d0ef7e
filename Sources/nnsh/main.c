// The way in. The arguments come from here and are never looked up elsewhere: Swift would read them from
// /proc/self/cmdline, and without /proc a call with --sandbox would be one without it.

int nnsh_run(int count, char **words);

int main(int argc, char **argv) { return nnsh_run(argc, argv); }
