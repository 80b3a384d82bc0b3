/** The API's own description: for machines as OpenAPI, for people as a page. */
import { Hono } from 'hono';
import type { Document } from '../docs/document.ts';
import { docsPage } from '../docs/page.ts';
import type { Needs } from '../needs.ts';
import { openapi } from '../openapi.ts';
import { sendPage } from '../ownPage/frame.ts';

export const docs = (needs: Needs) => {
  // The same as long as the process lives.
  let document: ReturnType<typeof openapi> | undefined;
  const read = () => {
    document ??= openapi(needs);
    return document;
  };
  return new Hono()
    .get('/openapi.json', async (c) => c.json(await read()))
    .get('/docs', async (c) =>
      sendPage(c, {
        language: 'en',
        title: 'The collector’s API',
        body: docsPage((await read()) as unknown as Document),
      }),
    );
};
