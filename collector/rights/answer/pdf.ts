/** The answer as a PDF, written in a thread: one at a time, for each takes a processor. */
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Model } from './model.ts';
import { type PdfLine, pdfHeadOf, pdfLines } from './pdfLines.ts';
import { pdfThreadFile } from './pdfThreadFile.ts';
import { slices } from './slices.ts';
import type { AnswerWords } from './words/words.ts';

/** Lines that are sent at once: copying them must not take long either. */
const atOnce = 100;

const write = async (model: Model, words: AnswerWords, now: number): Promise<Uint8Array<ArrayBuffer>> => {
  const { port1: port, port2 } = new MessageChannel();
  const worker = new Worker(pdfThreadFile, {
    workerData: { head: pdfHeadOf(model, words, now), port: port2 },
    transferList: [port2],
    execArgv: [],
    name: 'lupa-pdf',
  });
  try {
    const done = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      port.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread that writes PDFs has ended too early.')));
    });
    // It may fail before anybody waits for it.
    done.catch(() => {});
    const pause = slices();
    let lines: PdfLine[] = [];
    for await (const line of pdfLines(model, words, pause)) {
      lines.push(line);
      if (lines.length < atOnce) continue;
      port.postMessage(lines);
      lines = [];
    }
    port.postMessage(lines);
    port.postMessage(null);
    return await done;
  } finally {
    port.close();
    await worker.terminate();
  }
};

let before: Promise<unknown> = Promise.resolve();

/** The PDF, when those that were asked for earlier are written. */
export const pdfBytes = (model: Model, words: AnswerWords, now: number): Promise<Uint8Array<ArrayBuffer>> => {
  const mine = before.then(() => write(model, words, now));
  before = mine.catch(() => {});
  return mine;
};
