/** Counts what is read. It knows nothing of consent: it is held until there is one. */
navigator.sendBeacon('/reading', location.hash || '#home');
addEventListener('hashchange', () => {
  // What has run cannot be taken back: what goes on after a withdrawal asks each time.
  if (window.lupa?.allows?.('analytics')) navigator.sendBeacon('/reading', location.hash || '#home');
});
