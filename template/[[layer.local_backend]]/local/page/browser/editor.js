// The query editor: GraphiQL, which asks as the person that is chosen.
import { h, list } from './dom.js'

/** @typedef {import('./page.js').Reads} Reads */
/** @typedef {{ query: string, variables?: object, operationName?: string }} Question */

/** @param {string} file */
const load = (file) =>
  new Promise((resolve, reject) => {
    const address = `/page/${file}`
    const element = file.endsWith('.css')
      ? h('link', { rel: 'stylesheet', href: address })
      : h('script', { src: address })
    element.addEventListener('load', resolve)
    element.addEventListener('error', () => reject(new Error(`${address} cannot be loaded.`)))
    document.head.append(element)
  })

/**
 * GraphiQL's files, loaded once and only when they are needed.
 * @type {Promise<unknown> | undefined}
 */
let engine
const loadEngine = async () => {
  await Promise.all([load('graphiql.css'), load('react.js').then(() => load('react-dom.js'))])
  await load('graphiql.js')
}

/** @type {{ render(element: unknown): void, unmount(): void } | undefined} */
let root

/** @type {import('./sections.js').Show} */
export function editor(body, { read, post }) {
  root?.unmount()
  root = undefined
  const none = h(
    'p',
    { class: 'empty', hidden: true },
    'This backend has no GraphQL API. Add models in amplify/data/resource.ts.',
  )
  const nobody = h(
    'p',
    { class: 'empty', hidden: true },
    'Nobody can ask yet: sign up in your app first.',
  )
  const who = h('select', { id: 'as' })
  const choice = h('p', { class: 'as' }, h('label', { for: 'as' }, 'Ask as'), who)
  const place = h('div', { class: 'editor' })
  const schema = h('pre')
  const text = h(
    'details',
    {},
    h('summary', {}, 'Schema'),
    h('div', { class: 'scroller', role: 'region', 'aria-label': 'Schema', tabindex: '0' }, schema),
  )
  body.append(none, choice, nobody, place, text)

  new MutationObserver(() => nameEditors(place)).observe(place, { childList: true, subtree: true })

  /** @param {Question} question */
  const fetcher = async (question) => {
    const as = who.value.startsWith('user ') ? who.value.slice('user '.length) : undefined
    try {
      return await post('graphql', { ...question, as })
    } catch (error) {
      return { errors: [{ message: error instanceof Error ? error.message : String(error) }] }
    }
  }
  return async () => {
    const { sdl, users, apiKey } = await read('graphql')
    none.hidden = sdl !== ''
    choice.hidden = place.hidden = text.hidden = sdl === ''
    const options = users.map(({ username, label }) => ({ value: `user ${username}`, label }))
    if (apiKey) options.push({ value: 'key', label: 'API key' })
    nobody.hidden = options.length > 0 || sdl === ''
    list(
      who,
      options,
      ({ value }) => value,
      ({ value, label }) => h('option', { value }, label),
    )
    if (!sdl || schema.textContent === sdl) return
    schema.textContent = sdl
    engine ??= loadEngine()
    const [introspection] = await Promise.all([read('schema'), engine])
    root ??= ReactDOM.createRoot(place)
    root.render(
      React.createElement(GraphiQL, {
        fetcher,
        schema: introspection,
        defaultQuery: exampleFor(introspection),
        forcedTheme: 'system',
        isHeadersEditorEnabled: false,
        showPersistHeadersSettings: false,
      }),
    )
  }
}

/**
 * GraphiQL's editors have no names for screen readers.
 * @param {HTMLElement} place
 */
function nameEditors(place) {
  for (const text of place.querySelectorAll('.CodeMirror textarea:not([aria-label])')) {
    const part = text.closest('section')
    const label = part?.matches('.graphiql-query-editor') ? 'Query' : 'Variables'
    text.setAttribute('aria-label', part?.matches('.result-window') ? 'Answer' : label)
    const scrolled = text.closest('.CodeMirror')?.querySelector('.CodeMirror-scroll')
    scrolled?.setAttribute('tabindex', '0')
  }
}

/**
 * Lists the first model.
 * @param {Reads['schema']} introspection
 */
function exampleFor({ __schema: { queryType, types } }) {
  /** @param {string} name */
  const fieldsOf = (name) => {
    const type = types.find((one) => one.name === name)
    return type?.kind === 'OBJECT' ? type.fields : []
  }
  /** @param {any} type @returns {string} */
  const nameOf = (type) => type.name ?? nameOf(type.ofType)
  const query = fieldsOf(queryType.name).find(({ name }) => name.startsWith('list'))
  if (!query) return 'query {\n  __typename\n}\n'
  const items = fieldsOf(nameOf(query.type)).find(({ name }) => name === 'items')
  const fields = items ? fieldsOf(nameOf(items.type)) : []
  const plain = fields.filter(({ type }) => !fieldsOf(nameOf(type)).length).map(({ name }) => name)
  return `# Ctrl+Enter runs the query
query {
  ${query.name} {
    items {
      ${plain.join('\n      ')}
    }
  }
}
`
}
