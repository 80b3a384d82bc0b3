/** Icelandic. */
import { durations, type Locale, listed } from './locale.ts';

export const is: Locale = {
  draft: true,
  duration: durations('is', {
    session: 'þar til vafranum er lokað',
    day: { one: '# dagur', other: '# dagar' },
    month: { one: '# mánuður', other: '# mánuðir' },
    year: { other: '# ár' },
  }),
  title: () => 'Vafrakökur: þú velur',
  intro: ({ controller }) =>
    `${controller} biður um samþykki þitt fyrir því að geyma og lesa upplýsingar í tækinu þínu í eftirfarandi tilgangi. Vefurinn virkar eins þótt þú hafnir.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Ekkert annað fyrirtæki fær upplýsingarnar.'
      : `Aðrir viðtakendur upplýsinga, ef þú samþykkir: ${listed(recipients, ' og ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Þú getur breytt svarinu eða afturkallað samþykkið hvenær sem er: „${preferencesButton}“ er að finna á hverri síðu.`,
  acceptAll: () => 'Samþykkja allt',
  rejectAll: () => 'Hafna öllu',
  choose: () => 'Velja',
  preferencesButton: () => 'Persónuverndarstillingar',
  preferencesTitle: () => 'Persónuverndarstillingar',
  preferencesIntro: () => 'Hverjum tilgangi er svarað fyrir sig.',
  save: () => 'Vista val mitt',
  close: () => 'Loka án þess að breyta neinu',
  necessary: () => 'Alltaf virkt: vefurinn virkar ekki án þess.',
  details: () => 'Þjónusta og vafrakökur',
  cookieName: () => 'Vafrakaka',
  cookiePurpose: () => 'Til hvers hún er notuð',
  cookieLifetime: () => 'Geymslutími',
  statement: () => 'Persónuverndarstefna',
  contact: () => 'Hafa samband',
  saved: () => 'Val þitt hefur verið vistað.',
  receipt: () => 'Vista kvittun fyrir vali þínu',
  mine: () => 'Hvað er geymt um þig',
  embed: () => 'Hér er efni frá {host}. Það er ekki sótt fyrr en þú leyfir það.',
  allow: () => 'Leyfa: {purpose}',
  googleRelayed: () => 'Google fær gögnin frá netþjóni okkar, án IP-tölu þinnar.',
  googleTagged: () => 'Vafrinn þinn tengist Google, sem sér IP-tölu þína.',
};
