// The pages of the local sign-in: plain HTML that works without scripts.

/** Markup whose inserted texts are escaped. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Insert = string | Markup | readonly Markup[] | undefined

/** `html` templates escape what is inserted, except other markup. */
export function html(parts: TemplateStringsArray, ...inserts: Insert[]): Markup {
  return new Markup(parts.map((part, index) => part + render(inserts[index])).join(''))
}

function render(insert: Insert): string {
  if (insert === undefined) return ''
  if (insert instanceof Markup) return insert.text
  if (typeof insert === 'string') return insert.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
  return insert.map(render).join('')
}

/** A whole page. */
export const page = (title: string, body: Markup): string =>
  html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>${title}</title>
      <style>
        :root {
          color-scheme: light dark;
          font:
            1rem/1.5 system-ui,
            sans-serif;
        }
        main {
          max-width: 24rem;
          margin: 3rem auto;
          padding: 0 1rem;
        }
        label,
        input,
        button {
          display: block;
          width: 100%;
          box-sizing: border-box;
          font: inherit;
        }
        input,
        button {
          margin: 0.25rem 0 1rem;
          padding: 0.5rem;
        }
      </style>
      <main>
        <h1>${title}</h1>
        ${body}
      </main>
    </html>`.text

/** A labelled field of a form. */
export const field = (name: string, label: string, type = 'text', required = true): Markup =>
  html`<label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      autocomplete="off"
      ${required ? 'required' : ''}
    />`

/** A form that is sent to the page's own address. */
export const form = (button: string, fields: readonly Markup[]): Markup =>
  html`<form method="post">
    ${fields}
    <button>${button}</button>
  </form>`

/** The paragraph for an error, read out by screen readers. */
export const alert = (message: string | undefined): Markup | undefined =>
  message === undefined ? undefined : html`<p role="alert">${message}</p>`
