/** Types of `lock.mjs`, for its test. */
export function missing(lock: object): [place: string, version: string, isDev: boolean][];
