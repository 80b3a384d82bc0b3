/** A stand-in for googletagmanager.com/gtag/js that behaves as the real tag was measured to (FACTS 4). */
import { gcdOf, gcsOf, isGranted, newConsent, tellConsent } from './consent.js';
import { keepClient, keepSession, newClientId, seconds } from './cookies.js';
import { queueHit } from './send.js';

export const consent = newConsent();
const settings = {};
const targets = new Map();
const held = [];
let waitUntil = 0;
let anonymousId = newClientId();

/** Keys of `config` that steer the tag; every other one travels as an event parameter. */
const steering =
  /^(send_page_view|page_\w+|allow_\w+|cookie_\w+|server_container_url|transport_url|groups|debug_mode|user_id)$/;

const isOff = (id) => window[`ga-disable-${id}`] === true;

const asEvent = (name, parameters) => {
  const event = { en: name };
  for (const [key, value] of Object.entries(parameters)) {
    if (steering.test(key) || key === 'send_to') continue;
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    event[`${typeof value === 'number' ? 'epn' : 'ep'}.${key}`] = text;
  }
  return event;
};

/** What every hit carries, as things stand now. */
const asThingsStand = (id, config) => {
  const isStored = isGranted(consent, 'analytics_storage');
  const client = isStored ? keepClient(config) : { id: anonymousId, isNew: true };
  const session = isStored ? keepSession(id, config) : { id: String(seconds()), count: 1, isNew: true };
  const personalised = config.allow_ad_personalization_signals !== false;
  return {
    v: '2',
    tid: id,
    gtm: 'fake',
    gcs: gcsOf(consent),
    gcd: gcdOf(consent, config.allow_ad_personalization_signals),
    npa: personalised && isGranted(consent, 'ad_personalization') ? '0' : '1',
    ngs: config.allow_google_signals === false ? '1' : undefined,
    pscdl: isGranted(consent, 'ad_storage') ? 'noapi' : 'denied',
    dma: '1',
    cid: client.id,
    ul: navigator.language.toLowerCase(),
    sr: `${screen.width}x${screen.height}`,
    sid: session.id,
    sct: String(session.count),
    dl: config.page_location || location.href,
    dr: (config.page_referrer ?? document.referrer) || undefined,
    dt: config.page_title || document.title,
    _fv: client.isNew ? '1' : undefined,
    _ss: session.isNew ? '1' : undefined,
  };
};

const measure = (id, name, parameters, atOnce) => {
  if (isOff(id)) return;
  const config = { ...settings, ...targets.get(id), ...parameters };
  queueHit({ config, common: asThingsStand(id, config), event: asEvent(name, parameters) }, atOnce);
};

/** A denied default may ask the tag to wait a moment for an update. */
const whenTold = (action) => {
  const wait = waitUntil - Date.now();
  if (wait <= 0) return action();
  held.push(action);
  if (held.length === 1) setTimeout(goOn, wait);
};

const goOn = () => {
  waitUntil = 0;
  for (const action of held.splice(0)) action();
};

export const commands = {
  consent: (how, answers = {}) => {
    if (how !== 'default' && how !== 'update') return;
    const isFirst = !consent.active;
    tellConsent(consent, how, answers);
    if (how === 'default' && isFirst && answers.wait_for_update > 0) {
      waitUntil = Date.now() + answers.wait_for_update;
    }
    if (how === 'update') {
      if (!isGranted(consent, 'analytics_storage')) anonymousId = newClientId();
      goOn();
    }
  },
  config: (id, config = {}) => {
    if (typeof id !== 'string' || isOff(id)) return;
    targets.set(id, config);
    if (config.send_page_view === false) return;
    whenTold(() => measure(id, 'page_view', config, true));
  },
  event: (name, parameters = {}) => {
    const wanted = [parameters.send_to ?? [...targets.keys()]].flat();
    for (const id of wanted) whenTold(() => measure(id, name, parameters, false));
  },
  set: (key, value) => Object.assign(settings, typeof key === 'object' ? key : { [key]: value }),
  get: (id, field, done) => {
    if (field === 'client_id' && isGranted(consent, 'analytics_storage')) {
      done(keepClient(targets.get(id) || {}).id);
    }
  },
  js: () => {},
};

/** Only an `arguments` object is a command: arrays are passed over in silence, consent included (FACTS 0.5). */
const take = (entry) => {
  if (Object.prototype.toString.call(entry) !== '[object Arguments]') return;
  const [name, ...rest] = entry;
  if (Object.hasOwn(commands, name)) commands[name](...rest);
};

window.google_tag_manager = window.google_tag_manager || {};
window.dataLayer = window.dataLayer || [];
export const layer = window.dataLayer;
const before = layer.push.bind(layer);
layer.push = (...entries) => {
  const length = before(...entries);
  entries.forEach(take);
  return length;
};
[...layer].forEach(take);

// Enhanced measurement is switched on in the container, without a word from the page (FACTS 4.5).
addEventListener('scroll', function scrolled() {
  const page = document.documentElement;
  if (scrollY + innerHeight < page.scrollHeight * 0.9) return;
  removeEventListener('scroll', scrolled);
  commands.event('scroll', { percent_scrolled: 90 });
});

// So are page views of client-side navigation, with the whole address, whatever was set: others measured it on the real tag.
let whole = location.href;
const moved = () => {
  const before = whole;
  whole = location.href;
  if (whole !== before) commands.event('page_view', { page_location: whole, page_referrer: before });
};
for (const name of ['pushState', 'replaceState']) {
  const native = history[name];
  history[name] = function (...given) {
    native.apply(this, given);
    moved();
  };
}
addEventListener('popstate', moved);
