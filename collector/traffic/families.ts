/** The families of browsers and systems that are told apart; whatever else there is would single a browser out (R21). */

const browsers = new Set(
  `360,Android Browser,Brave,Chrome,Chrome Headless,Chrome WebView,Chromium,Coc Coc,DuckDuckGo,Edge,Electron,Epiphany,
  Facebook,Firefox,Firefox Focus,GSA,HuaweiBrowser,IE,IEMobile,Instagram,Konqueror,Line,LinkedIn,MIUI Browser,
  Mobile Safari,Opera,Opera GX,Opera Mini,Opera Mobi,Opera Touch,Pale Moon,QQBrowser,Safari,Samsung Internet,SeaMonkey,
  Silk,Snapchat,Sogou Explorer,TikTok,UCBrowser,Vivaldi,Vivo Browser,WeChat,Whale,Yandex`
    .split(',')
    .map((name) => name.trim()),
);

/** What client hints call what the parser of User-Agent calls otherwise. */
const brands = new Map([
  ['Google Chrome', 'Chrome'],
  ['Microsoft Edge', 'Edge'],
  ['Android WebView', 'Chrome WebView'],
  ['HeadlessChrome', 'Chrome Headless'],
  ['YaBrowser', 'Yandex'],
  ['Yowser', 'Yandex'],
  ['OperaMobile', 'Opera'],
]);

const systems = new Map([
  ...['Windows', 'Windows Phone', 'macOS', 'iOS', 'Android', 'Linux', 'Chrome OS', 'HarmonyOS', 'Tizen'].map(
    (name) => [name, name] as const,
  ),
  ...['KAIOS', 'FreeBSD', 'OpenBSD', 'NetBSD', 'PlayStation', 'Xbox', 'Nintendo'].map(
    (name) => [name, name] as const,
  ),
  ['Mac OS', 'macOS'],
  ['Chromium OS', 'Chrome OS'],
  ['webOS', 'webOS'],
  ...['Ubuntu', 'Debian', 'Fedora', 'Mint', 'Arch', 'SUSE', 'Gentoo', 'RedHat', 'CentOS', 'Manjaro'].map(
    (name) => [name, 'Linux'] as const,
  ),
]);

/** The family of a browser, `Other` for a rare one, null for none. */
export const familyOf = (name: string | undefined): string | null => {
  if (name === undefined || name === '') return null;
  const family = brands.get(name) ?? name;
  return browsers.has(family) ? family : 'Other';
};

/** The family of an operating system, `Other` for a rare one, null for none. */
export const systemOf = (name: string | undefined): string | null =>
  name === undefined || name === '' || name === 'Unknown' ? null : (systems.get(name) ?? 'Other');
