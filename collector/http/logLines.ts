/** Lines of service logs before they are kept: without passwords, tokens and whole addresses that a service let slip into them. */
import { addressFinders } from '../google/addresses.ts';
import { without } from '../google/finds.ts';

const mark = '(secret)';

/** Names of what is secret, alone or inside a longer name: `new_password`, `X-Api-Key`. */
const named =
  /(?:(?<![\w.-])[\w.-]*(?:pass(?:word|wd|phrase|code)|pwd|salasana|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|authori[sz]ation|cookie|session[-_]?id)[\w.-]*|\b(?:pin|otp|sid))/;
/** What stands between a name and its value: `=`, `": "`, ` is `, in URLs too. */
const between = /(?:["']?\s*(?:=>|[:=](?!>)|%3a|%3d)\s*|\s+(?:is|was|on|oli)\s+)/;
/** The value: in quotes, after a scheme, or up to where the next one begins. */
const value =
  /(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|(?:bearer|basic|digest|negotiate)\s+[^\s,;"']+|[^\s,;&"'}\])]+)/;

const pair = new RegExp(`(${named.source}${between.source})(?!\\(secret\\))${value.source}`, 'gi');
/** To the end of the line: several values may follow. */
const header = /((?:set-)?cookie\s*:\s*|(?:proxy-)?authorization\s*:\s*).+/gi;
const scheme = /\b(bearer|basic)\s+[a-z0-9._~+/-]{8,}=*/gi;
const jwt = /(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g;
const inUrl = /(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;
const pem = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
/** Keys whose makers mark them. */
const known =
  /\b(?:AKIA[0-9A-Z]{16}|gh[a-z]_\w{20,}|sk_(?:live|test)_\w{10,}|xox[a-z]-[\w-]{10,}|AIza[\w-]{30,})/g;

/** The line with marks in the place of secrets and of addresses of machines. */
export const cleaned = (line: string): string => {
  const plain = line
    .replaceAll(pem, mark)
    .replaceAll(header, `$1${mark}`)
    .replaceAll(jwt, mark)
    .replaceAll(known, mark)
    .replaceAll(inUrl, `$1${mark}`)
    .replaceAll(pair, `$1${mark}`)
    .replaceAll(scheme, `$1 ${mark}`);
  return addressFinders.reduce((rest, find) => without(rest, find(rest), {}), plain);
};
