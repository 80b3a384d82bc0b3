/** Values of the answer in plain words of a language: times, amounts, codes. */
import type { AnswerWords } from './words/words.ts';

export type Json = unknown;

/** A day without a time. */
const date = /^\d{4}-\d\d-\d\d$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Spaces that do not break are odd in files that are read by programs. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** What a member is called, of a table; its own name where nobody has named it. */
export const labelOf = (words: AnswerWords, member: string, table = ''): string =>
  words.members[`${table}.${member}`] ?? words.members[member] ?? member;

const codeOf = (words: AnswerWords, member: string, code: string): string | undefined => {
  if (member === 'field') return words.members[code];
  if (member === 'noun' || member === 'table') return words.tables[code];
  if (member === 'category' || member === 'categories') return words.categories[code];
  if (member === 'retention') return words.retention[code];
  const own = words.values[`${member}.${code}`];
  if (own !== undefined) return own;
  if (member === 'purpose') return words.purposes[code];
  if (member === 'basis') return words.bases[code] ?? words.values[code];
  return undefined;
};

/** Members whose values are codes, whatever they are of. */
const coded = new Set(
  'source,answer,how,surface,signal,channel,ending,recipient,kind,state,template,role,restriction,device,sent,reason,law,way,proof,ground,act'.split(
    ',',
  ),
);

/** What staff did, as the access log has it: a word, or `read` and `list` with what. */
const actionOf = (words: AnswerWords, action: string): string => {
  const known = words.values[action];
  if (known !== undefined) return known;
  const [verb = '', ...rest] = action.split(' ');
  const what = rest.join(' ');
  const told = words.tables[what.replaceAll('-', '_')] ?? words.values[what] ?? what;
  const { readRows, listedRows, exportedRows } = words.text;
  const says = { read: readRows, list: listedRows, export: exportedRows }[verb];
  return says ? says(told.toLowerCase()) : action;
};

/** In the smallest unit of a currency. */
export const isMoney = (member: string): boolean => member === 'amount' || member === 'fee';

/** Words for one language: its formatters are made once, for they are slow to make. */
export const sayer = (words: AnswerWords) => {
  const { locale, language, yes, no } = words.text;
  const times = new Intl.DateTimeFormat(locale, {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Europe/Helsinki',
  });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' });
  const amounts = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const countries = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });

  const sayTime = (iso: string): string => plain(times.format(Date.parse(iso)));

  const sayText = (member: string, text: string): string => {
    if (time.test(text)) return sayTime(text);
    if (member === 'until' && date.test(text)) return plain(days.format(Date.parse(text)));
    if (member === 'action') return actionOf(words, text);
    if (member === 'fields')
      return text === 'all'
        ? words.text.whole
        : text
            .split(' ')
            .map((one) => labelOf(words, one))
            .join(', ');
    if (member === 'country' && /^[A-Z]{2}$/.test(text)) return countries.of(text) ?? text;
    return codeOf(words, member, text) ?? (coded.has(member) ? (words.values[text] ?? text) : text);
  };

  /** Where a row came from: from whom, when, and on which permission. */
  const saySource = ({ source, obtained, permission }: Record<string, string | null>): string =>
    [sayText('source', source ?? ''), sayTime(obtained ?? ''), permission].filter(Boolean).join(', ');

  const say = (member: string, value: Json): string => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'boolean') return value ? yes : no;
    if (typeof value === 'number')
      return isMoney(member) ? plain(amounts.format(value / 100)) : String(value);
    if (typeof value === 'string') return sayText(member, value);
    if (member === 'sources' && Array.isArray(value)) return value.map(saySource).join('; ');
    if (Array.isArray(value)) return value.map((one) => say(member, one)).join('; ');
    return Object.entries(value as Record<string, Json>)
      .filter(([, one]) => one !== null && one !== undefined && one !== '')
      .map(([name, one]) => `${labelOf(words, name)}: ${say(name, one)}`)
      .join(', ');
  };
  return { say, sayTime };
};

export type Sayer = ReturnType<typeof sayer>;
