/**
 * Each `fetch` of a test has a connection of its own. One that is kept is closed by its server after five idle seconds; on a busy
 * machine a test would use it again at that very moment, and be reset.
 */

/** Where Node's `fetch` looks for what carries it; made when anything of it is first used. */
const place = Symbol.for('undici.globalDispatcher.1');
const carriers = globalThis as unknown as Record<symbol, { constructor: unknown } | undefined>;

void globalThis.Response;
const Agent = carriers[place]?.constructor as (new (options: object) => { constructor: unknown }) | undefined;
if (Agent) carriers[place] = new Agent({ pipelining: 0 });
