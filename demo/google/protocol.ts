/** What Google's validation server finds wrong in a body of the Measurement Protocol, as far as Google documents its rules. */

interface Message {
  fieldPath: string;
  description: string;
  validationCode: string;
}

const name = /^[a-z]\w{0,39}$/i;
const reserved = /^(google_|ga_|firebase_)/;

const object = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const ofEvent = (event: Record<string, unknown>, place: number): Message[] => {
  const found: Message[] = [];
  const say = (field: string, description: string, validationCode: string) =>
    found.push({ fieldPath: `events[${place}].${field}`, description, validationCode });
  if (!name.test(String(event['name'])) || reserved.test(String(event['name'])))
    say(
      'name',
      'An event name is a letter and up to 39 letters, digits and _, without a reserved prefix.',
      'NAME_INVALID',
    );
  const params = Object.entries(object(event['params']));
  if (params.length > 25) say('params', 'At most 25 parameters.', 'EXCEEDED_MAX_ENTITIES');
  for (const [key, value] of params) {
    if (!name.test(key)) say(`params.${key}`, 'A parameter name has at most 40 characters.', 'NAME_INVALID');
    if (typeof value === 'string' && value.length > (key.startsWith('page_') ? 1000 : 100))
      say(`params.${key}`, 'The value is too long.', 'VALUE_INVALID');
  }
  return found;
};

/** Empty where nothing is wrong. */
export const validated = (text: string): Message[] => {
  const body = object(parsed(text));
  const events = body['events'];
  if (!Array.isArray(events) || typeof body['client_id'] !== 'string')
    return [
      {
        fieldPath: Array.isArray(events) ? 'client_id' : 'events',
        description: 'A web stream needs client_id and events.',
        validationCode: 'VALUE_REQUIRED',
      },
    ];
  const many: Message[] =
    events.length > 25
      ? [{ fieldPath: 'events', description: 'At most 25 events.', validationCode: 'EXCEEDED_MAX_ENTITIES' }]
      : [];
  return [...many, ...events.flatMap((event, place) => ofEvent(object(event), place))];
};
