/** Addresses of e-mail in text, also `matti (at) example.fi` and `matti at example dot fi`. */
import type { Find } from './finds.ts';

const signs =
  /@{1,3}|=40(?=[\p{L}])|[([{<] ?(?:at|ät|a) ?[)\]}>]|(?<=[\p{L}\p{N}]) at (?=[\p{L}\p{N}.-]{1,63} (?:dot|piste) )/giu;
const local = /[\p{L}\p{N}\p{M}._%+'~-]/u;
const host = /[\p{L}\p{N}\p{M}.-]/u;
const dotWord = /(?: ?[([{<] ?(?:dot|piste|punkt|\.) ?[)\]}>] ?| dot | piste )(?=[\p{L}\p{N}])/iuy;

/** First place of the local part that ends before `end`. */
const localFrom = (text: string, end: number): number => {
  const least = Math.max(0, end - 64);
  if (text[end - 1] === '"') {
    const quote = text.lastIndexOf('"', end - 2);
    if (quote >= least) return quote;
  }
  let at = end;
  while (at > least && local.test(text[at - 1] ?? '')) at -= 1;
  while (at < end && /['.%~-]/.test(text[at] ?? '')) at += 1; // a quotation mark before it is no part of it
  return at;
};

/** First place after the host that begins at `at`. */
const hostTo = (text: string, at: number): number => {
  const most = Math.min(text.length, at + 255);
  if (text[at] === '[') {
    const bracket = text.indexOf(']', at);
    return bracket > 0 && bracket < most ? bracket + 1 : at;
  }
  let end = at;
  while (end < most) {
    if (host.test(text[end] ?? '')) end += 1;
    else {
      dotWord.lastIndex = end;
      if (!dotWord.test(text)) break;
      end = dotWord.lastIndex;
    }
  }
  while (end > at && /[.-]/.test(text[end - 1] ?? '')) end -= 1;
  return end;
};

const isHost = (name: string): boolean =>
  name.length > 1 && (/\p{L}/u.test(name) || name.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(name));

/** Whether a host that stands apart from its sign is one: `2 kg @ 3 euros` is no address. */
const isPlainHost = (name: string): boolean => /[.)\]}> ]\p{L}{2,63}$/u.test(name);

/** Addresses of e-mail, in order. One that was cut short after its sign counts. */
export const emailsIn = (text: string): Find[] => {
  const finds: Find[] = [];
  let free = 0;
  for (const sign of text.matchAll(signs)) {
    const isAt = sign[0].startsWith('@');
    let before = sign.index;
    let after = before + sign[0].length;
    if (text[before - 1] === ' ') before -= 1;
    if (text[after] === ' ') after += 1;
    const apart = !isAt || before < sign.index || after > sign.index + 1;
    const at = Math.max(free, localFrom(text, before));
    const end = hostTo(text, after);
    const name = text.slice(after, end);
    const cutShort = isAt && !apart && text.length - after < 2;
    if (at < before && (cutShort || (apart ? isPlainHost(name) : isHost(name)))) {
      free = Math.max(end, after);
      finds.push({ kind: 'email', at, end: free });
    }
  }
  return finds;
};
