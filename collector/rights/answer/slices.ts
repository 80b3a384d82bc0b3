/** Long work in slices, so that nothing else waits: a big answer has ten thousand rows (DESIGN section 6). */

/** Milliseconds that a slice may take. */
const most = 12;

/** Asked after each small piece of work: lets others go first when a slice is over. */
export const slices = () => {
  let began = performance.now();
  return async (): Promise<void> => {
    if (performance.now() - began < most) return;
    await new Promise((resume) => setImmediate(resume));
    began = performance.now();
  };
};

export type Slices = ReturnType<typeof slices>;

const encoder = new TextEncoder();

/** Gathers text as bytes, piece by piece: one long string would have to be encoded at once. */
export const gathering = (pause: Slices) => {
  const pieces: Uint8Array[] = [];
  let waiting: string[] = [];
  let length = 0;
  const flush = (): void => {
    if (waiting.length > 0) pieces.push(encoder.encode(waiting.join('')));
    waiting = [];
    length = 0;
  };
  return {
    add: async (text: string): Promise<void> => {
      waiting.push(text);
      length += text.length;
      if (length > 65_536) flush();
      await pause();
    },
    bytes: (): Uint8Array<ArrayBuffer> => {
      flush();
      const whole = new Uint8Array(pieces.reduce((sum, one) => sum + one.length, 0));
      let place = 0;
      for (const one of pieces) {
        whole.set(one, place);
        place += one.length;
      }
      return whole;
    },
  };
};
