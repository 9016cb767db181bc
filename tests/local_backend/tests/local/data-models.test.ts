// What models promise: relationships, indexes, identifiers, filters, pages, defaults, validation.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { generateClient } from 'aws-amplify/data'
import type { Schema } from '../../amplify/data/resource.ts'
import { joined, startSample } from './support.ts'

const sample = await startSample()
const { models } = generateClient<Schema>()
before(async () => {
  await joined(sample, 'ada')
})

type Result<T> = { data: T; errors?: { message: string }[] | undefined }
function good<T>({ data, errors }: Result<T>): NonNullable<T> {
  assert.equal(errors, undefined, JSON.stringify(errors))
  assert.ok(data !== null && data !== undefined)
  return data
}
const titles = (tasks: { title: string }[]) => tasks.map(({ title }) => title).sort()

describe('a new record', () => {
  test('gets an id, times, an owner and its defaults', async () => {
    const task = good(await models.Task.create({ title: 'Weave' }))
    assert.match(task.id, /^[0-9a-f-]{36}$/)
    assert.ok(Math.abs(Date.parse(task.createdAt) - Date.now()) < 60_000)
    assert.equal(task.done, false)
    assert.equal(task.owner?.length, 36)
  })

  test('keeps every type as it was', async () => {
    const given = {
      title: 'Types',
      rank: 3,
      dueAt: '2027-01-31T12:00:00.000Z',
      tags: ['a', 'b'],
      place: { city: 'London', street: null },
    }
    const { id } = good(await models.Task.create(given))
    const { rank, dueAt, tags, place } = good(await models.Task.get({ id }))
    assert.deepEqual({ title: 'Types', rank, dueAt, tags, place }, given)
  })

  test('is refused without a required field, with a wrong type or value', async () => {
    const refused = async (input: object, message: RegExp) => {
      const { data, errors } = await models.Task.create({ title: 'x', ...input })
      assert.equal(data, null)
      assert.match(errors?.[0]?.message ?? '', message)
    }
    await refused({ dueAt: 'tomorrow' }, /dueAt/)
    await refused({ rank: -1 }, /rank|positive/i)
    const short = await models.Project.create({ name: 'x' })
    assert.match(short.errors?.[0]?.message ?? '', /two letters or more/)
    const wrong = { name: 'Enum', status: 'LOST' as 'OPEN' }
    assert.ok((await models.Project.create(wrong)).errors?.length)
    good(await models.Project.create({ name: 'Right', status: 'OPEN' }))
  })

  test('cannot replace one that has its id', async () => {
    const { id } = good(await models.Project.create({ name: 'First' }))
    const { errors } = await models.Project.create({ id, name: 'Second' })
    assert.match(JSON.stringify(errors), /ConditionalCheckFailed/)
    assert.equal(good(await models.Project.get({ id })).name, 'First')
  })
})

describe('a changed record', () => {
  test('keeps the fields that were not named, loses those set to null', async () => {
    const { id } = good(await models.Task.create({ title: 'Keep', rank: 7, tags: ['x'] }))
    good(await models.Task.update({ id, rank: null }))
    const { title, rank, tags } = good(await models.Task.get({ id }))
    assert.deepEqual({ title, rank, tags }, { title: 'Keep', rank: null, tags: ['x'] })
  })

  test('that does not exist is refused, not made', async () => {
    const { data, errors } = await models.Task.update({ id: 'nowhere', title: 'Ghost' })
    assert.equal(data, null)
    assert.match(JSON.stringify(errors), /ConditionalCheckFailed|Unauthorized/)
    assert.equal((await models.Task.get({ id: 'nowhere' })).data, null)
  })
})

describe('relationships', () => {
  test('are followed in both directions, lazily and in one request', async () => {
    const project = good(await models.Project.create({ name: 'Engine' }))
    const other = good(await models.Project.create({ name: 'Other' }))
    const projectId = project.id
    const task = good(await models.Task.create({ title: 'Cogs', projectId }))
    good(await models.Task.create({ title: 'Levers', projectId }))
    good(await models.Task.create({ title: 'Elsewhere', projectId: other.id }))
    good(await models.Budget.create({ amount: 17.5, projectId }))

    assert.deepEqual(titles(good(await project.tasks())), ['Cogs', 'Levers'])
    assert.equal(good(await task.project()).name, 'Engine')
    assert.equal(good(await project.budget()).amount, 17.5)
    const selectionSet = ['name', 'tasks.title', 'budget.amount'] as const
    const whole = good(await models.Project.get({ id: projectId }, { selectionSet }))
    assert.deepEqual(titles(whole.tasks), ['Cogs', 'Levers'])
    assert.equal(whole.budget?.amount, 17.5)
    const up = { selectionSet: ['title', 'project.name', 'project.budget.amount'] } as const
    const child = good(await models.Task.get({ id: task.id }, up))
    assert.deepEqual([child.project?.name, child.project?.budget?.amount], ['Engine', 17.5])
  })

  test('work over composite identifiers', async () => {
    const seat = good(await models.Seat.create({ row: 'C', number: 12, colour: 'blue' }))
    good(await models.Seat.create({ row: 'C', number: 13 }))
    const booking = { seatRow: 'C', seatNumber: 12 }
    const { id } = good(await models.Booking.create({ ...booking, guest: 'Mary' }))
    good(await models.Booking.create({ seatRow: 'C', seatNumber: 13, guest: 'Charles' }))
    // By selection: aws-amplify's lazy `booking.seat()` looks for the sort key under its own name.
    const made = await models.Booking.get({ id }, { selectionSet: ['seat.colour'] })
    assert.equal(good(made).seat?.colour, 'blue')
    assert.deepEqual(
      good(await seat.bookings()).map(({ guest }) => guest),
      ['Mary'],
    )
  })
})

