/** English. */
import type { MailWords } from './words.ts';

export const en: MailWords = {
  language: 'en',
  from: (controller, contact) => `This message comes from ${controller}. Questions: ${contact}`,
  confirmRegistration: (controller, site) => ({
    subject: `Confirm your registration: ${site}`,
    lines: [
      'Hello,',
      `somebody filled in this e-mail address when registering with ${controller} on the site “${site}”. If it was you, open the link and confirm. The link holds for 48 hours and works once.`,
      'If it was not you, do nothing: without a confirmation nothing is kept, and you get no further messages because of it.',
    ],
    link: 'Confirm the registration',
  }),
  registeredAlready: (controller, site) => ({
    subject: `You are registered already: ${site}`,
    lines: [
      'Hello,',
      `somebody filled in this e-mail address when registering with ${controller} on the site “${site}”. This address is registered already, so nothing was changed and there is nothing to confirm.`,
      `If it was not you, you need not do anything. If your details are out of date, answer this message: ${controller} corrects them.`,
    ],
  }),
  checkpoint: (controller, day) => ({
    subject: `Checkpoint of the ledger, ${day}: ${controller}`,
    lines: [
      `Below is the signed checkpoint of the ledger of ${controller}. It fixes every consent and every act that was recorded until now: a ledger that is changed later no longer agrees with it.`,
      'Keep this message. To check the ledger against it, save the lines between the marks to a file and run “npx lupa verify --checkpoint file”, or hand it to your auditor.',
    ],
  }),
};
