// Building and refreshing elements. Data becomes text and attributes, never markup.

/** @typedef {Record<string, string | boolean | EventListener | undefined>} Properties */
/** @typedef {Node | string | undefined | false} Child */

/**
 * An element. Functions become listeners of the event they are named after; `true` and `false` set
 * or leave out an attribute.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.filter((child) => child !== undefined && child !== false))
  return element
}

/**
 * What is on the page by its id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id)
  if (!element) throw new Error(`There is no #${id}`)
  return element
}

/** @type {WeakMap<Element, string>} */
const shown = new WeakMap()

/**
 * Shows a list. Elements of unchanged items stay as they are, with focus, selection and scrolling;
 * a replaced one takes over what is open, chosen and focused in it.
 * @template Item
 * @param {Element} parent
 * @param {readonly Item[]} items
 * @param {(item: Item) => string} keyOf
 * @param {(item: Item) => Element} make
 */
export function list(parent, items, keyOf, make) {
  const before = new Map(
    [...parent.children].map((child) => [child.getAttribute('data-key'), child]),
  )
  /** @type {(() => void)[]} */
  const afterwards = []
  const wanted = items.map((item) => {
    const key = keyOf(item)
    const text = JSON.stringify(item)
    const old = before.get(key)
    if (old && shown.get(old) === text) return old
    const element = make(item)
    element.setAttribute('data-key', key)
    shown.set(element, text)
    if (old) afterwards.push(takeOver(old, element))
    return element
  })
  const kept = new Set(wanted)
  const hadFocus = parent.contains(document.activeElement)
  for (const child of before.values()) if (!kept.has(child)) child.remove()
  wanted.forEach((element, index) => {
    const present = parent.children[index] ?? null
    if (present !== element) parent.insertBefore(element, present)
  })
  for (const restore of afterwards) restore()
  // What had the focus is gone: keyboards go on from here rather than from the top.
  if (hadFocus && !parent.contains(document.activeElement)) byId('main').focus()
}

/** @param {Element} element */
const labelOf = (element) => element.getAttribute('aria-label') ?? element.textContent
/** @param {Element} element */
const scrollers = (element) =>
  element.matches('.scroller') ? [element] : [...element.querySelectorAll('.scroller')]
const controls = 'a, button, select, summary, [tabindex]'

/**
 * @param {Element} old
 * @param {Element} next
 * @returns {() => void} to be called when `next` is on the page
 */
function takeOver(old, next) {
  const was = old.querySelectorAll('details')
  const wasSelf = old instanceof HTMLDetailsElement && old.open
  if (wasSelf) next.toggleAttribute('open', true)
  next.querySelectorAll('details').forEach((details, index) => {
    details.open = was[index]?.open ?? false
  })
  const chosen = [...old.querySelectorAll('select')].map(({ value }) => value)
  next.querySelectorAll('select').forEach((select, index) => {
    const value = chosen[index] ?? ''
    if ([...select.options].some((option) => option.value === value)) select.value = value
  })
  const scrolled = scrollers(old).map(({ scrollLeft: left, scrollTop: top }) => ({ left, top }))
  const active = old.contains(document.activeElement) ? document.activeElement : null
  return () => {
    scrollers(next).forEach((one, index) => one.scrollTo(scrolled[index]))
    if (!active) return
    const same = [next, ...next.querySelectorAll(controls)].find(
      (one) => one.tagName === active.tagName && labelOf(one) === labelOf(active),
    )
    const target = same ?? next.querySelector('summary')
    if (target instanceof HTMLElement) target.focus()
  }
}

/**
 * A value as a person reads it.
 * @param {unknown} value
 */
export const pretty = (value) =>
  typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? 'nothing')

/**
 * A moment in the reader's own time.
 * @param {string} iso
 */
export function time(iso) {
  const date = new Date(iso)
  const today = date.toDateString() === new Date().toDateString()
  const text = today ? date.toLocaleTimeString() : date.toLocaleString()
  return h('time', { datetime: iso, title: date.toLocaleString() }, text)
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/**
 * A wide thing that scrolls by itself, also by keyboard.
 * @param {string} label
 * @param {...Child} children
 */
export const scroller = (label, ...children) =>
  h('div', { class: 'scroller', role: 'region', 'aria-label': label, tabindex: '0' }, ...children)
