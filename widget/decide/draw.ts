/** Draws banner and preferences, and turns what the visitor presses into an act. */
import type { Answer, Answers } from '../../shared/answer.ts';
import type { Notice, Word } from '../../shared/notice.ts';
import { allows, next } from '../consent/state.ts';
import { tabs } from '../consent/tabs.ts';
import type * as Embeds from '../embeds.ts';
import { define } from '../ui/elements.ts';
import type { Surface } from '../ui/surface.ts';
import { type Act, carry } from './carry.ts';
import type { Desk } from './desk.ts';
import { painted } from './pace.ts';
import { citing } from './shown.ts';
import { shut } from './shut.ts';
import { standing } from './standing.ts';

export const close = (...names: ('lupa-preferences' | 'lupa-banner')[]): void => {
  for (const name of names) document.querySelector(name)?.dismiss();
};

/** Outside the body and before it: first in the order of focus, and nothing of the page's is moved (docs/decisions, 9). */
const put = (element: HTMLElement): void => document.body.before(element);

/** What is seen comes first. */
const say = async (notice: Notice, word: Word): Promise<void> => {
  await painted();
  put(Object.assign(document.createElement('lupa-status'), { notice, word }));
};

/** Carries out what was pressed. The question goes first: the press is seen at once. */
const press =
  (desk: Desk, notice: Notice, surface: Act['surface']) => (how: Act['how'], answers: Answers) => {
    close('lupa-preferences', 'lupa-banner');
    say(notice, 'saved');
    desk.work(
      carry(desk, { answers, how, surface }, citing(notice)).then(() => {
        // One purpose granted at a placeholder: the others are still to be asked.
        if (standing(desk.handle).status === 'outdated') drawBanner(desk);
      }),
    );
  };

/** What few pages need: fetched when it is. */
const embeds = (desk: Desk): Promise<typeof Embeds> => import(desk.handle.settings.base + desk.own.embeds);

/** Puts a surface on the page. */
const draw = (desk: Desk, surface: Surface, asked: readonly string[], where: Act['surface']): void => {
  const act = press(desk, surface.notice, where);
  surface.addEventListener('consent-choose', (event) => {
    const { detail } = event as CustomEvent<Answer>;
    const answers = Object.fromEntries(asked.map((purpose) => [purpose, detail]));
    act(detail === 'granted' ? 'accept_all' : 'reject_all', answers);
  });
  surface.addEventListener('consent-save', (event) => act('save', (event as CustomEvent<Answers>).detail));
  put(surface);
};

/** Resolves when it has been answered, and nothing is left of it on the screen. */
export const drawBanner = async (desk: Desk, early?: Promise<Response | undefined>): Promise<void> => {
  const { handle } = desk;
  const notice = await desk.notice(early);
  const { answers } = next(standing(handle), { move: 'ask' });
  const asked = Object.keys(citing(notice).terms).filter((purpose) => !Object.hasOwn(answers, purpose));
  if (!asked.length || document.querySelector('lupa-banner')) return;
  define();
  // The loader's button makes room.
  const button = document.querySelector('lupa-button');
  button?.remove();
  const banner = Object.assign(document.createElement('lupa-banner'), {
    notice,
    asked,
    place: desk.own.place,
  });
  banner.addEventListener('consent-open', () => drawPreferences(desk));
  draw(desk, banner, asked, 'banner');
  say(notice, 'title');
  // Decided in another tab: the question is answered here too (C30).
  tabs(() => {
    if (banner.isConnected && standing(handle).status === 'decided') close('lupa-banner');
  });
  await new Promise<void>((resolve) => {
    banner.gone = resolve;
  });
  await painted();
  if (button) document.body.append(button);
};

export const drawPreferences = async (desk: Desk): Promise<void> => {
  const notice = await desk.notice();
  if (document.querySelector('lupa-preferences')) return;
  define();
  const { answers } = standing(desk.handle);
  const preferences = Object.assign(document.createElement('lupa-preferences'), {
    notice,
    answers,
    receipt: desk.ring()?.receipt,
    // Without the module nothing happens: an owner's page gets no error of ours.
    mine: () =>
      embeds(desk)
        .then((apart) => apart.mine(desk, shut))
        .catch(() => {}),
  });
  preferences.addEventListener('consent-close', () => preferences.dismiss());
  draw(desk, preferences, Object.keys(citing(notice).terms), 'preferences');
  // Decided in another tab: what is shown here is no longer so, and saving it would bring back what was withdrawn (C12, C30).
  const shown = `${desk.handle.said()}`;
  tabs(() => {
    if (preferences.isConnected && `${desk.handle.said()}` !== shown) close('lupa-preferences');
  });
};

/** Placeholders say as much as the banner does: without the notice there are none. */
export const drawEmbeds = async (desk: Desk): Promise<() => void> => {
  const { handle } = desk;
  const notice = await desk.notice();
  const { placing } = await embeds(desk);
  const act = press(desk, notice, 'placeholder');
  define();
  return placing({
    notice,
    allows: (purpose) => allows(standing(handle), purpose),
    grant: (purpose) => act('grant_one', { [purpose]: 'granted' }),
    open: () => desk.work(drawPreferences(desk)),
  });
};
