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
export const fetchNotice = async (
  handle: Handle,
  ask: () => Promise<Response | undefined>,
): Promise<Notice> => {
  if (document.contentType !== 'text/html') throw new Error('not HTML');
  // A collector that hangs must not make every later press wait for it too.
  const late = new Promise<never>((_, reject) => setTimeout(reject, 1e4));
  const response = await Promise.race([ask(), late]);
  if (!response?.ok) throw new Error('no answer');
  const notice: Notice = await response.json();
  if (!notice.version || !notice.texts.title || !notice.purposes.length) throw new Error('no notice');
  // A notice newer than the loader's settings: an answer under older terms no longer counts.
  const { purposes } = handle.settings;
  let risen: unknown;
  for (const [id, terms] of Object.entries(citing(notice).terms))
    if (terms > (purposes[id] ?? 0)) risen = purposes[id] = terms;
  // What was granted under the newer ones holds from here on.
  if (risen) handle.apply();
  return notice;
};
