// The command line: start, reload on save, errors, data that stays, outputs that are given back.
import assert from 'node:assert/strict'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { endAll, startIn } from './command-line.ts'
import { backendWithNotes, temporaryProject } from './temporary-project.ts'

const resource = 'amplify/data/resource.ts'
const original = backendWithNotes[resource]
const fromAws = JSON.stringify({
  version: '1.5',
  data: { url: 'https://abc.appsync-api.example/graphql' },
})
const project = await temporaryProject({ ...backendWithNotes, 'amplify_outputs.json': fromAws })
after(async () => {
  await endAll()
  await project.remove()
})

const start = (...flags: string[]) => startIn(project.directory, ['--port', '0', ...flags])

type Outputs = { custom?: { local?: { url: string } }; data: { url: string; api_key: string } }
const outputs = async () =>
  JSON.parse(await readFile(join(project.directory, 'amplify_outputs.json'), 'utf8')) as Outputs

async function graphql(query: string): Promise<{ data: Record<string, never>; errors?: object[] }> {
  const { data } = await outputs()
  const headers = { 'x-api-key': data.api_key }
  const answer = await fetch(data.url, { method: 'POST', headers, body: JSON.stringify({ query }) })
  return (await answer.json()) as { data: Record<string, never> }
}
const texts = async () => {
  const { data } = await graphql('{ listNotes { items { text } } }')
  const { items } = data.listNotes as unknown as { items: { text: string }[] }
  return items.map(({ text }) => text)
}

describe('the local backend', { timeout: 400_000 }, () => {
  let running: ReturnType<typeof start>

  test('starts, says where it is, and keeps the outputs of AWS', async () => {
    running = start()
    const printed = await running.ready()
    assert.match(printed, /ready at http:\/\/127\.0\.0\.1:\d+/)
    assert.match(printed, /this machine only and is for development/)
    assert.match(printed, /kept as amplify_outputs\.aws\.json/)
    const copy = await readFile(join(project.directory, 'amplify_outputs.aws.json'), 'utf8')
    assert.equal(copy, fromAws)
    assert.match((await outputs()).custom?.local?.url ?? '', /^http:\/\/127\.0\.0\.1:/)
    await graphql('mutation { createNote(input: { text: "kept" }) { id } }')
    assert.deepEqual(await texts(), ['kept'])
  })

  test('takes over a saved change, with the data', async () => {
    const reloaded = running.prints(/Reloaded in|still running/)
    await project.write(resource, original.replace('required()', 'required(), stars: a.integer()'))
    assert.match(await reloaded, /Reloaded in/)
    const { errors } = await graphql(
      'mutation { createNote(input: { text: "new", stars: 5 }) { stars } }',
    )
    assert.equal(errors, undefined)
    assert.deepEqual((await texts()).sort(), ['kept', 'new'])
  })

  test('serves on when a change is wrong, and says where it is wrong', async () => {
    const failed = running.prints(/still running/)
    await project.write(resource, original.replace('a.string()', 'a.text()'))
    assert.match(
      await failed,
      /amplify\/data\/resource\.ts:5 is not valid:\n {2}a\.text is not a function/,
    )
    assert.deepEqual((await texts()).sort(), ['kept', 'new'])
    const reloaded = running.prints(/Reloaded in|still running/)
    const indexed = ".secondaryIndexes((index) => [index('text')])\n    .authorization"
    await project.write(resource, original.replace('.authorization', indexed))
    assert.match(await reloaded, /Reloaded in/)
    const found = await graphql('{ listNoteByText(text: "kept") { items { text } } }')
    assert.deepEqual(found.data.listNoteByText, { items: [{ text: 'kept' }] })
  })

  test('gives the outputs of AWS back when it ends', async () => {
    assert.equal(await running.stop(), 0)
    assert.equal(await readFile(join(project.directory, 'amplify_outputs.json'), 'utf8'), fromAws)
    await assert.rejects(stat(join(project.directory, 'amplify_outputs.aws.json')))
  })

  test('starts again with its data and without another synthesis', async () => {
    await rm(join(project.directory, 'amplify_outputs.json'))
    running = start('--no-watch')
    assert.doesNotMatch(await running.ready(), /Synthesizing/)
    assert.deepEqual((await texts()).sort(), ['kept', 'new'])
    const key = (await outputs()).data.api_key
    await running.stop()
    running = start('--no-watch', '--reset')
    assert.doesNotMatch(await running.ready(), /Synthesizing/)
    assert.deepEqual(await texts(), [])
    assert.notEqual((await outputs()).data.api_key, key)
  })

  test('does not replace newer outputs of AWS at its end', async () => {
    await project.write('amplify_outputs.json', fromAws)
    assert.equal(await running.stop(), 0)
    assert.equal(await readFile(join(project.directory, 'amplify_outputs.json'), 'utf8'), fromAws)
  })

  test('refuses to lose outputs that it cannot read', async () => {
    await project.write('amplify_outputs.json', '{ "version"')
    const failing = start('--no-watch')
    assert.equal(await failing.ended, 1)
    assert.match(failing.printed(), /amplify_outputs\.json is not JSON/)
    assert.equal(
      await readFile(join(project.directory, 'amplify_outputs.json'), 'utf8'),
      '{ "version"',
    )
    await rm(join(project.directory, 'amplify_outputs.json'))
  })

  test('can be asked to put the outputs of AWS back after it was killed', async () => {
    await project.write('amplify_outputs.aws.json', fromAws)
    await project.write('amplify_outputs.json', '{ "version": "1.5", "custom": { "local": {} } }')
    const restoring = start('--restore')
    assert.equal(await restoring.ended, 0)
    assert.match(restoring.printed(), /that of AWS again/)
    assert.equal(await readFile(join(project.directory, 'amplify_outputs.json'), 'utf8'), fromAws)
  })

  test('runs a script once it is ready, and ends with it', async () => {
    const script = `const { custom } = JSON.parse(require('fs').readFileSync('amplify_outputs.json'))
      fetch(custom.local.url + '/mailbox').then(({ status }) => process.exit(status === 200 ? 7 : 1))`
    await project.write('wait.cjs', script)
    await project.write('package.json', '{ "scripts": { "wait": "node wait.cjs" } }')
    const running = start('--no-watch', '--run', 'wait')
    assert.equal(await running.ended, 7)
    assert.match(running.printed(), /ready at/)
  })
})
