/** Makes an element from a name, attributes and children: text is always text, never markup. */
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

export const clock = (time) => {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '';
  return element('time', { datetime: date.toISOString() }, date.toLocaleTimeString('en-GB'));
};

/** Any value, readable: for members that this page was not told about. */
export const pretty = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

export const chip = (text, kind = 'plain') => element('span', { class: `chip ${kind}` }, text);

export const folded = (label, value) =>
  element(
    'details',
    {},
    element('summary', {}, label),
    element('pre', { tabindex: '0', role: 'region', 'aria-label': label }, pretty(value)),
  );
