/** The shop: licences, and an order that lives in the page and nowhere else. */
import { html } from 'hono/html';
import { paths } from '../languages.ts';
import { type Frame, layout } from '../layout.ts';
import { inEuros, prices } from '../prices.ts';
import { type Product, products } from '../words/words.ts';

/** With what was searched for. */
export const shopPage = (frame: Frame, sought = '') => {
  const words = frame.words.shop;
  const to = paths(frame.language);
  const plain = (text: string) => text.toLocaleLowerCase(frame.language);
  const found = products.filter((id) => {
    const { title, text } = words.products[id];
    return plain(`${title} ${text}`).includes(plain(sought.trim()));
  });
  const nothing = html`
          <p role="status">${words.nothingFound} <a href="${to.shop}">${words.showAll}</a></p>`;
  const card = (id: Product) => {
    const { title, text, per } = words.products[id];
    return html`
          <li class="card product">
            <h2>${title}</h2>
            <p>${text}</p>
            <p class="price"><strong>${inEuros(frame.language, prices[id])}</strong> / ${per}</p>
            <button type="button" class="button" data-product="${id}" data-name="${title}" data-price="${prices[id]}" aria-label="${words.add}: ${title}">${words.add}</button>
          </li>`;
  };
  const content = html`
      <div class="wide shop">
        <section>
          <h1>${words.title}</h1>
          <p class="lead">${words.lead}</p>
          <form class="row search" role="search" action="${to.shop}">
            <p class="field grow"><label for="sought">${words.search}</label>
              <input id="sought" name="q" type="search" autocomplete="off" maxlength="100" value="${sought}"></p>
            <p class="field"><button type="submit" class="button quiet">${words.searchButton}</button></p>
          </form>${found.length === 0 ? nothing : ''}
          <ul class="cards two" ${found.length === 0 ? 'hidden' : ''}>${found.map(card)}
          </ul>
          <p class="small">${words.tax} <a href="${to.priceList}" type="application/pdf">${words.priceList}</a></p>
        </section>
        <section class="card order" aria-labelledby="order-heading" data-remove="${words.remove}" data-added="${words.added}" data-conversion="${frame.ads}/pagead/conversion?label=order">
          <h2 id="order-heading">${words.order}</h2>
          <noscript><p>${words.needsScript}</p></noscript>
          <p id="order-empty">${words.empty}</p>
          <ul id="order-lines" class="lines" hidden></ul>
          <p id="order-total" class="total" hidden><span>${words.total}</span> <strong></strong></p>
          <button type="button" id="order-send" class="button" hidden>${words.send}</button>
          <p id="order-sent" class="good" tabindex="-1" hidden>${words.sent}</p>
          <p id="order-news" class="unseen" role="status"></p>
        </section>
      </div>
      <img class="pixel" data-purpose="marketing" data-src="${frame.ads}/pagead/conversion?label=shop" alt="" width="1" height="1">`;
  const { title, description } = words;
  return layout(frame, { page: 'shop', title, description, scripts: ['shop.js'], content });
};
