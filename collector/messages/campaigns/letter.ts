/** A campaign's letter to one person: the controller's own words, and every word that the law adds (Act 917/2014, 200-203 §; GDPR 13, 21(4)). */
import type { Content } from '../../../shared/register/campaign.ts';
import { bestOf, dayIn, mailWords } from './words/spoken.ts';
import type { MailWords } from './words/words.ts';

/** A campaign as it is sent. */
export interface Campaign {
  campaign: Uint8Array;
  purpose: string;
  productGroup: string | null;
  concernsDuties: boolean;
  /** By language. */
  content: Readonly<Record<string, Content>>;
}

/** Why the person gets it. */
export interface Why {
  basis: string;
  wording: string;
  since: number;
  productGroup: string | null;
}

export interface Letter {
  language: string;
  subject: string;
  text: string;
  headers: Record<string, string>;
}

const reason = ({ language, why }: MailWords, { basis, wording, since, productGroup }: Why): string => {
  if (basis === 'consent') return why.consent(dayIn(language, since), wording);
  if (basis === 'existing_customer') return why.existing_customer(productGroup ?? '');
  return why.legitimate_interest(wording);
};

/** `links`: where the person unsubscribes, and sees all that they permit. */
export const letterOf = (
  { content, productGroup }: Pick<Campaign, 'content' | 'productGroup'>,
  { name, contact }: { name: string; contact: string },
  wanted: string | null,
  why: Why,
  links: { unsubscribe: string; preferences: string },
): Letter => {
  const language = bestOf(Object.keys(content), wanted);
  const { subject, text } = content[language] ?? { subject: '', text: '' };
  const words = mailWords(language);
  const footer = [
    words.sender(name, contact),
    reason(words, why),
    ...(productGroup === null ? [] : [words.about(productGroup)]),
    `${words.unsubscribe} ${links.unsubscribe}`,
    `${words.preferences} ${links.preferences}`,
  ];
  return {
    language,
    subject,
    text: `${text.trimEnd()}\n\n-- \n${footer.join('\n')}\n`,
    headers: {
      // RFC 8058: one press in the mail program, without a question.
      'List-Unsubscribe': `<${links.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Content-Language': language,
    },
  };
};
