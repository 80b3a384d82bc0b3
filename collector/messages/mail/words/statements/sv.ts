/** Swedish. */
import type { StatementWords } from './words.ts';

export const sv: StatementWords = {
  changed: (controller, day, material) => ({
    subject: `Dataskyddsbeskrivningen ändras ${day}: ${controller}`,
    lines: [
      'Hej,',
      `en ny version av dataskyddsbeskrivningen för ${controller} har publicerats. Den gäller från och med ${day}.`,
      material
        ? 'Ändringen gäller också hur dina uppgifter behandlas. Om den gäller något som du har gett ditt samtycke till, frågar vi om ditt samtycke på nytt.'
        : 'Ändringen gäller bara beskrivningens ordalydelse. Behandlingen av dina uppgifter ändras inte, och du behöver inte göra någonting.',
    ],
    link: 'Läs den nya beskrivningen',
  }),
};
