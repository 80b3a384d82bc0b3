/** Leaves out of lit-html what our templates never use: it is in every visitor's way (docs/decisions, 11). */

/** Each stands in lit-html 3.3.3 exactly once; the build fails when one does not. */
const unused = [
  // Templates are compiled when we are built (tools/templates.mjs): nothing is looked for in them here.
  [/h="\$lit\$",o=`lit\$.*?`<\$\{n\}>`,/, ''],
  [/,f="\[ .*?title\)\$\/i,x=/, ',x='],
  ['C=new WeakMap,', ''],
  [/function V\(t,i\)\{.*?class S\{.*?static createElement\(t,i\)/, 'class S{static createElement(t)'],
  ['return s.innerHTML=t,s', 'return s.innerHTML=e?.createHTML(t)??t,s'],
  [
    '"number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s)',
    's',
  ],
  ['if(this._$AH?._$AD===e)', 'if(e.el??=S.createElement(e.h),this._$AH?._$AD===e)'],
  ['_$AC(t){let i=C.get(t.strings);return void 0===i&&C.set(t.strings,i=new S(t)),i}', ''],
  // Directives, bindings of elements, properties (`.name=`) and boolean attributes (`?name=`).
  [/function M\(t,i,s=t,e\)\{.*?\}class R\{/, 'class R{'],
  [/class I extends H\{.*?class z /, 'class z '],
  [/class Z\{.*?M\(this,t\)\}\}/, ''],
  ['for(this._$AP?.(!1,!0,s);t', 'for(;t'],
  ['setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', ''],
  // Who stands in whom, options, another document: for directives and developer tools.
  [/constructor\(t,i\)\{this\._\$AV=.*?\}u\(t\)/, 'constructor(t){this._$AV=[],this._$AD=t}u()'],
  ['(t?.creationScope??l)', 'l'],
  // What is bound comes as tools/templates.mjs writes it.
  [
    /,o=0,n=0,r=s\[0\];for\(;void 0!==r;\)\{.*?\}return/,
    ',o=0;for(const t of s)if("string"==typeof t)this._$AV.push("@"===t[0]?new z(h,t.slice(1)):new H(h,t));else{for(;o<Math.abs(t);o++)h=P.nextNode();t>0&&this._$AV.push(new k(h,h.nextSibling))}return',
  ],
  [/p\(t\)\{let i=0;.*?\}\}class k/, 'p(t){this._$AV.forEach((s,i)=>s._$AI(t[i]))}}class k'],
  [
    /get _\$AU\(\)\{return this\._\$AM\?\._\$AU\?\?.*?_\$AI\(t,i=this\)\{t=M\(this,t,i\),a\(t\)\?t===A\|\|/,
    'constructor(t,i){this._$AH=A,this._$AA=t,this._$AB=i}_$AI(t){a(t)?',
  ],
  ['const t=new R(e,this),s=t.u(this.options);', 'const t=new R(e),s=t.u();'],
  ['this.O(c()),this,this.options)', 'this.O(c()))'],
  // `nothing` and `noChange` as values, nodes, and other iterables than arrays.
  ['t!==this._$AH&&t!==E&&this._(t)', 't!==this._$AH&&this._(t)'],
  ['void 0!==t.nodeType?this.T(t):d(t)?this.k(t):this._(t)', 'this.k(t)'],
  [',d=t=>u(t)||"function"==typeof t?.[Symbol.iterator]', ''],
  [
    /get tagName\(\).*?j\(t\)\{/,
    'constructor(t,i){this._$AH=A,this.element=t,this.name=i}_$AI(t){t!==this._$AH&&this.j(this._$AH=t)}j(t){',
  ],
  [
    't===A?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")',
    'this.element.setAttribute(this.name,t)',
  ],
  // Listeners that are no functions, or differ in how they listen; ours are arrows.
  [
    /constructor\(t,i,s,e,h\)\{super.*?handleEvent\(t\)\{.*?\}\}/,
    '_$AI(t){this._$AH===A&&this.element.addEventListener(this.name,this),this._$AH=t}handleEvent(t){this._$AH(t)}}',
  ],
  // Places between a page's own nodes, and what others would reach in for.
  [
    /const e=s\?\.renderBefore\?\?i;(.*?)\{const t=s\?\.renderBefore.*?\}return/,
    (_, first) => `const e=i;${first}e._$litPart$=h=new k(i.appendChild(c()),null);return`,
  ],
  [/const j=\{.*?push\("3\.3\.3"\);/, ''],
  ['export{j as _$LH,', 'export{'],
];

const times = (text, passage) =>
  typeof passage === 'string'
    ? text.split(passage).length - 1
    : [...text.matchAll(new RegExp(passage, 'g'))].length;

/** Rollup's plugin. Whoever needs more of lit takes the line away above. */
export const onlyUsed = {
  name: 'only-used-lit',
  transform(code, id) {
    if (!id.endsWith('/lit-html/lit-html.js')) return null;
    let kept = code;
    for (const [passage, instead] of unused) {
      if (times(kept, passage) !== 1) this.error(`lit-html has changed: ${`${passage}`.slice(0, 60)}`);
      kept = kept.replace(passage, typeof instead === 'string' ? () => instead : instead);
    }
    return { code: kept, map: null };
  },
};
