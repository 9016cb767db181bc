// What each section shows.
import { h, list, pretty, scroller, size, time } from './dom.js'
import { editor } from './editor.js'

/** @typedef {import('./page.js').Tools} Tools */
/** @typedef {import('./page.js').Reads} Reads */
/**
 * Fills `body` and gives a function that refreshes it; `rest` is what the address says after the
 * section's name.
 * @typedef {(body: HTMLElement, tools: Tools, rest: string) => () => Promise<unknown>} Show
 */

/** @param {string} text */
const empty = (text) => h('p', { class: 'empty', hidden: true }, text)

/** @type {Show} */
function mailbox(body, { read, say }) {
  const none = empty(
    'No messages yet. Codes for sign-up, sign-in and new passwords appear here when your app asks for them.',
  )
  const messages = body.appendChild(h('ul', { class: 'cards' }))
  body.append(none)
  return async () => {
    const { messages: items } = await read('mailbox')
    none.hidden = items.length > 0
    list(
      messages,
      items,
      ({ id }) => id,
      ({ sentAt, to, channel, subject, text, code }) => {
        const copy = async () => {
          await navigator.clipboard.writeText(code ?? '')
          say(`Copied ${code}`)
        }
        return h(
          'li',
          {},
          h('h3', {}, subject),
          h(
            'p',
            { class: 'muted' },
            `${channel === 'sms' ? 'Text message' : 'Email'} to ${to}, `,
            time(sentAt),
          ),
          code !== undefined &&
            h(
              'p',
              { class: 'code' },
              h('code', {}, code),
              h('button', { click: copy, 'aria-label': `Copy code ${code}` }, 'Copy'),
            ),
          h('details', {}, h('summary', {}, 'Message'), h('p', { class: 'text' }, text)),
        )
      },
    )
  }
}

/** @type {Show} */
function users(body, { read, act, confirmed }) {
  const none = empty('Nobody has signed up yet. People appear here when they sign up in your app.')
  const people = body.appendChild(h('ul', { class: 'cards' }))
  body.append(none)
  return async () => {
    const { users: all, groups: known } = await read('users')
    none.hidden = all.length > 0
    const items = all.map((user) => ({ user, free: known.filter((g) => !user.groups.includes(g)) }))
    list(
      people,
      items,
      ({ user }) => user.username,
      ({ user: { username, sub, status, enabled, groups, attributes }, free }) => {
        const name = attributes.email ?? attributes.phone_number ?? username
        const remove = async () => {
          const text = `${name} can no longer sign in. Items and files of this user stay.`
          if (await confirmed(`Delete ${name}?`, text, 'Delete user'))
            await act('delete-user', { username }, `${name} is deleted`)
        }
        const group = h(
          'select',
          { 'aria-label': `Group for ${name}` },
          ...free.map((one) => h('option', {}, one)),
        )
        const add = () =>
          act('add-to-group', { username, group: group.value }, `${name} is in ${group.value}`)
        return h(
          'li',
          {},
          h('h3', {}, name),
          h(
            'p',
            {},
            h('span', { class: 'badge' }, status.toLowerCase().replaceAll('_', ' ')),
            !enabled && h('span', { class: 'badge' }, 'disabled'),
          ),
          groups.length > 0 &&
            h(
              'ul',
              { class: 'chips', 'aria-label': `Groups of ${name}` },
              ...groups.map((one) =>
                h(
                  'li',
                  {},
                  one,
                  h(
                    'button',
                    {
                      'aria-label': `Remove ${name} from ${one}`,
                      click: () =>
                        act('remove-from-group', { username, group: one }, `${name} left ${one}`),
                    },
                    '×',
                  ),
                ),
              ),
            ),
          h(
            'div',
            { class: 'actions' },
            status === 'UNCONFIRMED' &&
              h(
                'button',
                {
                  'aria-label': `Confirm ${name}`,
                  click: () => act('confirm', { username }, `${name} is confirmed`),
                },
                'Confirm',
              ),
            free.length > 0 && group,
            free.length > 0 &&
              h('button', { click: add, 'aria-label': `Add ${name} to the group` }, 'Add to group'),
            h(
              'button',
              { class: 'danger', 'aria-label': `Delete ${name}`, click: remove },
              'Delete…',
            ),
          ),
          h(
            'details',
            {},
            h('summary', {}, 'Attributes'),
            properties({ username, sub, ...attributes }),
          ),
        )
      },
    )
  }
}

/** @param {Record<string, string>} values */
const properties = (values) =>
  h(
    'dl',
    {},
    ...Object.entries(values).map(([name, value]) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, value)),
    ),
  )

/** @type {Show} */
function tables(body, { read }, rest) {
  const none = empty('This backend has no tables. Each model in amplify/data/resource.ts gets one.')
  const links = h('ul', { class: 'picker', 'aria-label': 'Tables' })
  const title = h('h3', { id: 'table' })
  const note = h('p', { class: 'muted' })
  const found = h('div', { class: 'found' })
  body.append(none, links, title, note, found)
  return async () => {
    const { tables: all } = await read('tables')
    none.hidden = all.length > 0
    const [chosen] = [
      all.find(({ label }) => label === rest) ?? all.find(({ items }) => items !== '0') ?? all[0],
    ]
    const links_ = all.map((table) => ({ ...table, current: table === chosen }))
    list(
      links,
      links_,
      ({ name }) => name,
      ({ label, items, current }) =>
        h(
          'li',
          {},
          h(
            'a',
            { href: `#tables/${encodeURIComponent(label)}`, 'aria-current': current && 'true' },
            label,
            ' ',
            h('span', { class: 'count' }, items),
          ),
        ),
    )
    if (!chosen) return
    const { items, more } = await read('items', { table: chosen.name })
    title.textContent = chosen.label
    note.textContent =
      (items.length
        ? `${more ? 'The first ' : ''}${items.length === 1 ? '1 item' : `${items.length} items`}`
        : 'No items yet. What your app saves as ' + chosen.label + ' appears here.') +
      ` (${chosen.name})`
    list(
      found,
      items.length ? [{ label: chosen.label, items }] : [],
      ({ label }) => label,
      ({ label }) => scroller(`Items of ${label}`, rows(items)),
    )
  }
}

