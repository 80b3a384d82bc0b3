/**
 * Connections that a test's `fetch` keeps are closed when they were idle for a second. Their server closes them after five: on a
 * busy machine a test would use one again at that very moment, and be reset.
 */

/** Where Node's `fetch` looks for what carries it; made when anything of it is first used. */
const place = Symbol.for('undici.globalDispatcher.1');
const carriers = globalThis as unknown as Record<symbol, { constructor: unknown } | undefined>;

void globalThis.Response;
const Agent = carriers[place]?.constructor as (new (options: object) => { constructor: unknown }) | undefined;
if (Agent) carriers[place] = new Agent({ keepAliveTimeout: 1000, keepAliveMaxTimeout: 1000 });
