/** What a hold can be of: kinds of what is kept of persons, each with its tables. */

/** By the names under which staff know them. */
export const heldTables = {
  identity: ['persons', 'informing'],
  accounts: ['accounts'],
  relationships: ['relationships'],
  licences: ['licences'],
  activations: ['activations'],
  'misuse-flags': ['misuse_flags'],
  feedback: ['feedback'],
  transactions: ['transactions'],
  'service-events': ['service_events'],
  'service-logs': ['service_logs'],
  permissions: ['permissions'],
  messages: ['messages'],
  visits: ['visits', 'ties'],
  'access-log': ['access_log'],
  requests: ['requests'],
  disclosures: ['disclosures', 'recipient_notices'],
  'sharing-consents': ['sharing_consents'],
  incidents: ['incident_persons'],
} as const satisfies Record<string, readonly string[]>;

export type HeldCategory = keyof typeof heldTables;

export const heldCategories = Object.keys(heldTables) as HeldCategory[];

/** What must stay with it, or it could not be understood: a licence with how it was used. */
const together: Readonly<Partial<Record<HeldCategory, readonly HeldCategory[]>>> = {
  activations: ['licences'],
  'misuse-flags': ['licences', 'activations'],
};

/** What a hold of this category keeps. */
export const keptBy = (category: HeldCategory | null): readonly HeldCategory[] =>
  category === null ? heldCategories : [category, ...(together[category] ?? [])];

/** The category of a table; undefined where nothing can hold it. */
export const categoryOf = (table: string): HeldCategory | undefined =>
  heldCategories.find((one) => (heldTables[one] as readonly string[]).includes(table));
