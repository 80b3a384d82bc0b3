/** Events as a page sends them, and what the collector is told of a request: for tests. */
import type { Told } from '../../../collector/google/reduce.ts';
import type { Measured } from '../../../shared/analytics.ts';

export const event = (more: Partial<Measured> = {}): Measured => ({
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  name: 'page_view',
  age: 0,
  page: '/',
  title: '',
  referrer: '',
  engaged: 0,
  params: {},
  ...more,
});

export const told = (more: Partial<Told> = {}): Told => ({
  origin: 'https://shop.example',
  ownOrigins: ['https://shop.example', 'https://www.shop.example'],
  language: 'fi',
  country: 'FI',
  browser: { browser: 'Firefox', major: 145, os: 'Linux', device: 'desktop' },
  screen: [1920, 1080],
  session: 1234,
  client: '1.2',
  starts: false,
  relay: { query: [], terms: true },
  ...more,
});