describe('composite identifiers', () => {
  test('name, change and delete one record', async () => {
    const seat = { row: 'B', number: 4 }
    good(await models.Seat.create({ ...seat, colour: 'red' }))
    good(await models.Seat.create({ row: 'B', number: 5, colour: 'red' }))
    good(await models.Seat.update({ ...seat, colour: 'green' }))
    assert.equal(good(await models.Seat.get(seat)).colour, 'green')
    assert.equal(good(await models.Seat.get({ row: 'B', number: 5 })).colour, 'red')
    good(await models.Seat.delete(seat))
    assert.equal((await models.Seat.get(seat)).data, null)
  })

  test('list a partition in order', async () => {
    for (const number of [3, 1, 2, 10]) good(await models.Seat.create({ row: 'Z', number }))
    const numbers = (seats: { number: number }[]) => seats.map(({ number }) => number)
    const up = good(await models.Seat.list({ row: 'Z', sortDirection: 'ASC' }))
    assert.deepEqual(numbers(up), [1, 2, 3, 10])
    const down = good(
      await models.Seat.list({ row: 'Z', number: { le: 3 }, sortDirection: 'DESC' }),
    )
    assert.deepEqual(numbers(down), [3, 2, 1])
  })
})

describe('secondary indexes', () => {
  test('find records by their keys', async () => {
    const { id: projectId } = good(await models.Project.create({ name: 'Indexed' }))
    for (const title of ['alpha', 'beta', 'bravo'])
      good(await models.Task.create({ title, projectId }))
    const found = await models.Task.listTaskByProjectIdAndTitle({
      projectId,
      title: { beginsWith: 'b' },
    })
    assert.deepEqual(titles(good(found)), ['beta', 'bravo'])
    assert.equal(good(await models.Task.tasksByTitle({ title: 'alpha' })).length, 1)
    assert.equal(good(await models.Task.tasksByTitle({ title: 'none' })).length, 0)
  })
})

describe('lists', () => {
  test('are filtered', async () => {
    const { id: projectId } = good(await models.Project.create({ name: 'Filtered' }))
    const rows = [
      { title: 'one', rank: 1, done: true },
      { title: 'two', rank: 2, done: false },
      { title: 'three', rank: 3, done: true },
    ]
    for (const row of rows) good(await models.Task.create({ ...row, projectId }))
    const of = async (filter: object) =>
      titles(
        good(
          await models.Task.list({ filter: { and: [{ projectId: { eq: projectId } }, filter] } }),
        ),
      )
    assert.deepEqual(await of({ done: { eq: true } }), ['one', 'three'])
    assert.deepEqual(await of({ rank: { between: [2, 3] } }), ['three', 'two'])
    assert.deepEqual(await of({ or: [{ rank: { lt: 2 } }, { title: { contains: 'wo' } }] }), [
      'one',
      'two',
    ])
    assert.deepEqual(await of({ not: { title: { beginsWith: 't' } } }), ['one'])
    assert.deepEqual(await of({ rank: { ne: 1 } }), ['three', 'two'])
    assert.deepEqual(await of({ tags: { attributeExists: false } }), ['one', 'three', 'two'])
  })

  test('come in pages that together hold every record once', async () => {
    const { id: projectId } = good(await models.Project.create({ name: 'Paged' }))
    for (let n = 0; n < 5; n++) good(await models.Task.create({ title: `page ${n}`, projectId }))
    const seen: string[] = []
    let nextToken: string | null | undefined
    let pages = 0
    do {
      const page = await models.Task.listTaskByProjectIdAndTitle(
        { projectId },
        { limit: 2, nextToken },
      )
      seen.push(...titles(good(page)))
      nextToken = page.nextToken
      pages++
    } while (nextToken)
    assert.deepEqual(seen, ['page 0', 'page 1', 'page 2', 'page 3', 'page 4'])
    assert.equal(pages, 3)
  })
})
