/** The fictional company whose site this is. */

export const company = {
  name: 'Juurisyy Oy',
  short: 'Juurisyy',
  product: 'Vikapuu',
  businessId: '0000000-0',
  street: 'Esimerkkikatu 1',
  city: '33100 Tampere',
  email: 'tietosuoja@juurisyy.example',
} as const;

/** As the collector names the controller in every notice. */
export const demoCompany = { name: company.name, contact: company.email } as const;

/** The privacy statement in force: its version is the day it took effect. */
export const statementVersion = '2026-11-01';
