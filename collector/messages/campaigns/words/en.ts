/** The words of marketing in English. */
import type { MailWords } from './words.ts';

export const en: MailWords = {
  language: 'en',
  sender: (name, contact) => `Sent by ${name}, ${contact}.`,
  why: {
    consent: (on, wording) => `You get this because you agreed to it on ${on}: “${wording}”`,
    existing_customer: (group) =>
      `You get this because you are our customer: we write to you about ${group}, which you bought from us.`,
    legitimate_interest: (wording) => `Why you get this: ${wording}`,
  },
  about: (group) => `It concerns: ${group}.`,
  unsubscribe: 'Unsubscribe, free and at once:',
  preferences: 'All that we may write to you about, or no marketing at all:',
  test: '[Test]',
  confirm: {
    subject: (controller) => `Please confirm: messages from ${controller}`,
    lead: (controller) =>
      `Somebody, probably you, asked ${controller} to contact you. This is what you would agree to:`,
    act: 'If you agree, open this page and press the button there:',
    ignore: 'If it was not you, do nothing: then you are not contacted. The link works for 48 hours.',
  },
};
