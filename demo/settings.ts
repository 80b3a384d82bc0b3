/** The demo company's settings at the collector: purposes, services, cookies, in the words that visitors read. */
import { company, statementVersion } from './company.ts';
import { paths } from './site/languages.ts';

/** How the two sites of the demo are measured, and what they are called at the collector. */
export const demoSites = { tag: 'demo', relay: 'demo-relay' } as const;
export type GoogleMode = keyof typeof demoSites;

export interface DemoAddresses {
  /** Origins of the site. */
  origins: string[];
  /** Origin below which the privacy statement is found. */
  statementBase: string;
  /** Host name of the fake Google, without port; Google's real hosts otherwise. */
  googleHost?: string;
  /** Host name of the fake Google Ads; by default the neighbour of `googleHost`. */
  adsHost?: string;
  /** How it is measured; `tag` where nothing is said. */
  mode?: GoogleMode;
}

const provider = 'Google Ireland Limited';

const necessary = {
  id: 'necessary',
  necessary: true,
  name: { fi: 'Välttämättömät', sv: 'Nödvändiga', en: 'Necessary' },
  description: {
    fi: 'Muistaa vastauksesi, jotta tätä ei kysytä joka sivulla.',
    sv: 'Kommer ihåg ditt svar, så att frågan inte ställs på varje sida.',
    en: 'Remembers your answer to this question, so that it is not asked on every page.',
  },
  services: [
    {
      id: 'choice',
      name: 'Lupa',
      provider: company.name,
      country: 'FI',
      cookies: [
        {
          name: 'lupa',
          days: 365,
          purpose: {
            fi: 'Mihin annoit luvan ja mihin et. Ei sisällä tunnistetta. Kieltäytyminen muistetaan puoli vuotta.',
            sv: 'Vad du har tillåtit och inte. Innehåller ingen identifierare. En vägran gäller ett halvår.',
            en: 'What you allowed and what you did not. Holds no identifier. A refusal is remembered for half a year.',
          },
        },
        {
          name: 'lupa*',
          days: 365,
          purpose: {
            fi: 'Lupasi todiste ja avain tietoihisi. Vain kun annoit luvan.',
            sv: 'Bevis på ditt tillstånd, nyckel till dina uppgifter. Bara efter ett tillstånd.',
            en: 'The proof of your permission and the key to your data. Only after a permission.',
          },
        },
      ],
    },
  ],
};

const googleCookies = [
  {
    name: '_ga',
    days: 365,
    purpose: {
      fi: 'Satunnaisluku, jolla Google Analytics erottaa selaimen toisista.',
      sv: 'Ett slumptal som skiljer webbläsare åt.',
      en: 'A random number by which Google Analytics tells one browser from another.',
    },
  },
  {
    name: '_ga_*',
    days: 365,
    purpose: {
      fi: 'Milloin käynti alkoi ja monesko se on.',
      sv: 'När besöket började, och dess nummer.',
      en: 'When the visit began and how many there have been.',
    },
  },
];

const analytics = (hosts: string[], mode: GoogleMode) => ({
  id: 'analytics',
  name: { fi: 'Kävijätilastot', sv: 'Besöksstatistik', en: 'Visit statistics' },
  description: {
    fi: 'Laskemme, mitä sivuja luetaan, mistä ja millä selaimilla tullaan. Google Analytics mittaa avatut sivut ja tilaukseen lisätyt tuotteet. Säilytämme puoli vuotta käynnin selaimen, laitelajin, kielen, tulosivuston, sivun ja lyhennetyn IP-osoitteen.',
    sv: 'Vi räknar vilka sidor som läses, varifrån och med vilka webbläsare. Google Analytics mäter sidvisningar och produkter i en beställning. I ett halvår sparar vi webbläsare, enhetstyp, språk, hänvisande webbplats, sida och förkortad IP-adress.',
    en: 'We count which pages are read, from where and with which browsers. Google Analytics measures page views and products added to an order. We keep a visit’s browser, kind of device, language, referring site, page and shortened IP address for half a year.',
  },
  retentionDays: 183,
  services: [
    {
      id: 'google-analytics',
      name: 'Google Analytics',
      provider,
      country: 'IE',
      hosts,
      cookies: mode === 'tag' ? googleCookies : [],
    },
    { id: 'visits', name: company.short, provider: company.name, country: 'FI', hosts: [], cookies: [] },
  ],
});

const marketing = (hosts: string[]) => ({
  id: 'marketing',
  name: { fi: 'Mainosten mittaus', sv: 'Mätning av annonser', en: 'Measuring advertisements' },
  description: {
    fi: 'Google Ads saa tiedon, kun kaupan sivu avataan tai tilaus lähetetään: näemme, mitkä mainokset tuovat tilauksia. Google voi yhdistää sen napsauttamaasi mainokseen. Myös etusivun filmi tulee Googlelta.',
    sv: 'Google Ads får veta när butikssidan öppnas eller en beställning skickas, så att vi ser vilka annonser som ger beställningar. Google kan koppla det till annonsen du klickade på. Även startsidans film kommer från Google.',
    en: 'Google Ads is told when the shop page is opened or an order is sent, so that we see which advertisements lead to orders. Google can connect this to the advertisement you clicked. The front page’s film comes from Google, too.',
  },
  retentionDays: 90,
  services: [
    { id: 'google-ads', name: 'Google Ads', provider, country: 'IE', hosts, cookies: [] },
    { id: 'film', name: 'Google Video', provider, country: 'IE', hosts: [], cookies: [] },
  ],
});

/** As the owner of the site hands them to the collector. */
export const demoSettings = ({
  origins,
  statementBase,
  googleHost,
  adsHost,
  mode = 'tag',
}: DemoAddresses) => {
  const measuring = googleHost
    ? [googleHost]
    : ['googletagmanager.com', 'google-analytics.com', 'analytics.google.com'];
  const advertising = googleHost
    ? [adsHost ?? googleHost.replace(/^google\./, 'ads.')]
    : ['googleadservices.com', 'doubleclick.net'];
  const statement = (language: 'fi' | 'sv' | 'en') => `${statementBase}${paths(language).privacy}`;
  return {
    name: company.name,
    origins,
    languages: ['fi', 'sv', 'en'],
    statement: {
      version: statementVersion,
      url: { fi: statement('fi'), sv: statement('sv'), en: statement('en') },
    },
    controller: { address: `${company.street}, ${company.city}`, country: 'FI' },
    purposes: [necessary, analytics(measuring, mode), marketing(advertising)],
    google: {
      mode,
      measurementId: 'G-DEMO2026',
      purpose: 'analytics',
      adsPurpose: 'marketing',
      ...(mode === 'relay' && { relay: { query: ['utm_source', 'utm_medium', 'utm_campaign'] } }),
    },
    visits: 'analytics',
    consentDays: 365,
    refusalDays: 183,
    doNotTrack: true,
    notForChildren: true as const,
  };
};
