/** The links in letters about requests: GET shows a page, POST acts. Confirming that it is theirs, taking it back, opening the answer. */
import { type Context, Hono } from 'hono';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import { nobody } from '../../register/actor.ts';
import { addressedByEmail } from '../../register/addresses.ts';
import { emailKey } from '../../register/email.ts';
import {
  findToken,
  openedToken,
  useToken as spending,
  type TokenPurpose,
  wrongGuess,
} from '../../register/tokens.ts';
import { answerGiven, formsOf } from '../../rights/requests/answerGiven.ts';
import { personNow, proveRequest } from '../../rights/requests/prove.ts';
import { readReference } from '../../rights/requests/reference.ts';
import { findRequest, type Request } from '../../rights/requests/request.ts';
import { withdrawRequest } from '../../rights/requests/withdraw.ts';
import { heldWith } from '../../rights/unfinished.ts';
import { Unmet } from '../../store/store.ts';
import { describe } from '../describe.ts';
import { readForm } from '../form.ts';
import { limited } from '../limited.ts';
import type { Needs } from '../needs.ts';
import {
  answerGatePage,
  answerPage,
  confirmRequestPage,
  goneRequestPage,
  lockedPage,
  type Sender,
  toldPage,
} from '../requestPages/pages.ts';
import { senderShown } from '../requestPages/sender.ts';
import type { RequestPageWords } from '../requestPages/words/words.ts';
import { requestPageWords } from '../requestPages/words.ts';
import { sendFile } from '../sendFile.ts';
import { sawUnknownLink } from '../unknownLink.ts';

const shown = (summary: string) => describe({ summary, tag: 'visitors', answers: { 200: null } });

/** How often a wrong reference number may be given under one link. */
const mostGuesses = 5;

interface Known {
  controller: number;
  token: string;
  used: number | null;
  expires: number;
  wrong: number;
  request: Request;
  sender: Sender;
  words: RequestPageWords;
}

/** What a link is about; undefined where it is about nothing any more. */
const known = async (c: Context, needs: Needs, purpose: TokenPurpose): Promise<Known | undefined> => {
  const { store, world } = needs;
  const token = c.req.param('token') ?? '';
  const found = await findToken(store, token, purpose, world.clock());
  if (!found) sawUnknownLink(needs, token);
  const request = found?.row && (await findRequest(store, found.controller, found.row));
  if (!found || !request) return undefined;
  const sender = await senderShown(store, found.controller);
  return { ...found, token, request, sender, words: requestPageWords(c, request.language) };
};

/** Where the request stands, and its number; where it was joined, the one that opens the answer, too. */
const statePage = async (c: Context, { store }: Needs, one: Known): Promise<Response> => {
  const { words, sender, request, controller } = one;
  const { state, due, reference } = request;
  const open = state === 'verified' || state === 'in_progress';
  const text = {
    received: words.taken,
    verified: { title: words.verified.title, text: words.verified.text(dayIn(words.language, due)) },
    in_progress: { title: words.verified.title, text: words.verified.text(dayIn(words.language, due)) },
    answered: words.answered,
    refused: words.refused,
    withdrawn: words.withdrawn,
    lapsed: words.gone,
    joined: words.joined,
  }[state];
  const other = request.joined && (await findRequest(store, controller, request.joined));
  return toldPage(c, words, sender, text, reference, {
    withdrawable: open,
    joined: other ? other.reference : null,
  });
};

const confirm = async ({ store, world }: Needs, { controller, token, request }: Known): Promise<void> => {
  // Nobody is looked up before the mailbox has answered.
  const key = request.email && emailKey(request.email);
  const found =
    key && ((await addressedByEmail(store, controller, key)) ?? (await heldWith(store, controller, key)));
  // Where staff put the address right, they have said who it is.
  const person = request.person ?? (found ? found.person : null);
  await proveRequest(store, world, nobody(controller), request, { proof: 'email_link', note: null, person }, [
    spending(token, 'request', world.clock()),
  ]);
};

/** Somebody was quicker: what they did is shown. */
const unlessOver = (act: Promise<void>): Promise<void> =>
  act.catch((error: unknown) => {
    if (!(error instanceof Unmet)) throw error;
  });

export const requestLinks = (needs: Needs) => {
  const { store, world } = needs;
  const gone = (c: Context) => goneRequestPage(c, requestPageWords(c, null));
  return new Hono()
    .get(
      '/requests/confirm/:token',
      shown('Asks whether a request is theirs; shows where it stands'),
      async (c) => {
        const one = await known(c, needs, 'request');
        if (!one) return gone(c);
        const { request, words, sender, used } = one;
        return used === null && request.state === 'received'
          ? confirmRequestPage(c, words, sender, request.kind)
          : statePage(c, needs, one);
      },
    )
    .post(
      '/requests/confirm/:token',
      shown('Confirms a request (do=confirm), once, or takes it back (do=withdraw)'),
      async (c) => {
        limited(c, needs, 'mine');
        const one = await known(c, needs, 'request');
        if (!one) return gone(c);
        const what = (await readForm(c))('do');
        if (what === 'confirm' && one.used === null) await unlessOver(confirm(needs, one));
        if (what === 'withdraw' && one.used !== null)
          await unlessOver(withdrawRequest(store, world, nobody(one.controller), one.request));
        await needs.journalled().catch(needs.report);
        const now = await known(c, needs, 'request');
        return now ? statePage(c, needs, now) : gone(c);
      },
    )
    .get('/requests/answer/:token', shown('Asks for the reference number of the request'), async (c) => {
      const one = await known(c, needs, 'answer');
      if (!one) return gone(c);
      return one.wrong >= mostGuesses
        ? lockedPage(c, one.words, one.sender)
        : answerGatePage(c, one.words, one.sender, false);
    })
    .post(
      '/requests/answer/:token',
      shown('Shows the answer to whoever knows the reference number (reference), as a file where asked (as)'),
      async (c) => {
        limited(c, needs, 'mine');
        const one = await known(c, needs, 'answer');
        if (!one) return gone(c);
        const { controller, request, words, sender, wrong, expires, token } = one;
        if (wrong >= mostGuesses) return lockedPage(c, words, sender);
        const field = await readForm(c);
        if (readReference(field('reference')) !== request.reference) {
          await store.write(wrongGuess(token, 'answer'));
          return wrong + 1 >= mostGuesses
            ? lockedPage(c, words, sender)
            : answerGatePage(c, words, sender, true);
        }
        // From now on an erasure takes nothing away that they have not had.
        await store.write(openedToken(token, 'answer', world.clock()));
        const person = await personNow(store, controller, request.person, request.kind);
        const forms = formsOf(request);
        const form = forms.find((each) => each === field('as'));
        if (form) {
          const at = { form, now: world.clock(), publicUrl: needs.publicUrl };
          return sendFile(c, await answerGiven(store, controller, request, person, at), true);
        }
        return answerPage(c, words, sender, {
          reference: request.reference,
          until: dayIn(words.language, expires),
          note: request.told,
          forms,
        });
      },
    );
};
