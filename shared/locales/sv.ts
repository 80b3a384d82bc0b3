/** Swedish, as written in Finland. */
import { durations, type Locale, listed } from './locale.ts';

export const sv: Locale = {
  duration: durations('sv', {
    session: 'tills webbläsaren stängs',
    day: { one: '# dag', other: '# dagar' },
    month: { one: '# månad', other: '# månader' },
    year: { other: '# år' },
  }),
  title: () => 'Kakor: du väljer',
  intro: ({ controller }) =>
    `${controller} ber om ditt tillstånd att lagra och läsa uppgifter på din enhet för dessa ändamål. Webbplatsen fungerar likadant även om du avböjer.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Inga uppgifter lämnas till andra företag.'
      : `Uppgifter skulle också gå till ${listed(recipients, ' och ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Du kan ändra ditt svar eller återkalla ditt samtycke när som helst: ”${preferencesButton}” finns på varje sida.`,
  acceptAll: () => 'Godkänn alla',
  rejectAll: () => 'Avböj alla',
  choose: () => 'Välj själv',
  preferencesButton: () => 'Integritetsval',
  preferencesTitle: () => 'Integritetsval',
  preferencesIntro: () => 'Varje ändamål besvaras för sig.',
  save: () => 'Spara mina val',
  close: () => 'Stäng utan att ändra något',
  necessary: () => 'Alltid på: webbplatsen fungerar inte utan detta.',
  details: () => 'Tjänster och kakor',
  cookieName: () => 'Kaka',
  cookiePurpose: () => 'Vad den används till',
  cookieLifetime: () => 'Hur länge den finns kvar',
  statement: () => 'Dataskyddsbeskrivning',
  contact: () => 'Kontakt',
  saved: () => 'Dina val har sparats.',
  receipt: () => 'Spara kvittot på ditt val',
  mine: () => 'Vad som sparas om dig',
  embed: () => 'Här finns innehåll från {host}. Det hämtas först när du tillåter det.',
  allow: () => 'Tillåt: {purpose}',
  googleRelayed: () => 'Google får uppgifterna från vår server, utan din IP-adress.',
  googleTagged: () => 'Din webbläsare kontaktar Google, som ser din IP-adress.',
};
