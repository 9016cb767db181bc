// The local page: what its endpoints tell and do, and who may call them.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { signUp } from 'aws-amplify/auth'
import { generateClient } from 'aws-amplify/data'
import { uploadData } from 'aws-amplify/storage'
import type { Schema } from '../../amplify/data/resource.ts'
import type { Reads } from '../../local/page/routes.ts'
import { chromium, startChromium, type Page } from './chromium.ts'
import { becomeGuest, joined, password, startSample, type Person } from './support.ts'

const sample = await startSample()
const { auth, functions } = sample.backend.services
const api = `${sample.pageUrl}/page/api`
const eve = 'eve@example.com'
const markup = '<img src=x onerror="document.title = 1">'
let ada: Person
before(async () => {
  ada = await joined(sample, 'ada')
  await joined(sample, 'ben')
  await becomeGuest()
  const userAttributes = { email: eve }
  await signUp({ username: eve, password, options: { userAttributes } })
  await ada.signIn()
  const { models, queries } = generateClient<Schema>()
  await models.Project.create({ name: markup })
  await queries.countProjects()
  await uploadData({ path: 'shared/a note.txt', data: 'hello' }).result
})

async function read<Name extends keyof Reads>(name: Name, query = ''): Promise<Reads[Name]> {
  const response = await fetch(`${api}/${name}?${query}`)
  assert.equal(response.status, 200)
  return (await response.json()) as Reads[Name]
}
const post = (name: string, input: object, headers: Record<string, string> = {}) =>
  fetch(`${api}/${name}`, {
    method: 'POST',
    headers: { origin: sample.pageUrl, ...headers },
    body: JSON.stringify(input),
  })
const userNamed = (email: string) => auth.users().find((user) => user.attributes.email === email)

describe('the page shows', () => {
  test('messages with their codes, the newest first', async () => {
    const { messages } = await read('mailbox')
    assert.equal(messages[0]?.to, eve)
    assert.match(messages[0]?.code ?? '', /^\d{6}$/)
  })

  test('tables with the items in them', async () => {
    const { tables } = await read('tables')
    const project = tables.find(({ label }) => label === 'Project')
    assert.equal(project?.items, '1')
    assert.equal(tables.find(({ label }) => label === 'Task')?.items, '0')
    const { items, more } = await read('items', `table=${project?.name}`)
    assert.equal(items[0]?.name, markup)
    assert.equal(more, false)
    assert.equal((await fetch(`${api}/items?table=other`)).status, 404)
  })

  test('files, which are saved and never run as pages', async () => {
    const { buckets } = await read('files')
    const [bucket] = buckets
    assert.ok(bucket?.files.some(({ key }) => key === 'shared/a note.txt'))
    const query = new URLSearchParams({ bucket: bucket?.name ?? '', key: 'shared/a note.txt' })
    const response = await fetch(`${api}/file?${query}`)
    assert.equal(await response.text(), 'hello')
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment/)
    query.set('key', 'shared/none.txt')
    assert.equal((await fetch(`${api}/file?${query}`)).status, 404)
  })

  test('invocations with event and result', async () => {
    const { invocations } = await read('functions')
    const run = invocations.find(({ functionName }) => functionName === 'count-projects')
    assert.equal(run?.result, 1)
  })

  test('only its own files', async () => {
    for (const name of ['routes.ts', '../package.json', '%2e%2e/package.json', 'constructor', ''])
      assert.equal((await fetch(`${sample.pageUrl}/page/${name}`)).status, 404, name)
  })
})

