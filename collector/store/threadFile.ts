/** Where the program of the store's threads is once it is built: beside the bundle that this is part of. */

export const threadFile = new URL('./thread.js', import.meta.url);
