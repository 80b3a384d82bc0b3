/** The links in our letters (RFC 8058): GET shows a page, POST acts. A refusal is never limited and asks for nothing more. */
import { type Context, Hono } from 'hono';
import { toUuid } from '../../bytes.ts';
import { confirmable, confirmPermission } from '../../messages/marketing/confirming.ts';
import { endPermissions, objectTo, unsubscribeFrom } from '../../messages/marketing/refusing.ts';
import { nobody } from '../../register/actor.ts';
import { addressed } from '../../register/addresses.ts';
import { senderOf } from '../../register/controllers.ts';
import { findPermission, livePermissionsOf } from '../../register/permissionEnding.ts';
import { type FoundToken, findToken, type TokenPurpose } from '../../register/tokens.ts';
import { bytesOf } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import {
  confirmedPage,
  confirmPage,
  gonePage,
  preferencesPage,
  unsubscribedPage,
  unsubscribePage,
} from '../permissionPages/pages.ts';
import { pageWords } from '../permissionPages/words.ts';
import { sawUnknownLink } from '../unknownLink.ts';

/** Fields of a form of ours, each perhaps many times. */
const formOf = async (c: Context): Promise<URLSearchParams> =>
  new URLSearchParams(new TextDecoder().decode(await bytesOf(c, 64 * 1024)));

/** A page of ours: of whoever holds the link, who is told nothing else than others where it is worth nothing. */
const page = (summary: string) => describe({ summary, tag: 'visitors', answers: { 200: null } });

export const unsubscribe = (needs: Needs) => {
  const { store, world } = needs;
  const told = () => needs.journalled().catch(needs.report);
  const found = (c: Context, purpose: TokenPurpose): Promise<FoundToken | undefined> =>
    findToken(store, c.req.param('token') ?? '', purpose, world.clock());
  /** Whom a link is about, in their language; undefined where it is about nobody any more. */
  const known = async (c: Context, purpose: TokenPurpose) => {
    const token = await found(c, purpose);
    const who = token?.person && (await addressed(store, token.controller, token.person));
    if (!token || !who || who.erased !== null) return undefined;
    const sender = await senderOf(store, token.controller);
    return { ...token, who, sender, words: pageWords(c, who.language) };
  };
  const gone = (c: Context) => {
    sawUnknownLink(needs, c.req.param('token') ?? '');
    return gonePage(c, pageWords(c, null));
  };
  return new Hono()
    .get(
      '/unsubscribe/:token',
      page('Asks whether to unsubscribe from what a letter was sent under'),
      async (c) => {
        const one = await known(c, 'unsubscribe');
        const permission = one?.row && (await findPermission(store, one.controller, one.row));
        if (!one || !permission) return gone(c);
        const shown = permission.ended === null ? unsubscribePage : unsubscribedPage;
        return shown(c, one.words, one.sender, permission.purpose);
      },
    )
    .post('/unsubscribe/:token', page('Unsubscribes at once (RFC 8058); again is harmless'), async (c) => {
      // What the body says does not matter: mail programs send `List-Unsubscribe=One-Click`, our page an empty form.
      const one = await known(c, 'unsubscribe');
      const ended = one?.row && (await unsubscribeFrom(store, world, nobody(one.controller), one.row));
      if (!one || !ended) return gone(c);
      await told();
      return unsubscribedPage(c, one.words, one.sender, ended.purpose);
    })
    .get('/preferences/:token', page('Shows all permissions of whoever got the letter'), async (c) => {
      const one = await known(c, 'preferences');
      if (!one) return gone(c);
      const { controller, who, words, sender } = one;
      const live = await livePermissionsOf(store, controller, who.person);
      return preferencesPage(c, words, sender, live, who.objected !== null);
    })
    .post(
      '/preferences/:token',
      page('Ends the permissions that are not kept, or all of them (do=object)'),
      async (c) => {
        const one = await known(c, 'preferences');
        if (!one) return gone(c);
        const { controller, who, words, sender } = one;
        const actor = nobody(controller);
        const form = await formOf(c);
        if (form.get('do') === 'object') {
          await objectTo(store, world, actor, who.person, 'own_page');
          await told();
          return preferencesPage(c, words, sender, [], true, words.preferences.nothing.done);
        }
        const keep = new Set(form.getAll('keep'));
        // Only a form of ours that was saved: what it does not name was cleared.
        if (form.get('do') === 'save') {
          await endPermissions(
            store,
            world,
            actor,
            who.person,
            ({ permission }) => !keep.has(toUuid(permission)),
          );
          await told();
        }
        const live = await livePermissionsOf(store, controller, who.person);
        return preferencesPage(c, words, sender, live, who.objected !== null, words.preferences.saved);
      },
    )
    .get('/permissions/confirm/:token', page('Shows what would be agreed to'), async (c) => {
      const one = await confirmable(store, world, c.req.param('token'));
      if (one.state === 'gone') return gone(c);
      const sender = await senderOf(store, one.controller);
      if (one.state === 'done') return confirmedPage(c, pageWords(c, one.language), sender);
      const { wording, language } = one.request;
      return confirmPage(c, pageWords(c, language), sender, wording, language);
    })
    .post('/permissions/confirm/:token', page('Agrees, once'), async (c) => {
      const one = await confirmPermission(store, world, c.req.param('token'));
      if (one.state !== 'done') return gone(c);
      const sender = await senderOf(store, one.controller);
      return confirmedPage(c, pageWords(c, one.language), sender, one.preferences);
    });
};
