/** Starting over: this browser forgets the site, or the fake Google forgets what it received. */

const done = document.getElementById('again-done');

/** Only what the site and its tags keep: cookies of `localhost` are shared with whatever else runs on this machine. */
const forget = () => {
  for (const name of document.cookie.split('; ').map((one) => one.split('=')[0])) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
    if (/^(lupa|_ga)/.test(name)) document.cookie = `${name}=; max-age=0; path=/`;
  }
  localStorage.clear();
  sessionStorage.clear();
  done.textContent = 'Forgotten. Reload the site, and you will be asked again.';
};

const clear = async () => {
  const answer = await fetch('/api/behind/clear', { method: 'POST' }).catch(() => null);
  done.textContent = answer?.ok ? 'The list is empty.' : 'The demo’s server does not answer.';
};

export const startOver = (look) => {
  document.getElementById('forget').addEventListener('click', forget);
  document.getElementById('clear').addEventListener('click', async () => {
    await clear();
    look();
  });
};
