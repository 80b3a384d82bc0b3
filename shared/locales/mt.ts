/** Maltese. */
import { durations, type Locale, listed } from './locale.ts';

export const mt: Locale = {
  draft: true,
  duration: durations('mt', {
    session: 'sakemm jingħalaq il-brawżer',
    day: { one: 'jum wieħed', two: 'jumejn', few: '# ijiem', many: '#-il jum', other: '# jum' },
    month: { one: 'xahar wieħed', two: 'xahrejn', few: '# xhur', many: '#-il xahar', other: '# xahar' },
    year: { one: 'sena waħda', two: 'sentejn', few: '# snin', many: '#-il sena', other: '# sena' },
  }),
  title: () => 'Cookies: l-għażla f’idejk',
  intro: ({ controller }) =>
    `Il-kontrollur tad-data, ${controller}, jitlob il-kunsens tiegħek biex jaħżen u jaqra informazzjoni fuq l-apparat tiegħek għal dawn l-għanijiet. Is-sit web jaħdem l-istess jekk tirrifjuta.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'L-ebda kumpanija oħra ma tirċievi d-data.'
      : `Bil-kunsens tiegħek, id-data tintbagħat ukoll lil: ${listed(recipients, ' u ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Tista’ tbiddel it-tweġiba tiegħek jew tirtira l-kunsens tiegħek meta trid: f’kull paġna ssib “${preferencesButton}”.`,
  acceptAll: () => 'Aċċetta kollox',
  rejectAll: () => 'Irrifjuta kollox',
  choose: () => 'Agħżel',
  preferencesButton: () => 'Għażliet tal-privatezza',
  preferencesTitle: () => 'Għażliet tal-privatezza',
  preferencesIntro: () => 'Għal kull għan tingħata tweġiba separata.',
  save: () => 'Issejvja l-għażliet tiegħi',
  close: () => 'Agħlaq mingħajr ma tbiddel xejn',
  necessary: () => 'Dejjem mixgħul: is-sit web ma jaħdimx mingħajru.',
  details: () => 'Servizzi u cookies',
  cookieName: () => 'Cookie',
  cookiePurpose: () => 'Għalxiex tintuża',
  cookieLifetime: () => 'Żmien tal-ħażna',
  statement: () => 'Dikjarazzjoni ta’ privatezza',
  contact: () => 'Kuntatt',
  saved: () => 'L-għażliet tiegħek ġew issejvjati.',
  receipt: () => 'Issejvja l-irċevuta tal-għażla tiegħek',
  mine: () => 'Ara x’inhu miżmum dwarek',
  embed: () => 'Hawn hemm kontenut minn {host}. Jitgħabba biss meta tippermettih.',
  allow: () => 'Ippermetti: {purpose}',
  googleRelayed: () => 'Google jirċievi din id-data mis-server tagħna, mingħajr l-indirizz IP tiegħek.',
  googleTagged: () => 'Il-browser tiegħek jikkuntattja lil Google, li jara l-indirizz IP tiegħek.',
};
