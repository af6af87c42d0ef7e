int nnle_placeholder(void);
