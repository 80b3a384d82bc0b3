/** Placeholder. */
declare const __LUPA_DEBUG__: object;
export const debug = () => __LUPA_DEBUG__;
