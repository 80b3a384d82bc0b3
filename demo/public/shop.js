/** The order: kept in the page, measured through `gtag` only as far as the visitor allows. */
(() => {
  const order = document.querySelector('.order');
  const [empty, lines, total, send, sent, news] = ['empty', 'lines', 'total', 'send', 'sent', 'news'].map(
    (name) => document.getElementById(`order-${name}`),
  );
  const language = document.documentElement.lang;
  const euros = new Intl.NumberFormat(language === 'en' ? 'en-IE' : `${language}-FI`, {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  });
  /** Product id to `{ name, price, count }`. */
  const items = new Map();

  const sum = () => [...items.values()].reduce((so, one) => so + one.price * one.count, 0);
  const measured = () =>
    [...items].map(([id, one]) => ({ item_id: id, price: one.price, quantity: one.count }));

  const removeOne = (id) => {
    const item = items.get(id);
    item.count -= 1;
    if (item.count === 0) items.delete(id);
    gtag('event', 'remove_from_cart', { currency: 'EUR', value: item.price, items: [{ item_id: id }] });
    draw();
    const next = lines.querySelector('button');
    (next || document.querySelector(`[data-product="${id}"]`)).focus();
  };

  const line = ([id, item]) => {
    const row = document.createElement('li');
    const label = document.createElement('span');
    label.textContent = `${item.count} × ${item.name}`;
    const price = document.createElement('span');
    price.textContent = euros.format(item.price * item.count);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'less';
    button.textContent = '−';
    button.setAttribute('aria-label', `${order.dataset.remove}: ${item.name}`);
    button.addEventListener('click', () => removeOne(id));
    row.append(label, price, button);
    return row;
  };

  const draw = () => {
    const isEmpty = items.size === 0;
    lines.replaceChildren(...[...items].map(line));
    total.querySelector('strong').textContent = euros.format(sum());
    for (const element of [lines, total, send]) element.hidden = isEmpty;
    empty.hidden = !isEmpty || !sent.hidden;
  };

  for (const button of document.querySelectorAll('[data-product]')) {
    button.addEventListener('click', () => {
      const { product: id, name, price } = button.dataset;
      const item = items.get(id) || { name, price: Number(price), count: 0 };
      item.count += 1;
      items.set(id, item);
      sent.hidden = true;
      draw();
      news.textContent = `${order.dataset.added} ${name}`;
      gtag('event', 'add_to_cart', {
        currency: 'EUR',
        value: item.price,
        items: [{ item_id: id, quantity: 1 }],
      });
    });
  }

  /** A pixel like any agency's, except that the product holds it until the visitor allows it. */
  const markConversion = () => {
    const pixel = document.createElement('img');
    pixel.className = 'pixel';
    pixel.alt = '';
    pixel.dataset.purpose = 'marketing';
    pixel.dataset.src = order.dataset.conversion;
    document.body.append(pixel);
  };

  send.addEventListener('click', () => {
    gtag('event', 'purchase', { currency: 'EUR', value: sum(), items: measured() });
    markConversion();
    items.clear();
    sent.hidden = false;
    draw();
    sent.focus();
  });
})();
