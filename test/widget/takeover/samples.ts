/** What other tools' cookies really look like, and where that was seen. */

/** Written by klaro 0.7.22 (npm) in Chromium 156: three services, `session` required; pressed "Accept all", "I decline", one switch and "Accept selected". */
export const klaroCookies = {
  all: '%7B%22session%22%3Atrue%2C%22matomo%22%3Atrue%2C%22adsense%22%3Atrue%7D',
  none: '%7B%22session%22%3Atrue%2C%22matomo%22%3Afalse%2C%22adsense%22%3Afalse%7D',
  one: '%7B%22session%22%3Atrue%2C%22matomo%22%3Atrue%2C%22adsense%22%3Afalse%7D',
};

/** Written by vanilla-cookieconsent 3.1.0 (npm) in Chromium 156 on 22 November 2026: "Accept all", "Reject all", one switch and "Save". */
export const vanillaCookies = {
  all: '%7B%22categories%22%3A%5B%22necessary%22%2C%22analytics%22%2C%22ads%22%5D%2C%22revision%22%3A0%2C%22data%22%3Anull%2C%22consentTimestamp%22%3A%222026-11-22T17%3A09%3A03.346Z%22%2C%22consentId%22%3A%22d8c66e73-03b6-445d-b529-dbbb5fd035d8%22%2C%22services%22%3A%7B%22necessary%22%3A%5B%5D%2C%22analytics%22%3A%5B%22ga%22%5D%2C%22ads%22%3A%5B%5D%7D%2C%22languageCode%22%3A%22en%22%2C%22lastConsentTimestamp%22%3A%222026-11-22T17%3A09%3A03.346Z%22%2C%22expirationTime%22%3A1811092143347%7D',
  none: '%7B%22categories%22%3A%5B%22necessary%22%5D%2C%22revision%22%3A0%2C%22data%22%3Anull%2C%22consentTimestamp%22%3A%222026-11-22T17%3A09%3A05.037Z%22%2C%22consentId%22%3A%22a28f96f2-1bc5-41fd-9808-b353b4a40f50%22%2C%22services%22%3A%7B%22necessary%22%3A%5B%5D%2C%22analytics%22%3A%5B%5D%2C%22ads%22%3A%5B%5D%7D%2C%22languageCode%22%3A%22en%22%2C%22lastConsentTimestamp%22%3A%222026-11-22T17%3A09%3A05.037Z%22%2C%22expirationTime%22%3A1811092145037%7D',
  one: '%7B%22categories%22%3A%5B%22analytics%22%2C%22necessary%22%5D%2C%22revision%22%3A0%2C%22data%22%3Anull%2C%22consentTimestamp%22%3A%222026-11-22T17%3A09%3A07.180Z%22%2C%22consentId%22%3A%22dfdff8fd-03da-4a7a-a5d3-6b8be5dc72d6%22%2C%22services%22%3A%7B%22necessary%22%3A%5B%5D%2C%22analytics%22%3A%5B%22ga%22%5D%2C%22ads%22%3A%5B%5D%7D%2C%22languageCode%22%3A%22en%22%2C%22lastConsentTimestamp%22%3A%222026-11-22T17%3A09%3A07.180Z%22%2C%22expirationTime%22%3A1811092147181%7D',
};

/**
 * Cookiebot's form, as its developers' page says to read it on a server and as recorded in many public test suites (2022 to
 * 2026); stamps and times are ours. Commas are encoded or not; `method` is missing in older ones.
 */
const cookiebotCookie = (stamp: string, said: string, rest: string, comma = '%2C') =>
  `{${[`stamp:%27${stamp}%27`, 'necessary:true', ...said.split(' '), ...rest.split(' ')].join(comma)}}`;
const stamp = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/+==';
const pressed = 'method:%27explicit%27 ver:1 utc:1795367341591 region:%27fi%27';
export const cookiebotCookies = {
  all: cookiebotCookie(stamp, 'preferences:true statistics:true marketing:true', pressed),
  none: cookiebotCookie(stamp, 'preferences:false statistics:false marketing:false', pressed, ','),
  one: cookiebotCookie(stamp, 'preferences:false statistics:true marketing:false', pressed),
  plain: cookiebotCookie(stamp, 'preferences:false statistics:true marketing:false', pressed, ',').replaceAll(
    '%27',
    "'",
  ),
  implied: cookiebotCookie(
    stamp,
    'preferences:true statistics:true marketing:false',
    pressed.replace('explicit', 'implied'),
  ),
  old: cookiebotCookie(stamp, 'preferences:true statistics:true marketing:true', 'ver:1 utc:1795367341591'),
  elsewhere: cookiebotCookie(
    '-1',
    'preferences:true statistics:true marketing:true',
    pressed.replace('explicit', 'implied'),
  ),
};

/**
 * OneTrust's form: the parameters that @commercetools-frontend/cookie-consent's documents give, with `intType` as the versions
 * since 202405 write it (public recordings, 2024 to 2026: 1 with all accepted, 2 with all refused, 3 with either, 6 with any mixture).
 */
const onetrustCookie = (groups: string, rest = '') =>
  `isGpcEnabled=0&datestamp=Sun+Nov+22+2026+19%3A15%3A41+GMT%2B0200+(Eastern+European+Standard+Time)&version=202510.1.0&browserGpcFlag=0&isIABGlobal=false&hosts=&consentId=00000000-0000-4000-8000-000000000000&interactionCount=1&isAnonUser=1&landingPath=NotLandingPage&groups=${encodeURIComponent(groups)}${rest}&geolocation=FI%3B18&AwaitingReconsent=false`;
export const onetrustCookies = {
  all: onetrustCookie('C0001:1,C0002:1,C0004:1', '&intType=1'),
  none: onetrustCookie('C0001:1,C0002:0,C0004:0', '&intType=2'),
  one: onetrustCookie('C0001:1,C0002:1,C0004:0', '&intType=6'),
  closed: onetrustCookie('C0001:1,C0002:1,C0004:0', '&intType=3'),
  old: onetrustCookie('C0001:1,C0002:1,C0004:0'),
  again: onetrustCookie('C0001:1,C0002:1,C0004:0', '&intType=1').replace('Reconsent=false', 'Reconsent=true'),
};
/** Beside it, since the banner was answered. */
export const onetrustAnswered = '2026-11-20T11:50:36.242Z';
