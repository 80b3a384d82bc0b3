/** A row as the tree knows it: its whole envelope with its digest, and nothing of its body. */

export interface Envelope {
  number: number;
  /** The kind's word: what its number in the store means must not change either. */
  kind: string;
  received: number;
  digest: Uint8Array;
}

/**
 * The leaf's entry: `lupa 1 42 decision 1795348800000 <digest in hex>` for row 42 of controller 1. With number, kind and
 * time in it, a row that is moved, copied or dated back is found as surely as one whose body is changed.
 */
export const entryOf = (controller: number, { number, kind, received, digest }: Envelope): string =>
  `lupa ${controller} ${number} ${kind} ${received} ${Buffer.from(digest).toString('hex')}`;

const form = /^lupa (\d+) (\d+) ([a-z-]+) (\d+) ([0-9a-f]{64})$/;

/** Reads an entry; undefined where it is none. */
export const readEntry = (entry: string): (Envelope & { controller: number }) | undefined => {
  const [, controller, number, kind = '', received, digest = ''] = form.exec(entry) ?? [];
  if (kind === '') return undefined;
  return {
    controller: Number(controller),
    number: Number(number),
    kind,
    received: Number(received),
    digest: Buffer.from(digest, 'hex'),
  };
};
