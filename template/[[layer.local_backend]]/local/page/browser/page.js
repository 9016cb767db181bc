// Shows the section that the address names, and keeps it fresh.
import { byId, h } from './dom.js'
import { sections } from './sections.js'

/** @typedef {import('../routes.ts').Reads} Reads */

const pause = 2000
const section = byId('section')

/**
 * @param {Response} response
 * @returns {Promise<any>}
 */
async function answer(response) {
  const body = await response.json()
  if (!response.ok) throw new Error(body.message)
  return body
}

/**
 * @template {keyof Reads} Name
 * @param {Name} name
 * @param {Record<string, string>} [query]
 * @returns {Promise<Reads[Name]>}
 */
const read = async (name, query = {}) =>
  answer(await fetch(`/page/api/${name}?${new URLSearchParams(query)}`))

/**
 * @param {string} name
 * @param {object} input
 */
async function post(name, input) {
  const headers = { 'content-type': 'application/json' }
  return answer(
    await fetch(`/page/api/${name}`, { method: 'POST', headers, body: JSON.stringify(input) }),
  )
}

/** @param {string} [message] */
function complain(message) {
  byId('problem').hidden = !message
  byId('problem').textContent = message ?? ''
}

/**
 * Does something that changes the backend, says that it is done, and shows what came of it.
 * @param {string} name
 * @param {object} input
 * @param {string} done
 */
async function act(name, input, done) {
  complain()
  try {
    await post(name, input)
    say(done)
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
  }
  await refresh()
}

/** @param {string} text */
function say(text) {
  byId('said').textContent = text
  byId('said').className = 'toast'
  clearTimeout(silence)
  silence = setTimeout(() => (byId('said').className = 'hidden'), 4000)
}
/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence

/**
 * Asks before something is lost.
 * @param {string} title
 * @param {string} text
 * @param {string} yes
 * @returns {Promise<boolean>}
 */
function confirmed(title, text, yes) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('question'))
  byId('question-title').textContent = title
  byId('question-text').textContent = text
  const button = dialog.querySelector('.danger')
  if (button) button.textContent = yes
  dialog.returnValue = 'no'
  dialog.showModal()
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }),
  )
}

/** @typedef {{ read: typeof read, post: typeof post, act: typeof act, say: typeof say, confirmed: typeof confirmed }} Tools */

/** @type {{ name: string, rest: string, last: string, update(): Promise<unknown> } | undefined} */
let current

function open() {
  const [name = '', ...parts] = decodeURIComponent(location.hash.slice(1)).split('/')
  const rest = parts.join('/')
  if (name === 'main') return
  const known = sections.find((one) => one.name === name) ?? sections[0]
  if (!known || (current?.name === known.name && current.rest === rest)) return
  const isOther = current !== undefined && current.name !== known.name
  complain()
  const title = h('h2', { id: 'title', tabindex: '-1' }, known.title)
  const root = h('section', { 'aria-labelledby': 'title' }, title)
  section.replaceChildren(root)
  const body = root.appendChild(h('div'))
  current = { name: known.name, rest, last: '', update: known.show(body, tools, rest) }
  for (const link of document.querySelectorAll('nav a')) {
    if (link.getAttribute('href') === `#${known.name}`) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  document.title = `${known.title} · Local backend`
  if (isOther) title.focus()
  void refresh()
}

async function refresh() {
  const shownNow = current
  try {
    await shownNow?.update()
    byId('offline').hidden = true
  } catch (error) {
    if (shownNow !== current) return
    // fetch throws a TypeError when nothing answers
    byId('offline').hidden = !(error instanceof TypeError)
    if (!(error instanceof TypeError)) complain(error instanceof Error ? error.message : 'Error')
  }
}

/** @type {Tools} */
const tools = { read, post, act, say, confirmed }

addEventListener('hashchange', open)
document.addEventListener('visibilitychange', () => void refresh())
open()
for (;;) {
  await new Promise((tick) => setTimeout(tick, pause))
  if (document.visibilityState === 'visible') await refresh()
}
