// Every authorization rule of Data, each with what it allows beside what it refuses.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { generateClient } from 'aws-amplify/data'
import type { Schema } from '../../amplify/data/resource.ts'
import { becomeGuest, joined, startSample, type Person } from './support.ts'

const sample = await startSample()
const client = generateClient<Schema>()
const { models } = client

let ada: Person, ben: Person, admin: Person, editor: Person
before(async () => {
  ada = await joined(sample, 'ada')
  ben = await joined(sample, 'ben')
  admin = await joined(sample, 'admin', 'ADMINS')
  editor = await joined(sample, 'editor', 'EDITORS')
})

const as = ({ token }: Person) => ({ authMode: 'userPool' as const, authToken: token })

type Result = { data?: unknown; errors?: { message: string; errorType?: string }[] | undefined }

/** The data of an answer without errors. */
function allowed<T extends Result>({ data, errors }: T): NonNullable<T['data']> {
  assert.equal(errors, undefined, JSON.stringify(errors))
  assert.ok(data !== null && data !== undefined)
  return data as NonNullable<T['data']>
}

/** Nothing but a refusal. */
function refused({ data, errors }: Result): void {
  assert.equal(data ?? null, null)
  assert.ok(errors?.length)
  for (const { errorType } of errors) {
    assert.match(String(errorType), /^(Unauthorized|DynamoDB:ConditionalCheckFailedException)/)
  }
}

describe('owner', () => {
  test('sees, changes and deletes their own records', async () => {
    const { id } = allowed(await models.Project.create({ name: 'Engine' }, as(ada)))
    assert.equal(allowed(await models.Project.get({ id }, as(ada))).name, 'Engine')
    assert.equal(allowed(await models.Project.update({ id, name: 'Loom' }, as(ada))).name, 'Loom')
    assert.equal(allowed(await models.Project.delete({ id }, as(ada))).id, id)
  })

  test('is the only one who does', async () => {
    const { id } = allowed(await models.Project.create({ name: 'Secret' }, as(ada)))
    refused(await models.Project.get({ id }, as(ben)))
    refused(await models.Project.update({ id, name: 'Mine' }, as(ben)))
    refused(await models.Project.delete({ id }, as(ben)))
    const listed = async (person: Person) =>
      allowed(await models.Project.list(as(person))).map((project) => project.id)
    assert.ok(!(await listed(ben)).includes(id))
    assert.ok((await listed(ada)).includes(id))
    assert.equal(allowed(await models.Project.get({ id }, as(ada))).name, 'Secret')
  })

  test('cannot create records for somebody else', async () => {
    const { sub } = ben
    refused(await models.Letter.create({ text: 'Forged', author: sub }, as(ada)))
    allowed(await models.Letter.create({ text: 'Own', author: ada.sub }, as(ada)))
  })

  test('may be named by a field and a claim of its own choice', async () => {
    const { id, author } = allowed(await models.Letter.create({ text: 'Dear' }, as(ada)))
    assert.equal(author, ada.sub)
    allowed(await models.Letter.get({ id }, as(ada)))
    refused(await models.Letter.get({ id }, as(ben)))
  })

  test('may be several', async () => {
    const editors = [ada.sub, ben.sub]
    const { id } = allowed(await models.Page.create({ text: 'Both', editors }, as(ada)))
    allowed(await models.Page.update({ id, text: 'Bens' }, as(ben)))
    refused(await models.Page.get({ id }, as(editor)))
  })
})

describe('group', () => {
  test('members do what the rule lists, and no more', async () => {
    const { id } = allowed(await models.Project.create({ name: 'Shared' }, as(ada)))
    const task = allowed(await models.Task.create({ title: 'Read me', projectId: id }, as(ada)))
    assert.equal(allowed(await models.Project.get({ id }, as(admin))).name, 'Shared')
    allowed(await models.Project.update({ id, status: 'CLOSED' }, as(admin)))
    allowed(await models.Task.get({ id: task.id }, as(admin)))
    allowed(await models.Task.get({ id: task.id }, as(editor)))
    refused(await models.Task.delete({ id: task.id }, as(admin)))
    refused(await models.Project.get({ id }, as(editor)))
  })

  test('may be named by a field of the record', async () => {
    const { id } = allowed(
      await models.Poll.create({ question: 'Tea?', team: 'EDITORS' }, as(editor)),
    )
    allowed(await models.Poll.get({ id }, as(editor)))
    refused(await models.Poll.get({ id }, as(admin)))
    refused(await models.Poll.create({ question: 'Tea?', team: 'EDITORS' }, as(ada)))
  })

  test('may be several, named by a field of the record', async () => {
    const survey = { question: 'Why?', teams: ['ADMINS', 'EDITORS'] }
    const { id } = allowed(await models.Survey.create(survey, as(editor)))
    allowed(await models.Survey.get({ id }, as(admin)))
    refused(await models.Survey.get({ id }, as(ada)))
  })
})

