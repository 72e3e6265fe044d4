/** Carries the path of the asked page from the proxy to the page itself; whatever a client sends is overwritten there. */
export const PATH_HEADER = "x-club-path";
