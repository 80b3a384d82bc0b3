/** Held until visit statistics are allowed: tells how long a page was really read. */
setTimeout(() => {
  if (document.visibilityState === 'visible') gtag('event', 'page_read', { seconds: 20 });
}, 20_000);