/** @param {Record<string, unknown>[]} items */
function rows(items) {
  // Amplify's own columns come last.
  const late = ['createdAt', 'updatedAt', '__typename']
  const all = [...new Set(items.flatMap((item) => Object.keys(item)))]
  const names = [
    ...all.filter((name) => !late.includes(name)),
    ...late.filter((n) => all.includes(n)),
  ]
  return table(
    names,
    items.map((item) => names.map((name) => (name in item ? pretty(item[name]) : ''))),
  )
}

/**
 * @param {string[]} names
 * @param {(string | Node)[][]} cells
 */
const table = (names, cells) =>
  h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...names.map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, ...cells.map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell))))),
  )

/** @type {Show} */
function files(body, { read }) {
  const none = empty('This backend has no buckets. Add one in amplify/storage/resource.ts.')
  const buckets = body.appendChild(h('div'))
  body.append(none)
  return async () => {
    const { buckets: all } = await read('files')
    none.hidden = all.length > 0
    list(
      buckets,
      all,
      ({ name }) => name,
      ({ name, files: found }) => {
        const cells = found.map(({ key, size: bytes, lastModified, headers }) => {
          const type = headers['content-type'] ?? ''
          const href = `/page/api/file?${new URLSearchParams({ bucket: name, key })}`
          const picture =
            type.startsWith('image/') && h('img', { src: href, alt: '', loading: 'lazy' })
          return [
            h('a', { href, download: true }, picture, key),
            type,
            size(bytes),
            time(lastModified),
          ]
        })
        return h(
          'div',
          {},
          h('h3', {}, name),
          found.length > 0
            ? scroller(`Files in ${name}`, table(['File', 'Type', 'Size', 'Changed'], cells))
            : h('p', { class: 'empty' }, 'No files yet. What your app uploads appears here.'),
        )
      },
    )
  }
}

/** @type {Show} */
function functions(body, { read, act }) {
  const none = empty(
    'Nothing has run yet. Each invocation appears here with its event, result and logs.',
  )
  const noSchedules = empty('No schedules. A function gets one by `schedule` in its resource.ts.')
  const timers = h('ul', { class: 'rows' })
  const places = h('ul', { class: 'rows' })
  const reachable = h('div', {}, h('h3', {}, 'Addresses'), places)
  const runs = h('div', { class: 'runs' })
  body.append(reachable, h('h3', {}, 'Schedules'), timers, noSchedules)
  body.append(h('h3', {}, 'Invocations'), runs, none)
  return async () => {
    const { invocations, schedules, addresses } = await read('functions')
    reachable.hidden = addresses.length === 0
    list(
      places,
      addresses,
      ({ address }) => address,
      ({ name, address }) => h('li', {}, h('strong', {}, name), h('code', {}, address)),
    )
    none.hidden = invocations.length > 0
    noSchedules.hidden = schedules.length > 0
    list(
      timers,
      schedules,
      ({ name }) => name,
      ({ name, functionName, expression, timezone }) =>
        h(
          'li',
          {},
          h('strong', {}, functionName),
          h('code', {}, expression),
          h('span', { class: 'muted' }, timezone),
          h(
            'button',
            {
              'aria-label': `Fire ${functionName}, ${expression}, now`,
              click: () => act('fire', { name }, `${functionName} was started`),
            },
            'Fire now',
          ),
        ),
    )
    list(
      runs,
      invocations,
      ({ id }) => id,
      ({ functionName, startedAt, milliseconds, event, result, error, logs }) =>
        h(
          'details',
          {},
          h(
            'summary',
            {},
            h('strong', {}, functionName),
            time(startedAt),
            h(
              'span',
              { class: 'muted' },
              milliseconds === undefined ? 'running' : `${milliseconds} ms`,
            ),
            error && h('span', { class: 'badge danger' }, 'failed'),
          ),
          ...part(
            'Error',
            error && `${error.errorType}: ${error.errorMessage}\n${error.trace?.join('\n') ?? ''}`,
          ),
          ...part('Logs', logs.join('\n') || 'It wrote no logs.'),
          ...part('Event', pretty(event)),
          ...(error ? [] : part('Result', pretty(result))),
        ),
    )
  }
}

/**
 * @param {string} title
 * @param {string | undefined} text
 */
const part = (title, text) =>
  text === undefined ? [] : [h('h4', {}, title), scroller(title, h('pre', {}, text))]

/** @type {{ name: string, title: string, show: Show }[]} */
export const sections = [
  { name: 'mailbox', title: 'Mailbox', show: mailbox },
  { name: 'users', title: 'Users', show: users },
  { name: 'tables', title: 'Tables', show: tables },
  { name: 'files', title: 'Files', show: files },
  { name: 'functions', title: 'Functions', show: functions },
  { name: 'graphql', title: 'GraphQL', show: editor },
]
