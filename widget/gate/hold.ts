/** The gate: scripts, frames, images and films that wait until every purpose they name is granted. */

type Held = HTMLScriptElement | HTMLIFrameElement | HTMLImageElement | HTMLMediaElement;

const named = '[data-purpose]';

/**
 * Keeps watch from now on: call it only after parsing, for an observer sees inline scripts half-parsed, and running one then cuts it.
 * Lets through whatever may go, and returns what does so again, to be called when something was granted. `waits` is called when an embed that waits is in view.
 */
export const hold = (
  allows: (purpose: string) => boolean,
  nonce: string | undefined,
  waits: () => void,
): (() => void) => {
  // A counting pixel costs nothing, one below the fold not before it is scrolled to; all are drawn then.
  let view: IntersectionObserver | undefined;
  const watch = (embed: Element) => {
    view ??= new IntersectionObserver((records) => {
      if (!records.some((record) => record.intersectionRect.width > 9)) return;
      // Observed anew where one waits again: taken out and put back in one turn, it would not be told of.
      view?.disconnect();
      waits();
    });
    view.observe(embed);
  };
  /** The time limit of a script that the next ones wait for. */
  let busy: ReturnType<typeof setTimeout> | 0 = 0;

  const run = (): void => {
    for (const element of document.querySelectorAll<Held>(named)) {
      const { purpose = '', src, type = '' } = element.dataset;
      if (!purpose.match(/\S+/g)?.every(allows)) {
        if (src) watch(element);
      } else if ('text' in element) {
        const ordered = !element.hasAttribute('async');
        // Where our own tag carries a nonce, injected markup without it never runs.
        if (element.type !== 'text/plain' || (busy && ordered) || (nonce && element.nonce !== nonce))
          continue;
        // Modules without an address tell of no end: the browser itself keeps them in order.
        if (!element.src) element.async = !ordered;
        else if (ordered) {
          // One that hangs, or that this browser never runs (`nomodule`), holds the others up no longer than this.
          busy = setTimeout(go, 1e4);
          element.addEventListener('load', go);
          element.addEventListener('error', go);
        }
        element.type = type;
        // Put back where it is, the same element runs: nonce, integrity, listeners stay (LOADER.md, How).
        element.after(element);
        // Never `javascript:` or `data:`: held markup must not be a way round the page's CSP.
      } else if (src?.match(/^(http|\/)/)) {
        element.src = src;
        // Where the guard has stopped it for another purpose, it goes on waiting.
        if (element.hasAttribute('src')) delete element.dataset.src;
      }
    }
  };
  const go = (): void => {
    clearTimeout(busy);
    busy = 0;
    run();
  };

  new MutationObserver((records) => {
    // A form's field may be called `querySelector`: then look at everything.
    for (const { addedNodes } of records)
      for (const node of addedNodes as NodeListOf<HTMLElement>) {
        try {
          if (!node.matches?.(named) && !node.querySelector?.(named)) continue;
        } catch {}
        return run();
      }
  }).observe(document, { childList: true, subtree: true });
  run();
  return run;
};
