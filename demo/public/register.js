/** The registration form: it works without the product, and ties this browser only where visits are allowed. */
(() => {
  const form = document.getElementById('registration');
  const problem = document.getElementById('registration-problem');
  const done = document.getElementById('registration-done');
  const button = form.querySelector('button');
  const label = button.textContent;

  let lupa;
  window.lupa.push((ready) => {
    lupa = ready;
  });

  /** What `promise` gives, or null when it fails or takes longer than a visitor would wait. */
  const inTime = (promise, milliseconds) =>
    Promise.race([
      Promise.resolve(promise).catch(() => null),
      new Promise((resolve) => setTimeout(resolve, milliseconds, null)),
    ]);

  const visitorId = async () => (lupa ? await inTime(lupa.visitor(), 2000) : null);

  const post = async (details) => {
    try {
      const answer = await fetch('/api/register', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(details),
        signal: AbortSignal.timeout(10_000),
      });
      return await answer.json();
    } catch {
      return { type: 'unreachable' };
    }
  };

  const mark = (fields) => {
    for (const input of form.elements) {
      if (input.name) input.toggleAttribute('aria-invalid', false);
      if (!fields.includes(input.name)) continue;
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', problem.id);
    }
    form.querySelector('[aria-invalid="true"]')?.focus();
  };

  const complain = ({ type, fields }) => {
    const said = { invalid: form.dataset.invalid, refused: form.dataset.refused };
    problem.textContent = said[type] || form.dataset.unreachable;
    problem.hidden = false;
    mark(fields || []);
  };

  /** `identify` settles without a failure exactly when the collector has tied this browser. */
  const tie = async (token) => {
    if (!token) return form.dataset.notTied;
    const tied = lupa.identify(token).then(
      (answer) => answer !== false,
      () => false,
    );
    return (await inTime(tied, 8000)) ? form.dataset.tied : form.dataset.tieFailed;
  };

  const register = async () => {
    const visitor = await visitorId();
    const details = Object.fromEntries(new FormData(form));
    const answer = await post(visitor ? { ...details, visitor } : details);
    if (!answer.ok) return complain(answer);
    done.querySelector('p').textContent = await tie(answer.token);
    form.hidden = true;
    done.hidden = false;
    done.focus();
    gtag('event', 'sign_up', { method: 'form' });
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    button.textContent = form.dataset.sending;
    try {
      await register();
    } finally {
      button.disabled = false;
      button.textContent = label;
    }
  });
})();