describe('public', () => {
  test('an API key reads where that is allowed', async () => {
    const { id } = allowed(await models.Announcement.create({ text: 'Open' }, as(admin)))
    const key = { authMode: 'apiKey' as const }
    assert.equal(allowed(await models.Announcement.get({ id }, key)).text, 'Open')
    refused(await models.Announcement.create({ text: 'Spam' }, key))
    refused(await models.Announcement.delete({ id }, key))
    refused(await models.Project.list(key).then(({ errors }) => ({ errors })))
    refused(await models.Announcement.create({ text: 'Spam' }, as(ada)))
  })

  test('a wrong API key is refused', async () => {
    const ask = (key: string) =>
      fetch(`${sample.url}/graphql`, {
        method: 'POST',
        headers: { 'x-api-key': key },
        body: JSON.stringify({ query: '{ listAnnouncements { items { id } } }' }),
      })
    const { data } = sample.outputs as { data: { api_key: string } }
    assert.equal((await ask(data.api_key)).status, 200)
    assert.equal((await ask('da2-guessed')).status, 401)
  })

  test('a guest reads where that is allowed, and does not write', async () => {
    const identity = { authMode: 'identityPool' as const }
    await ada.signIn()
    const { id } = allowed(await models.Poster.create({ title: 'Fair' }, identity))
    refused(await models.Poster.update({ id, title: 'Fare' }, identity))
    await becomeGuest()
    assert.equal(allowed(await models.Poster.get({ id }, identity)).title, 'Fair')
    refused(await models.Poster.create({ title: 'Graffiti' }, identity))
    refused(await models.Poster.delete({ id }, identity))
    refused(await models.Seat.list(identity).then(({ errors }) => ({ errors })))
  })

  test('members of a group have no access by identity pool, as their role has no policy for it', async () => {
    await admin.signIn()
    const { errors } = await models.Poster.list({ authMode: 'identityPool' })
    refused({ errors })
  })
})

describe('signed-in', () => {
  test('everybody who signed in may use what is open to them', async () => {
    const seat = { row: 'A', number: 1 }
    allowed(await models.Seat.create({ ...seat, colour: 'red' }, as(ada)))
    assert.equal(allowed(await models.Seat.get(seat, as(ben))).colour, 'red')
    refused(await models.Seat.get(seat, { authMode: 'apiKey' }))
  })

  test('operations that a rule leaves out or that are disabled do not exist', async () => {
    allowed(await models.Ledger.create({ entry: '12 pence' }, as(ada)))
    const { data } = sample.outputs as { data: { model_introspection: { models: object } } }
    assert.ok('Ledger' in data.model_introspection.models)
    assert.equal('update' in models.Ledger, false)
    assert.equal('onCreate' in models.Ledger, false)
    assert.equal('update' in models.Task, true)
  })
})

describe('field', () => {
  test('rules hide a field from everybody but its owner', async () => {
    const own = { nickname: 'Countess', salary: 300 }
    const { id, salary } = allowed(await models.Profile.create(own, as(ada)))
    // A mutation never answers with a protected field, because subscribers would get it.
    assert.equal(salary, null)
    assert.equal(allowed(await models.Profile.get({ id }, as(ada))).salary, 300)
    const seen = await models.Profile.get({ id }, as(ben))
    assert.equal(seen.data?.salary ?? null, null)
    assert.equal(seen.errors?.[0]?.errorType, 'Unauthorized')
    const without = await models.Profile.get({ id }, { ...as(ben), selectionSet: ['nickname'] })
    assert.equal(allowed(without).nickname, 'Countess')
  })

  test('rules keep the owner from giving a record away', async () => {
    const { id } = allowed(await models.Profile.create({ nickname: 'Ada' }, as(ada)))
    refused(await models.Profile.update({ id, owner: ben.sub }, as(ada)))
    allowed(await models.Profile.update({ id, nickname: 'A.' }, as(ada)))
    const task = allowed(await models.Task.create({ title: 'Mine' }, as(ada)))
    refused(await models.Task.update({ id: task.id, owner: ben.sub }, as(ada)))
    refused(await models.Task.create({ title: 'For Ben', owner: ben.sub }, as(ada)))
    const { owner } = allowed(await models.Task.update({ id: task.id, title: 'My own' }, as(ada)))
    assert.equal(owner, task.owner)
  })
})

describe('custom', () => {
  const badge = (authToken: string) => ({ authMode: 'lambda' as const, authToken })

  test('a function decides', async () => {
    const { id } = allowed(
      await models.Room.create({ name: 'Vault', code: '1234' }, badge('valid')),
    )
    assert.equal(allowed(await models.Room.get({ id }, badge('valid'))).code, '1234')
    const outcome = await models.Room.get({ id }, badge('stolen')).catch((error: Error) => error)
    assert.match(JSON.stringify(outcome), /Unauthorized/)
  })

  test('a function denies single fields', async () => {
    const { id } = allowed(await models.Room.create({ name: 'Attic', code: '99' }, badge('valid')))
    const seen = await models.Room.get({ id }, badge('clerk'))
    assert.equal(seen.data?.code ?? null, null)
    assert.match(seen.errors?.[0]?.message ?? '', /code/)
  })

  test('a user pool token does not open what needs a badge', async () => {
    refused(await models.Room.create({ name: 'Cellar' }, as(admin)))
  })
})

describe('function', () => {
  test('a function with access to Data reads all records, and only by queries', async () => {
    allowed(await models.Project.create({ name: 'Counted' }, as(ada)))
    const seen = allowed(await models.Project.list(as(ben))).length
    const all = allowed(await models.Project.list(as(admin))).length
    const counted = allowed(await client.queries.countProjects(as(ben)))
    assert.ok(all > seen)
    assert.equal(counted, all)
  })
})
