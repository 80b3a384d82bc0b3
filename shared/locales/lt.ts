/** Lithuanian: formal. */
import { durations, type Locale, listed } from './locale.ts';

export const lt: Locale = {
  draft: true,
  duration: durations('lt', {
    session: 'iki naršyklės uždarymo',
    day: { one: '# diena', few: '# dienos', many: '# dienos', other: '# dienų' },
    month: { one: '# mėnuo', few: '# mėnesiai', many: '# mėnesio', other: '# mėnesių' },
    year: { one: '# metai', few: '# metai', many: '# metų', other: '# metų' },
  }),
  title: () => 'Slapukai: renkatės jūs',
  intro: ({ controller }) =>
    `${controller} prašo jūsų sutikimo šiais tikslais įrašyti informaciją į jūsų įrenginį ir ją skaityti. Svetainė veikia taip pat ir jums nesutikus.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Jokia kita įmonė duomenų negauna.'
      : `Kiti duomenų gavėjai, jei sutiksite: ${listed(recipients, ' ir ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Bet kada galite pakeisti atsakymą arba atšaukti sutikimą: „${preferencesButton}“ rasite kiekviename puslapyje.`,
  acceptAll: () => 'Priimti visus',
  rejectAll: () => 'Atmesti visus',
  choose: () => 'Pasirinkti',
  preferencesButton: () => 'Privatumo nustatymai',
  preferencesTitle: () => 'Privatumo nustatymai',
  preferencesIntro: () => 'Dėl kiekvieno tikslo atsakoma atskirai.',
  save: () => 'Įrašyti mano pasirinkimą',
  close: () => 'Uždaryti nieko nekeičiant',
  necessary: () => 'Visada įjungta: be to svetainė neveikia.',
  details: () => 'Paslaugos ir slapukai',
  cookieName: () => 'Slapukas',
  cookiePurpose: () => 'Kam jis naudojamas',
  cookieLifetime: () => 'Saugojimo trukmė',
  statement: () => 'Privatumo politika',
  contact: () => 'Kontaktai',
  saved: () => 'Jūsų pasirinkimas įrašytas.',
  receipt: () => 'Įrašyti pasirinkimo patvirtinimą',
  mine: () => 'Kas apie jus saugoma',
  embed: () => 'Čia yra turinys iš {host}. Jis įkeliamas tik jums leidus.',
  allow: () => 'Leisti: {purpose}',
  googleRelayed: () => 'Google šiuos duomenis gauna iš mūsų serverio, be jūsų IP adreso.',
  googleTagged: () => 'Jūsų naršyklė kreipiasi į Google, kuri mato jūsų IP adresą.',
};
