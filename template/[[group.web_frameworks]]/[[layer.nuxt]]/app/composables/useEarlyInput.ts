// In the head of the page, so that it runs before anybody can do anything.
const script = `
window.early = {
  written: new Map(),
  note({ target }) {
    early.written.set(target, target.type === 'checkbox' ? target.checked : target.value)
  },
  hold(event) {
    event.preventDefault()
    event.stopPropagation()
    early.form = event.target
  },
  press(event) {
    const button = event.target.closest('button')
    if (!button || button.form) return
    event.stopPropagation()
    early.button = button
  },
}
addEventListener('input', early.note, true)
addEventListener('submit', early.hold, true)
addEventListener('click', early.press, true)
`

declare global {
  interface Window {
    early?: {
      written: Map<HTMLInputElement, boolean | string>
      note: (event: Event) => void
      hold: (event: Event) => void
      press: (event: Event) => void
      form?: HTMLFormElement
      button?: HTMLButtonElement
    }
  }
}

/**
 * Keeps what somebody writes, sends or presses on a page of the server before Vue runs there. Vue would empty the fields,
 * the browser would send the form by itself, and a button would do nothing.
 */
export function useEarlyInput() {
  if (import.meta.server) useHead({ script: [{ innerHTML: script }] })
  else useNuxtApp().hooks.hookOnce('app:suspense:resolve', bringBack)
}

function bringBack() {
  const { early } = window
  if (!early) return
  removeEventListener('input', early.note, true)
  removeEventListener('submit', early.hold, true)
  removeEventListener('click', early.press, true)
  for (const [field, value] of early.written) {
    if (typeof value === 'string') field.value = value
    else field.checked = value
    field.dispatchEvent(new Event(typeof value === 'string' ? 'input' : 'change'))
  }
  early.form?.requestSubmit()
  early.button?.click()
  window.early = undefined
}
