/** Checkpoints (c2sp.org/tlog-checkpoint): the head of a ledger's tree, to be signed as a note. */
import { hashLength } from './merkle.ts';
import { Malformed, type Note, readNote } from './note.ts';

export interface Checkpoint {
  /** Which ledger: its name for ever. */
  origin: string;
  /** Rows in the tree. */
  size: number;
  root: Uint8Array;
}

/** The text that is signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

/** Reads the text of a checkpoint; lines behind the third are passed over. Throws `Malformed`. */
export const readCheckpointText = (text: string): Checkpoint => {
  const lines = text.split('\n');
  const [origin = '', size = '', encoded = ''] = lines;
  const root = Buffer.from(encoded, 'base64');
  if (
    lines.at(-1) !== '' ||
    lines.slice(0, -1).some((line) => line === '') ||
    !/^(0|[1-9]\d{0,15})$/.test(size) ||
    !Number.isSafeInteger(Number(size)) ||
    root.length !== hashLength ||
    root.toString('base64') !== encoded
  ) {
    throw new Malformed('Not a checkpoint.');
  }
  return { origin, size: Number(size), root: new Uint8Array(root) };
};

/** A checkpoint with its signatures, not yet checked. Throws `Malformed`. */
export const readCheckpoint = (written: string): { checkpoint: Checkpoint; note: Note } => {
  const note = readNote(written);
  return { checkpoint: readCheckpointText(note.text), note };
};
