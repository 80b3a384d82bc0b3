/** Czech: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const cs: Locale = {
  draft: true,
  duration: durations('cs', {
    session: 'do zavření prohlížeče',
    day: { one: '# den', few: '# dny', many: '# dne', other: '# dnů' },
    month: { one: '# měsíc', few: '# měsíce', many: '# měsíce', other: '# měsíců' },
    year: { one: '# rok', few: '# roky', many: '# roku', other: '# let' },
  }),
  title: () => 'Cookies: volba je na vás',
  intro: ({ controller }) =>
    `${controller} vás žádá o souhlas s ukládáním a čtením údajů ve vašem zařízení pro tyto účely. Web funguje stejně, i když odmítnete.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Údaje nezíská žádná jiná společnost.'
      : `Další příjemci údajů v případě vašeho souhlasu: ${listed(recipients, ' a ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Svou odpověď můžete kdykoli změnit a souhlas odvolat: „${preferencesButton}“ najdete na každé stránce.`,
  acceptAll: () => 'Přijmout vše',
  rejectAll: () => 'Odmítnout vše',
  choose: () => 'Vybrat',
  preferencesButton: () => 'Nastavení soukromí',
  preferencesTitle: () => 'Nastavení soukromí',
  preferencesIntro: () => 'Na každý účel se odpovídá zvlášť.',
  save: () => 'Uložit můj výběr',
  close: () => 'Zavřít beze změny',
  necessary: () => 'Vždy zapnuto: web bez toho nefunguje.',
  details: () => 'Služby a cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'K čemu slouží',
  cookieLifetime: () => 'Doba uchování',
  statement: () => 'Zásady ochrany osobních údajů',
  contact: () => 'Kontakt',
  saved: () => 'Váš výběr je uložen.',
  receipt: () => 'Uložit potvrzení o volbě',
  mine: () => 'Co o vás uchováváme',
  embed: () => 'Zde je obsah z {host}. Načte se, až to povolíte.',
  allow: () => 'Povolit: {purpose}',
  googleRelayed: () => 'Google tyto údaje dostává z našeho serveru, bez vaší IP adresy.',
  googleTagged: () => 'Váš prohlížeč se spojí se společností Google, která vidí vaši IP adresu.',
};
