/** Every language in every position, and the preferences. */
import type { Case } from '../support/onPage.ts';
import { notices, places } from './surfaces.ts';

export const everything: Case[] = notices.flatMap((notice): Case[] => [
  ...places.map(
    ([position, place]): Case => ['lupa-banner', `${notice.language} ${position}`, { notice, place }],
  ),
  ['lupa-preferences', `${notice.language} preferences`, { notice }],
]);
