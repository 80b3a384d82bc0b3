/** The OpenAPI 3.1 document of both listeners, generated from the routes and their schemas. */
import { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import type { Needs } from './needs.ts';
import { publicApp } from './public.ts';
import { staffRoutes } from './staffRoutes.ts';

/** The document; the same for every start of the same version. */
export const openapi = (needs: Needs) =>
  generateSpecs(new Hono().route('/', publicApp(needs)).route('/', staffRoutes(needs)), {
    // /.well-known/gpc.json is no static file.
    excludeStaticFile: false,
    documentation: {
      openapi: '3.1.0',
      info: {
        title: 'Lupa collector',
        version: '1',
        description:
          'Paths below /v1 are on the staff listener, all others on the public one. Refusals are application/problem+json (RFC 9457).',
      },
      servers: [{ url: needs.publicUrl, description: 'the public listener' }],
      components: {
        securitySchemes: {
          staff: { type: 'http', scheme: 'bearer', description: 'a staff key' },
          site: { type: 'http', scheme: 'bearer', description: "the site's secret" },
        },
      },
    },
  });
