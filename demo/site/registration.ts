/** What a visitor types into the registration form, checked. */

export interface Registration {
  email: string;
  name: string;
  company?: string;
  position?: string;
  phone?: string;
}

export const fields = ['name', 'email', 'company', 'position', 'phone'] as const;
export type Field = (typeof fields)[number];

export type Checked =
  | { ok: true; registration: Registration; visitor: string | null }
  | { ok: false; fields: Field[] };

const most: Record<Field, number> = { name: 200, email: 254, company: 200, position: 200, phone: 40 };
const shapes: Partial<Record<Field, RegExp>> = {
  email: /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@.<>"(),:;[\]\\]+$/,
  phone: /^[+0-9 ()./-]*$/,
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point.
const controls = /[\u0000-\u001f\u007f]/;

const isGood = (field: Field, value: unknown): boolean => {
  if (value === undefined || value === '') return field !== 'name' && field !== 'email';
  if (typeof value !== 'string' || value.length > most[field]) return false;
  if (controls.test(value) || !value.isWellFormed() || value.trim() === '') return false;
  return shapes[field]?.test(value.trim()) ?? true;
};

const isVisitor = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{8,128}$/.test(value);

/** Unknown members are dropped. A visitor id that is none is as good as no visitor id: registering must still work. */
export const checkRegistration = (body: unknown): Checked => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { ok: false, fields: [...fields] };
  const given = body as Record<string, unknown>;
  const wrong = fields.filter(
    (field) => !isGood(field, Object.hasOwn(given, field) ? given[field] : undefined),
  );
  if (wrong.length > 0) return { ok: false, fields: wrong };
  const text = (field: Field) => (typeof given[field] === 'string' ? given[field].trim() : '');
  const registration: Registration = { email: text('email'), name: text('name') };
  for (const field of ['company', 'position', 'phone'] as const) {
    if (text(field) !== '') registration[field] = text(field);
  }
  return { ok: true, registration, visitor: isVisitor(given['visitor']) ? given['visitor'] : null };
};
