/** Marknadsföringens ord på svenska. */
import type { MailWords } from './words.ts';

export const sv: MailWords = {
  language: 'sv',
  sender: (name, contact) => `Avsändare: ${name}, ${contact}.`,
  why: {
    consent: (on, wording) =>
      `Du får detta meddelande eftersom du samtyckte till det den ${on}: ”${wording}”`,
    existing_customer: (group) =>
      `Du får detta meddelande eftersom du är vår kund: vi skriver till dig om ${group}, som du har köpt av oss.`,
    legitimate_interest: (wording) => `Varför du får detta meddelande: ${wording}`,
  },
  about: (group) => `Det gäller: ${group}.`,
  unsubscribe: 'Avsluta prenumerationen, gratis och genast:',
  preferences: 'Allt som vi får skriva till dig om, eller ingen marknadsföring alls:',
  test: '[Test]',
  confirm: {
    subject: (controller) => `Bekräfta: meddelanden från ${controller}`,
    lead: (controller) =>
      `Någon, troligen du, bad ${controller} att kontakta dig. Detta skulle du samtycka till:`,
    act: 'Om du samtycker, öppna den här sidan och tryck på knappen där:',
    ignore: 'Om det inte var du, gör ingenting: då blir du inte kontaktad. Länken fungerar i 48 timmar.',
  },
};
