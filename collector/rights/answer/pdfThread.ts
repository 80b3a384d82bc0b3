/** The program of the thread that writes a PDF: a font alone takes longer to read than the event loop may stand still. */
import { isMainThread, type MessagePort, workerData } from 'node:worker_threads';
import type { PdfHead, PdfLine } from './pdfLines.ts';
import { pdfWriter } from './pdfWriter.ts';

/** What a thread is started with. */
export interface PdfThreadData {
  head: PdfHead;
  port: MessagePort;
}

/** Lines to write; null after the last. */
export type PdfPost = readonly PdfLine[] | null;

const serve = ({ head, port }: PdfThreadData): void => {
  const writer = pdfWriter(head);
  port.on('message', async (post: PdfPost) => {
    if (post) {
      for (const line of post) writer.write(line);
      return;
    }
    // Bytes that nobody else holds can be handed over without a copy.
    const bytes = new Uint8Array(await writer.finish());
    // Whoever asked ends the thread: ending by itself, it might be quicker than its answer.
    port.postMessage(bytes, [bytes.buffer]);
  });
};

// Tests load every module; only a thread has something to serve.
if (!isMainThread) serve(workerData as PdfThreadData);
