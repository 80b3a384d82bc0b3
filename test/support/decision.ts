/** Decisions as a browser sends them. */
import { randomBytes } from 'node:crypto';
import { toUuid } from '../../collector/bytes.ts';
import { newId } from '../../collector/ids.ts';
import type { Decision } from '../../shared/decision.ts';
import type { Notice } from '../../shared/notice.ts';
import { noon } from './world.ts';

/** A visitor key: six bytes of time, 26 random ones. */
export const visitorKey = (at = noon): string => {
  const bytes = randomBytes(32);
  bytes.writeUIntBE(at, 0, 6);
  return bytes.toString('base64url');
};

export const uuid = (at = noon): string => toUuid(newId({ clock: () => at, random: randomBytes }));

export const accepting = (notice: Notice, change: Partial<Decision> = {}): Decision => ({
  v: 1,
  id: uuid(),
  at: noon,
  notice: notice.version,
  language: notice.language,
  answers: { analytics: 'granted', marketing: 'granted' },
  terms: { analytics: 1, marketing: 1 },
  how: 'accept_all',
  surface: 'banner',
  visitorKey: visitorKey(),
  sequence: 1,
  ...change,
});

export const refusing = (notice: Notice, change: Partial<Decision> = {}): Decision => {
  const { visitorKey: _key, sequence: _sequence, ...rest } = accepting(notice);
  return { ...rest, answers: { analytics: 'denied', marketing: 'denied' }, how: 'reject_all', ...change };
};
