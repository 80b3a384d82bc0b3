/** English. */
import type { StatementWords } from './words.ts';

export const en: StatementWords = {
  changed: (controller, day, material) => ({
    subject: `The privacy statement changes on ${day}: ${controller}`,
    lines: [
      'Hello,',
      `a new version of the privacy statement of ${controller} has been published. It is in force from ${day} on.`,
      material
        ? 'The change also concerns how your data are processed. Where it concerns something that you have consented to, we will ask for your consent again.'
        : 'The change concerns the wording alone. The processing of your data does not change, and you need not do anything.',
    ],
    link: 'Read the new statement',
  }),
};
