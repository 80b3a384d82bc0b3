/** Rows of the answer as they are read: sources in a word, texts once, purposes by their names. */
import type { Notice } from '../../../shared/notice.ts';

interface Sourced {
  source: string;
  obtained: string | null;
  permission: string | null;
}

/** A row with its sources as one value: most rows have one. */
export const withSource = (row: object & { sources?: readonly Sourced[] }) => {
  const { sources = [], ...members } = row;
  const told = sources.map(({ source, obtained, permission }) => ({ source, obtained, permission }));
  return { ...members, sources: [...new Map(told.map((one) => [JSON.stringify(one), one])).values()] };
};

/** A notice as a text; the decisions name it by its version. */
export const shownText = ({ version, texts, purposes }: Notice) => ({
  version,
  title: texts.title,
  text: [
    texts.intro,
    ...purposes.map(
      ({ name, description, services }) =>
        `${name}: ${description}${services.map((one) => ` ${one.name} (${one.provider}, ${one.country})`).join(';')}`,
    ),
    texts.recipients,
    texts.withdrawal,
  ].join('\n'),
});

/** Each text once, however often it was shown. */
export const textsShown = (rows: readonly { textShown: Notice | null }[]) => [
  ...new Map(
    rows.flatMap(({ textShown }) => (textShown ? [[textShown.version, textShown] as const] : [])),
  ).values(),
];

/** What a purpose was called in the text that was shown. */
export const purposeName = (notice: Notice | null, purpose: string): string =>
  notice?.purposes.find(({ id }) => id === purpose)?.name ?? purpose;

export const named = <One extends { textShown: Notice | null; purpose?: string }>({
  textShown,
  ...row
}: One) => ({
  ...row,
  ...(row.purpose !== undefined && { purpose: purposeName(textShown, row.purpose) }),
  notice: textShown?.version ?? null,
});

/** An act that the ledger recorded: which members, as the access log tells them; nothing where nobody of another company acted. */
export const recorded = ({
  ledgerNumber,
  row,
  members,
  byProcessor,
  ...act
}: {
  ledgerNumber: number;
  row: string | null;
  members: readonly string[];
  byProcessor: boolean;
}) => ({ ...act, fields: members.join(' '), byProcessor: byProcessor || null, ledgerNumber, row });

/** Its identifier last: it helps whoever asks about a row, and tells nothing. */
export const idLast = ({ id, ...row }: { id?: unknown }) => ({ ...row, ...(id !== undefined && { id }) });

/** An e-mail as it is read; what waits to be sent has its whole text. */
export const readable = (row: object & { body?: unknown; kind?: unknown }) => {
  if (row.kind !== 'email' || typeof row.body !== 'string') return row;
  const { subject, text } = JSON.parse(row.body) as { subject: string; text: string };
  return { ...row, body: `${subject}\n\n${text}` };
};
