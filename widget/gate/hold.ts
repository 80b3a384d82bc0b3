/** The gate: scripts, frames and images that wait until every purpose they name is granted. */

type Held = HTMLScriptElement | HTMLIFrameElement | HTMLImageElement;

const named = '[data-purpose]';

/**
 * Keeps watch from now on: call it only after parsing, for an observer sees inline scripts half-parsed, and running one then cuts it.
 * Returns what lets through whatever may go, to be called when something was granted.
 */
export const hold = (allows: (purpose: string) => boolean, nonce: string | undefined): (() => void) => {
  /** Whether a script runs that the next ones must wait for. */
  let busy = false;

  const run = (): void => {
    for (const element of document.querySelectorAll<Held>(named)) {
      const { purpose = '', src = '', type = '' } = element.dataset;
      if (!purpose.split(/\s+/).every(allows)) continue;
      if ('text' in element) {
        // Where our own tag carries a nonce, injected markup without it never runs.
        if (element.type !== 'text/plain' || busy || (nonce && element.nonce !== nonce)) continue;
        element.async = element.hasAttribute('async');
        busy = !!element.src && !element.async;
        if (busy) for (const end of ['load', 'error']) element.addEventListener(end, go);
        element.type = type;
        // Put back where it is, the same element runs: nonce, integrity, listeners stay (LOADER.md, How).
        element.after(element);
        // Never `javascript:` or `data:`: held markup must not be a way round the page's CSP.
      } else if (/^(https?:)?\//.test(src)) {
        element.src = src;
        // Where the guard has stopped it for another purpose, it goes on waiting.
        if (element.hasAttribute('src')) delete element.dataset.src;
      }
    }
  };
  const go = (): void => {
    busy = false;
    run();
  };

  new MutationObserver((records) => {
    // A form's field may be called `querySelector`: then look at everything.
    for (const { addedNodes } of records)
      for (const node of addedNodes as NodeListOf<HTMLElement>)
        try {
          if (node.dataset?.purpose || node.querySelector?.(named)) return run();
        } catch {
          return run();
        }
  }).observe(document, { childList: true, subtree: true });
  return run;
};
