/** A file that is made page by page while it is sent: never begun without its first page, broken off where one fails. */
import type { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import { Problem } from '../problem.ts';
import type { Needs } from './needs.ts';
import { patternOf } from './observed.ts';
import type { StaffEnv } from './staffOnly.ts';
import { demandStill } from './stillMay.ts';

/** Rows that are read and written at once. */
export const atOnce = 500;

export interface PagedFile<Row> {
  name: string;
  type: string;
  /** The rows after an id, `atOnce` of them or the last ones; reading them is logged before they are answered. */
  page(after: Uint8Array): Promise<Row[]>;
  text(rows: readonly Row[], isFirst: boolean): string;
}

/**
 * Breaks the connection: a file that is cut must not look whole. The server would end a stream that fails in good order, with the
 * fault's message as its last line.
 */
const cut = (c: Context, out: ReadableStreamDefaultController): void => {
  const { outgoing } = (c.env ?? {}) as { outgoing?: ServerResponse };
  if (outgoing) outgoing.destroy();
  else out.error(new Error('The file was cut.'));
};

/** Answers with the file. Whoever may no longer have it gets no further page. */
export const sendPages = async <Row extends { id: Uint8Array }>(
  c: Context<StaffEnv>,
  needs: Pick<Needs, 'store' | 'world' | 'report'>,
  { name, type, page, text }: PagedFile<Row>,
): Promise<Response> => {
  // The first page before the answer begins: what fails then is a problem document.
  let rows = await page(new Uint8Array(0));
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  c.header('Cache-Control', 'no-store');
  const bytes = new TextEncoder();
  let begun = false;
  // Broken off here, or by whoever hung up: a stream asks once more before it knows.
  let over = false;
  const next = async (): Promise<void> => {
    await demandStill(c, needs);
    rows = await page(rows.at(-1)?.id ?? new Uint8Array(0));
  };
  const body = new ReadableStream<Uint8Array>({
    pull: async (out) => {
      if (over) return;
      try {
        if (begun) await next();
        if (over) return;
        if (rows.length > 0 || !begun) out.enqueue(bytes.encode(text(rows, !begun)));
        begun = true;
        if (rows.length < atOnce) out.close();
      } catch (fault) {
        over = true;
        if (!(fault instanceof Problem)) needs.report(fault, patternOf(c));
        cut(c, out);
      }
    },
    cancel: () => {
      over = true;
    },
  });
  return c.body(body);
};
