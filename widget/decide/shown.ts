/** The notice that is shown: fetched, looked at, and what a decision cites of it. */
import type { Notice } from '../../shared/notice.ts';
import type { Handle } from '../handle.ts';

/** What a decision cites: the notice's version and language, its optional purposes with their terms. */
export interface Cited {
  notice: string;
  language: string;
  terms: Record<string, number>;
}

export const citing = ({ version, language, purposes }: Notice): Cited => ({
  notice: version,
  language,
  terms: Object.fromEntries(purposes.filter((one) => !one.necessary).map(({ id, terms }) => [id, terms])),
});

/**
 * Rejects when it cannot be had, is not a notice, or could not be drawn (XHTML parsed as XML, which lit's templates are not):
 * then nothing is asked, and everything stays denied.
 */
export const fetchNotice = async (handle: Handle, address: string, send: typeof fetch): Promise<Notice> => {
  if (document.contentType !== 'text/html') throw new Error('not HTML');
  const response = await send(address, {
    credentials: 'omit',
    referrerPolicy: 'origin',
    // A collector that hangs must not make every later press wait for it too.
    signal: AbortSignal.timeout(1e4),
  });
  const notice: Notice = await response.json();
  if (!response.ok || !notice.version || !notice.texts.title || !notice.purposes.length)
    throw new Error('no notice');
  // A notice newer than the loader's settings: an answer under older terms no longer counts.
  const { purposes } = handle.settings;
  for (const [id, terms] of Object.entries(citing(notice).terms))
    purposes[id] = Math.max(terms, purposes[id] ?? 0);
  // What was granted under the newer ones holds from here on.
  handle.apply();
  return notice;
};
