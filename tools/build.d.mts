/** Types of `build.mjs`, for tests that run what it makes. */
export function buildServers(into?: string): Promise<void>;
