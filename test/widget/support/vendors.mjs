/** Stand-ins for vendors' tags, as their documentation says they behave: what each sends is noted in `window.sent`. */

const script = (body) => `{ const note = (what) => (window.sent = window.sent || []).push(what);${body} }`;

/** Microsoft UET: takes over `uetq`, whose entries lie flat; in Europe denied unless told otherwise. */
const uet = script(`
window.UET = function (options) {
  let storage = 'denied';
  const take = (words) => {
    while (words.length) {
      const word = words.shift();
      if (word === 'consent') { words.shift(); storage = words.shift().ad_storage; }
      else note('uet ' + word + ' ' + storage);
    }
  };
  this.push = (...words) => take(words);
  take(options.q);
};`);

/** Microsoft Clarity: goes through what its stub has kept; cookies only where analytics storage is granted. */
const clarity = script(`
  const queue = window.clarity.q || [];
  window.clarity = (name, given) => {
    if (name !== 'consentv2') return;
    document.cookie = '_clck=1;path=/;max-age=' + (given.analytics_Storage === 'granted' ? 60 : 0);
    note('clarity ' + given.analytics_Storage + ' ' + given.ad_Storage);
  };
  for (const given of queue) window.clarity(...given);`);

/** Meta Pixel: while consent is revoked, what is tracked waits. */
const meta = script(`
  let revoked = false;
  const waiting = [];
  fbq.callMethod = (name, given) => {
    if (name === 'consent') revoked = given === 'revoke';
    if (name === 'track') waiting.push(given);
    while (!revoked && waiting.length) note('meta ' + waiting.shift());
  };
  while (fbq.queue.length) fbq.callMethod(...fbq.queue.shift());`);

/** Matomo: settings first, then the rest; while consent is required and not given, requests wait. */
const matomo = script(`
  let required = false;
  let given = false;
  let waiting = [];
  const methods = {
    requireConsent: () => { required = true; given = false; },
    setConsentGiven: () => {
      given = true;
      document.cookie = 'mtm_consent_removed=;path=/;max-age=0';
      for (const one of waiting.splice(0)) note(one);
    },
    forgetConsentGiven: () => {
      document.cookie = 'mtm_consent_removed=' + Date.now() + ';path=/;max-age=946080000';
      methods.requireConsent();
    },
    trackPageView: () => send('matomo page'),
    trackEvent: (name) => send('matomo ' + name),
  };
  const send = (what) => (required && !given ? waiting.push(what) : note(what));
  const take = ([name, ...rest]) => methods[name](...rest);
  const isFirst = ([name]) => /Consent/.test(name);
  for (const one of [..._paq.filter(isFirst), ..._paq.filter((each) => !isFirst(each))]) take(one);
  _paq = { push: take };`);

export const vendorScripts = { 'uet.js': uet, 'clarity.js': clarity, 'meta.js': meta, 'matomo.js': matomo };
