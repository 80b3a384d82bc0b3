/** Swedish. */
import type { MailWords } from './words.ts';

export const sv: MailWords = {
  language: 'sv',
  from: (controller, contact) => `Detta meddelande kommer från ${controller}. Frågor: ${contact}`,
  confirmRegistration: (controller, site) => ({
    subject: `Bekräfta din registrering: ${site}`,
    lines: [
      'Hej,',
      `någon uppgav denna e-postadress vid registrering hos ${controller} på webbplatsen ”${site}”. Om det var du, öppna länken och bekräfta. Länken gäller i 48 timmar och fungerar en gång.`,
      'Om det inte var du behöver du inte göra något: utan bekräftelse sparas ingenting, och du får inga fler meddelanden om saken.',
    ],
    link: 'Bekräfta registreringen',
  }),
  registeredAlready: (controller, site) => ({
    subject: `Du är redan registrerad: ${site}`,
    lines: [
      'Hej,',
      `någon uppgav denna e-postadress vid registrering hos ${controller} på webbplatsen ”${site}”. Adressen är redan registrerad, så ingenting ändrades och ingenting behöver bekräftas.`,
      `Om det inte var du behöver du inte göra något. Om dina uppgifter är föråldrade, svara på detta meddelande: ${controller} rättar dem.`,
    ],
  }),
  checkpoint: (controller, day) => ({
    subject: `Kontrollpunkt för händelseboken ${day}: ${controller}`,
    lines: [
      `Nedan finns den undertecknade kontrollpunkten för händelseboken hos ${controller}. Den fixerar varje samtycke och varje åtgärd som har antecknats hittills: en bok som ändras senare stämmer inte längre med den.`,
      'Spara detta meddelande. För att kontrollera boken mot det, spara raderna mellan märkena i en fil och kör ”npx lupa verify --checkpoint fil”, eller ge meddelandet till din revisor.',
    ],
  }),
};