describe('on the page a person can', () => {
  test('confirm a user, change groups, and delete the user', async () => {
    const username = userNamed(eve)?.username ?? ''
    assert.equal(userNamed(eve)?.status, 'UNCONFIRMED')
    assert.equal((await post('confirm', { username })).status, 200)
    assert.equal(userNamed(eve)?.status, 'CONFIRMED')
    await post('add-to-group', { username, group: 'EDITORS' })
    assert.deepEqual(userNamed(eve)?.groups, ['EDITORS'])
    await post('remove-from-group', { username, group: 'EDITORS' })
    assert.deepEqual(userNamed(eve)?.groups, [])
    await post('delete-user', { username })
    assert.equal(userNamed(eve), undefined)
    const again = await post('delete-user', { username })
    assert.equal(again.status, 400)
    assert.match(await again.text(), /User does not exist/)
  })

  test('fire a schedule', async () => {
    const { schedules } = await read('functions')
    await post('fire', { name: schedules[0]?.name })
    const { functionName } = schedules[0] ?? {}
    assert.ok(functions.invocations().some((run) => run.functionName === functionName))
  })

  test('ask the API as a user or with the API key, and the rules of the API decide', async () => {
    const ask = async (query: string, email?: string) => {
      const as = email && userNamed(email)?.username
      return (await (await post('graphql', { query, as })).json()) as object
    }
    const projects = 'query { listProjects { items { name } } }'
    assert.deepEqual(await ask(projects, ada.email), {
      data: { listProjects: { items: [{ name: markup }] } },
    })
    assert.deepEqual(await ask(projects, 'ben@example.com'), {
      data: { listProjects: { items: [] } },
    })
    assert.match(JSON.stringify(await ask(projects)), /Unauthorized/)
    assert.deepEqual(await ask('query { listAnnouncements { items { id } } }'), {
      data: { listAnnouncements: { items: [] } },
    })
    assert.match(
      JSON.stringify(await ask('subscription { onMessage { text } }')),
      /no subscriptions/,
    )
  })
})

describe('nobody but the page can call its endpoints:', () => {
  const app = 'http://localhost:5173'
  const fire = { name: 'nightly' }

  test('not the app, which runs on another port', async () => {
    const runs = () =>
      functions.invocations().filter((run) => run.functionName === 'nightly').length
    const before = runs()
    for (const origin of [app, sample.url, 'null'])
      assert.equal((await post('fire', fire, { origin })).status, 403, origin)
    assert.equal((await fetch(`${api}/users`, { headers: { origin: app } })).status, 403)
    assert.equal(runs(), before)
    assert.equal((await post('fire', fire)).status, 200) // the page itself
    assert.equal(runs(), before + 1)
  })

  test('not a form, a link or an image of another page', async () => {
    const noOrigin = await fetch(`${api}/fire`, { method: 'POST', body: JSON.stringify(fire) })
    assert.equal(noOrigin.status, 403)
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site }
      assert.equal((await fetch(`${api}/users`, { headers })).status, 403, site)
    }
    assert.equal((await fetch(`${api}/fire?name=nightly`)).status, 404) // not by GET
  })
})

describe('in a browser', { skip: !chromium && 'there is no Chromium', timeout: 60_000 }, () => {
  let page: Page
  before(async () => {
    page = await startChromium()
  })

  /** Waits until an expression is true in the page. */
  const until = (expression: string) =>
    page.run(`new Promise((done) => {
      const observer = new MutationObserver(() => {
        if (${expression}) done(observer.disconnect())
      })
      observer.observe(document, { childList: true, subtree: true, characterData: true })
      if (${expression}) done()
    })`)
  const shows = (text: string) =>
    until(`document.querySelector('main').textContent.includes(${JSON.stringify(text)})`)
  const go = (section: string) => page.run(`void (location.hash = ${JSON.stringify(section)})`)

  test('each section shows what is there, and markup in data stays text', async (t) => {
    t.after(() => page.close())
    await page.open(sample.pageUrl)
    await shows('Email to ada@example.com')
    await go('users')
    await shows('ada@example.com')
    await go('tables/Project')
    await shows(markup)
    assert.equal(await page.run('document.querySelectorAll("main img").length'), 0)
    await go('files')
    await shows('shared/a note.txt')
    await go('functions')
    await shows('count-projects')

    // A deletion asks first, and what is new comes by itself.
    await go('users')
    await shows('ben@example.com')
    const press = (label: string) =>
      page.run(`document.querySelector('button[aria-label="${label}"]').click()`)
    await press('Delete ben@example.com')
    assert.equal(await page.run('document.querySelector("dialog").open'), true)
    await page.run(`document.querySelector('dialog button[value=no]').click()`)
    assert.ok(userNamed('ben@example.com'))
    await joined(sample, 'zoe')
    await shows('zoe@example.com')
    await press('Delete ben@example.com')
    await page.run(`document.querySelector('dialog button[value=yes]').click()`)
    await until(`document.querySelector('#said').textContent === 'ben@example.com is deleted'`)
    assert.equal(userNamed('ben@example.com'), undefined)

    await go('graphql')
    const text = (selector: string) => `(document.querySelector('${selector}')?.textContent ?? '')`
    await until(`${text('.graphiql-query-editor .CodeMirror')}.includes('listProjects')`)
    await until(`document.querySelector('.result-window .CodeMirror')`)
    await page.run(`document.querySelector('.graphiql-execute-button').click()`)
    await until(`${text('.result-window')}.includes('onerror')`)
  })
})
