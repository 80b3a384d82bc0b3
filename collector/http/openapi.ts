/** The OpenAPI 3.1 document of both listeners, generated from the routes and their schemas. */
import { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import type { Needs } from './needs.ts';
import { publicApp } from './public.ts';
import { staffRoutes } from './staffRoutes.ts';

/** Schemas that say by themselves how they are written in JSON Schema arrive as `{ jsonSchema: … }`. */
const plain = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(plain) as T;
  if (typeof value !== 'object' || value === null) return value;
  if ('jsonSchema' in value) return value.jsonSchema as T;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)])) as T;
};

/** Of a body that is read exactly: no member beside those that are named. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, closed(member)]));
  return members['type'] === 'object' && 'properties' in value && !('additionalProperties' in value)
    ? { ...members, additionalProperties: false }
    : members;
};

interface Operation {
  tags?: readonly string[];
  requestBody?: unknown;
}

/** Staff's calls read their bodies exactly (`readStaffBody`); what a site or a browser sends may be newer than the collector. */
const strict = <Spec extends { paths?: object | undefined }>(spec: Spec): Spec => {
  for (const methods of Object.values(spec.paths ?? {}) as Record<string, Operation>[])
    for (const operation of Object.values(methods))
      if (operation.tags?.includes('staff') && operation.requestBody !== undefined)
        operation.requestBody = closed(operation.requestBody);
  return spec;
};

/** The document; the same for every start of the same version. */
export const openapi = async (needs: Needs) =>
  strict(
    plain(
      await generateSpecs(new Hono().route('/', publicApp(needs)).route('/', staffRoutes(needs)), {
        // /.well-known/gpc.json is no static file.
        excludeStaticFile: false,
        documentation: {
          openapi: '3.1.0',
          info: {
            title: 'Lupa collector',
            version: '1',
            description:
              'Paths below /v1, /metrics and /ready are on the staff listener, all others on the public one. Refusals are application/problem+json (RFC 9457).',
          },
          servers: [{ url: needs.publicUrl, description: 'the public listener' }],
          components: {
            securitySchemes: {
              staff: { type: 'http', scheme: 'bearer', description: 'a staff key' },
              site: { type: 'http', scheme: 'bearer', description: "the site's secret" },
            },
          },
        },
      }),
    ),
  );
