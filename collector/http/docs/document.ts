/** The part of the OpenAPI document that the human page shows, by resource. */

export interface Shape {
  type?: string | string[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

interface Content {
  content?: Record<string, { schema: Shape }>;
}

export interface Call {
  method: string;
  path: string;
  summary: string;
  description: string | undefined;
  parameters: { name: string; in: string; description: string | undefined }[];
  body: Shape | undefined;
  answers: { status: string; shape: Shape | undefined }[];
  /** What it takes to call it. */
  security: string | undefined;
}

interface Described {
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; description?: string }[];
  requestBody?: Content;
  responses?: Record<string, Content>;
  security?: Record<string, unknown>[];
}

export interface Document {
  paths: Record<string, Record<string, Described>>;
}

const shapeOf = ({ content }: Content = {}): Shape | undefined => Object.values(content ?? {})[0]?.schema;

const callOf = (method: string, path: string, one: Described): Call => ({
  method: method.toUpperCase(),
  path,
  summary: one.summary ?? '',
  description: one.description,
  parameters: (one.parameters ?? []).map(({ name, in: place, description }) => ({
    name,
    in: place,
    description,
  })),
  body: shapeOf(one.requestBody),
  answers: Object.entries(one.responses ?? {}).map(([status, content]) => ({
    status,
    shape: Number(status) < 300 ? shapeOf(content) : undefined,
  })),
  security: Object.keys(one.security?.[0] ?? {})[0],
});

/** The first word of a path that says what it is about. */
const resourceOf = (path: string): string => {
  const [, first = '', second = '', third = ''] = path.split('/');
  if (first === 'v1') return second;
  return first === 's' ? (third.replace(/\.js$/, '') ?? second) : first;
};

/** Every call under the resource that it is of: those of staff first, in the order of the alphabet. */
export const byResource = ({ paths }: Document): [name: string, calls: Call[]][] => {
  const groups = new Map<string, Call[]>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, one] of Object.entries(methods)) {
      const isStaff = /^\/(v1\/|metrics$|ready$)/.test(path);
      const name = `${isStaff ? '' : 'public: '}${resourceOf(path)}`;
      groups.set(name, [...(groups.get(name) ?? []), callOf(method, path, one)]);
    }
  const isPublic = (name: string) => Number(name.startsWith('public: '));
  return [...groups].sort(
    ([one], [other]) => isPublic(one) - isPublic(other) || one.localeCompare(other, 'en'),
  );
};
