/** Latvian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const lv: Locale = {
  draft: true,
  duration: durations('lv', {
    session: 'līdz pārlūka aizvēršanai',
    day: { zero: '# dienu', one: '# diena', other: '# dienas' },
    month: { zero: '# mēnešu', one: '# mēnesis', other: '# mēneši' },
    year: { zero: '# gadu', one: '# gads', other: '# gadi' },
  }),
  title: () => 'Sīkdatnes: jūs izvēlaties',
  intro: ({ controller }) =>
    `${controller} lūdz jūsu piekrišanu šādiem nolūkiem glabāt un nolasīt informāciju jūsu ierīcē. Tīmekļvietne darbojas tāpat arī tad, ja atsakāties.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Neviens cits uzņēmums datus nesaņem.'
      : `Citi datu saņēmēji, ja piekrītat: ${listed(recipients, ' un ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Jebkurā laikā varat mainīt atbildi vai atsaukt piekrišanu: „${preferencesButton}” atradīsiet katrā lapā.`,
  acceptAll: () => 'Pieņemt visu',
  rejectAll: () => 'Noraidīt visu',
  choose: () => 'Izvēlēties',
  preferencesButton: () => 'Privātuma iestatījumi',
  preferencesTitle: () => 'Privātuma iestatījumi',
  preferencesIntro: () => 'Par katru nolūku atbild atsevišķi.',
  save: () => 'Saglabāt manu izvēli',
  close: () => 'Aizvērt, neko nemainot',
  necessary: () => 'Vienmēr ieslēgts: tīmekļvietne bez tā nedarbojas.',
  details: () => 'Pakalpojumi un sīkdatnes',
  cookieName: () => 'Sīkdatne',
  cookiePurpose: () => 'Kam tā paredzēta',
  cookieLifetime: () => 'Glabāšanas ilgums',
  statement: () => 'Privātuma politika',
  contact: () => 'Saziņa',
  saved: () => 'Jūsu izvēle ir saglabāta.',
  receipt: () => 'Saglabāt izvēles apliecinājumu',
  mine: () => 'Kas par jums tiek glabāts',
  embed: () => 'Šeit ir saturs no {host}. Tas tiek ielādēts tikai tad, kad to atļaujat.',
  allow: () => 'Atļaut: {purpose}',
  googleRelayed: () => 'Google šos datus saņem no mūsu servera, bez jūsu IP adreses.',
  googleTagged: () => 'Jūsu pārlūkprogramma sazinās ar Google, kas redz jūsu IP adresi.',
};
