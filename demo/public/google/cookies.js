/** The two cookies that Google's tag keeps a browser by (FACTS 4.5). */

const twoYears = 63072000;

const readCookie = (name) => {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
};

/** The highest domain that accepts a cookie; none on localhost and on addresses. */
const domainOf = (config) => {
  if (config.cookie_domain && config.cookie_domain !== 'auto') {
    return config.cookie_domain === 'none' ? '' : `; domain=${config.cookie_domain}`;
  }
  const host = location.hostname;
  if (!host.includes('.') || /^[\d.]+$|:|localhost$/.test(host)) return '';
  return `; domain=.${host.split('.').slice(-2).join('.')}`;
};

const writeCookie = (name, value, config) => {
  const age = config.cookie_expires ?? twoYears;
  const flags = config.cookie_flags ? `; ${config.cookie_flags}` : '';
  // biome-ignore lint/suspicious/noDocumentCookie: Google's tag writes cookies just so.
  document.cookie = `${name}=${value}; max-age=${age}; path=/${domainOf(config)}${flags}`;
};

export const seconds = () => Math.floor(Date.now() / 1000);
const randomNumber = () => crypto.getRandomValues(new Uint32Array(1))[0];
export const newClientId = () => `${randomNumber()}.${seconds()}`;

/** The client id of this browser, made and kept when there is none. */
export const keepClient = (config) => {
  const prefix = config.cookie_prefix ? `${config.cookie_prefix}` : '';
  const kept = /^GA1\.\d+\.(\d+\.\d+)$/.exec(readCookie(`${prefix}_ga`) || '');
  const id = kept ? kept[1] : newClientId();
  if (!kept || config.cookie_update !== false) writeCookie(`${prefix}_ga`, `GA1.1.${id}`, config);
  return { id, isNew: !kept };
};

/** The session of this browser with one measurement id: a new one after half an hour of silence. */
export const keepSession = (id, config) => {
  const prefix = config.cookie_prefix ? `${config.cookie_prefix}` : '';
  const name = `${prefix}_ga_${id.replace(/^G-/, '')}`;
  const kept = /^GS1\.1\.(\d+)\.(\d+)\.\d\.(\d+)/.exec(readCookie(name) || '');
  const isLive = kept && seconds() - Number(kept[3]) < 1800;
  const start = isLive ? kept[1] : String(seconds());
  const count = isLive ? Number(kept[2]) : (kept ? Number(kept[2]) : 0) + 1;
  writeCookie(name, `GS1.1.${start}.${count}.1.${seconds()}.0.0.0`, config);
  return { id: start, count, isNew: !isLive };
};
