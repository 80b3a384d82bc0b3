/** A site to test with: two optional purposes, three languages, Google. */
import type { SiteSettingsInput } from '../../shared/site.ts';

const named = (fi: string, sv: string, en: string) => ({ fi, sv, en });

export const origin = 'https://www.example.fi';

export const testSettings = (change: Partial<SiteSettingsInput> = {}): SiteSettingsInput => ({
  name: 'Example',
  origins: [origin],
  languages: ['fi', 'sv', 'en'],
  statement: {
    version: '1',
    url: named('https://www.example.fi/fi', 'https://www.example.fi/sv', 'https://www.example.fi/en'),
  },
  purposes: [
    {
      id: 'necessary',
      necessary: true,
      name: named('Välttämättömät', 'Nödvändiga', 'Necessary'),
      description: named('Muistaa valintasi.', 'Minns ditt val.', 'Remembers your choice.'),
    },
    {
      id: 'analytics',
      name: named('Tilastot', 'Statistik', 'Statistics'),
      description: named('Laskemme käyntejä.', 'Vi räknar besök.', 'We count visits.'),
      retentionDays: 180,
      services: [
        {
          id: 'ga',
          name: 'Google Analytics',
          provider: 'Google Ireland Limited',
          country: 'IE',
          hosts: ['googletagmanager.com', 'google-analytics.com'],
          cookies: [{ name: '_ga', days: 365, purpose: named('Tunniste', 'Identifierare', 'Identifier') }],
        },
      ],
    },
    {
      id: 'marketing',
      name: named('Markkinointi', 'Marknadsföring', 'Marketing'),
      description: named('Näytämme mainoksia.', 'Vi visar annonser.', 'We show advertisements.'),
      services: [{ id: 'ads', name: 'Ads', provider: 'Ads Ltd', country: 'US', hosts: ['ads.example'] }],
    },
  ],
  google: {
    mode: 'tag' as const,
    measurementId: 'G-TEST1234',
    purpose: 'analytics',
    adsPurpose: 'marketing',
  },
  visits: 'analytics',
  notForChildren: true,
  ...change,
});

/** The test site in these languages, with the English words for all that is the site's own. */
export const speaking = (languages: string[], change: Partial<SiteSettingsInput> = {}): SiteSettingsInput => {
  const inAll = (words: Record<string, string>) =>
    Object.fromEntries(languages.map((tag) => [tag, words[tag] ?? words['en'] ?? '']));
  const site = testSettings(change);
  return {
    ...site,
    languages,
    statement: { ...site.statement, url: inAll(site.statement.url) },
    purposes: site.purposes.map((purpose) => ({
      ...purpose,
      name: inAll(purpose.name),
      description: inAll(purpose.description),
      services: purpose.services?.map((service) => ({
        ...service,
        cookies: service.cookies?.map((cookie) => ({ ...cookie, purpose: inAll(cookie.purpose) })),
      })),
    })),
  };
};
