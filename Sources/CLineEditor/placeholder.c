#include "clineeditor.h"
int nnle_placeholder(void) { return 0; }
