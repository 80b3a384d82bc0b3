/** Irish. */
import { durations, type Locale, listed } from './locale.ts';

export const ga: Locale = {
  draft: true,
  duration: durations('ga', {
    session: 'go dtí go ndúntar an brabhsálaí',
    day: { other: '# lá' },
    month: { one: '# mhí', two: '# mhí', few: '# mhí', many: '# mí', other: '# mí' },
    year: { one: '# bhliain', two: '# bhliain', few: '# bliana', many: '# mbliana', other: '# bliain' },
  }),
  title: () => 'Fianáin: is leatsa an rogha',
  intro: ({ controller }) =>
    `Iarrann ${controller} do thoiliú chun faisnéis a stóráil ar do ghléas agus a léamh uaidh chun na gcríoch seo. Oibríonn an suíomh gréasáin ar an mbealach céanna má dhiúltaíonn tú.`,
  recipients: ({ recipients }) =>
    recipients.length === 0
      ? 'Ní fhaigheann aon chuideachta eile na sonraí.'
      : `Le do thoiliú, cuirtear sonraí freisin chuig: ${listed(recipients, ' agus ')}.`,
  withdrawal: ({ preferencesButton }) =>
    `Is féidir leat do fhreagra a athrú nó do thoiliú a tharraingt siar am ar bith: tá “${preferencesButton}” ar gach leathanach.`,
  acceptAll: () => 'Glac le gach rud',
  rejectAll: () => 'Diúltaigh do gach rud',
  choose: () => 'Roghnaigh',
  preferencesButton: () => 'Roghanna príobháideachais',
  preferencesTitle: () => 'Roghanna príobháideachais',
  preferencesIntro: () => 'Tugtar freagra ar leith ar gach críoch.',
  save: () => 'Sábháil mo roghanna',
  close: () => 'Dún gan aon rud a athrú',
  necessary: () => 'Ar siúl i gcónaí: ní oibríonn an suíomh gan é.',
  details: () => 'Seirbhísí agus fianáin',
  cookieName: () => 'Fianán',
  cookiePurpose: () => 'Cad chuige é',
  cookieLifetime: () => 'Fad stórála',
  statement: () => 'Ráiteas príobháideachais',
  contact: () => 'Teagmháil',
  saved: () => 'Sábháladh do roghanna.',
  receipt: () => 'Sábháil an admháil ar do rogha',
  mine: () => 'Féach cad atá á choinneáil fút',
  embed: () => 'Tá ábhar ó {host} anseo. Ní lódáiltear é go dtí go gceadaíonn tú é.',
  allow: () => 'Ceadaigh: {purpose}',
  googleRelayed: () => 'Faigheann Google na sonraí seo ónár bhfreastalaí, gan do sheoladh IP.',
  googleTagged: () => 'Téann do bhrabhsálaí i dteagmháil le Google, a fheiceann do sheoladh IP.',
};
