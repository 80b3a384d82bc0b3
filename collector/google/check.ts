/** An event to try Google's answer with: nobody's. */
import { payloadOf } from './payload.ts';
import type { Reduced } from './reduced.ts';

const nobody: Omit<Reduced, 'page'> = {
  name: 'page_view',
  title: 'Lupa check',
  referrer: null,
  params: {},
  engaged: 1,
  browser: null,
  major: null,
  os: null,
  device: 'other',
  language: null,
  country: null,
  screen: null,
  client: '1.1',
  session: 1,
  starts: false,
};

/** The body of one page view of the site's front page. */
export const checkPayload = (origin: string, now: number): string =>
  payloadOf([{ happened: now, reduced: { ...nobody, page: `${origin}/` } }], {
    ad_user_data: 'DENIED',
    ad_personalization: 'DENIED',
  });
