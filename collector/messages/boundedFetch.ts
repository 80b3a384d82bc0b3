/** `fetch` for libraries that ask for one: bounded in time and size, and without redirects. */

/** `patience`: milliseconds for a whole exchange; `most`: bytes of an answer. */
export const boundedFetch =
  ({ patience = 5000, most = 256 * 1024 } = {}): typeof fetch =>
  async (url, options = {}) => {
    const signals = [AbortSignal.timeout(patience), ...(options.signal ? [options.signal] : [])];
    const answer = await fetch(url, { ...options, redirect: 'error', signal: AbortSignal.any(signals) });
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of answer.body ?? []) {
      length += piece.byteLength;
      if (length > most) throw new Error('The answer is too large.');
      pieces.push(piece);
    }
    const { status, headers } = answer;
    const body = pieces.length > 0 ? Buffer.concat(pieces) : null;
    return new Response(body, { status, headers });
  };
