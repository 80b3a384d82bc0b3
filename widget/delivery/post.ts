/** One POST to the collector: no preflight, no credentials, no page address in the headers, lives on after the page. */

/** Never rejects: status 0 when the collector cannot be reached, an empty answer when it is not JSON. */
export type Post = (path: string, body: object | string) => Promise<[status: number, answer: Answered]>;

/** What the collector may say, of which nothing is certain. */
export interface Answered {
  id?: unknown;
  type?: unknown;
  visitor?: unknown;
  receipt?: unknown;
}

export const post =
  (address: string, send: typeof fetch): Post =>
  async (path, body) => {
    try {
      const response = await send(address + path, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'text/plain;charset=UTF-8' },
        keepalive: true,
        credentials: 'omit',
        referrerPolicy: 'origin',
        // A key follows nobody elsewhere.
        redirect: 'error',
        // A collector that hangs must not keep the other tabs waiting.
        signal: AbortSignal.timeout(3e4),
      });
      return [response.status, (await response.json().catch(() => null)) ?? {}];
    } catch {
      return [0, {}];
    }
  };
