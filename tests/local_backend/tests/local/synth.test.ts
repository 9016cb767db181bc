// Synthesis: what it refuses, and how it says so.
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { findCycle, synthesize, SynthError } from '../../scripts/synth.ts'
import { backendWithNotes, temporaryProject } from './temporary-project.ts'

const project = await temporaryProject(backendWithNotes)
after(project.remove)
const resource = 'amplify/data/resource.ts'
const original = backendWithNotes[resource]

/** The message of a synthesis with a changed file, which is put back afterwards. */
async function failure(
  change: (text: string) => string,
  file: keyof typeof backendWithNotes = resource,
) {
  await project.write(file, change(backendWithNotes[file]))
  const error = await synthesize('sandbox', project.directory).then(
    () => assert.fail('It was synthesized'),
    (thrown: unknown) => thrown,
  )
  await project.write(file, backendWithNotes[file])
  assert.ok(error instanceof SynthError, String(error))
  return error.message
}

describe('an error names its place', () => {
  test('a wrong call, by file and line', async () => {
    const message = await failure((text) => text.replace('a.string()', 'a.text()'))
    assert.match(
      message,
      /^amplify\/data\/resource\.ts:5 is not valid:\n {2}a\.text is not a function$/,
    )
  })

  test('a syntax error, by file and line', async () => {
    const message = await failure((text) => text.replace('.model({', '.model(({'))
    assert.match(message, /^amplify\/data\/resource\.ts:\d+ is not valid:/)
    assert.match(message, /ERROR: Unexpected/)
  })

  test('an import of nothing, by file', async () => {
    const message = await failure((text) => `import './nothing'\n${text}`)
    assert.match(message, /^amplify\/data\/resource\.ts imports what does not exist:/)
  })

  test('a function that cannot be bundled, by file and line, as esbuild says it', async () => {
    await project.write('amplify/hello/handler.ts', 'export const handler = () => {')
    const message = await failure(
      () => `import { defineBackend, defineFunction } from '@aws-amplify/backend'

export const backend = defineBackend({
  hello: defineFunction({ name: 'hello', entry: './hello/handler.ts' }),
})
`,
      'amplify/backend.ts',
    )
    assert.match(message, /^amplify\/hello\/handler\.ts:1 could not be bundled:/)
    assert.match(message, /Unexpected end of file/)
    assert.ok(message.length < 1000, message)
  })

  test('what Amplify refuses, by resource, with its advice', async () => {
    const orphan = "Note: a\n    .model({ owner: a.belongsTo('Person', 'ownerId'), "
    const message = await failure((text) => text.replace('Note: a\n    .model({ ', orphan))
    assert.match(message, /^amplify\/data\/resource\.ts is not valid:/)
    assert.match(message, /Check your data schema definition/)
  })
})

test('a failed synthesis leaves the former assembly as it was', async () => {
  const directory = join(project.directory, 'assembly')
  assert.equal(await synthesize('sandbox', project.directory, directory), '')
  const { loadAssembly } = await import('../../scripts/cloud-assembly.ts')
  const tables = () => loadAssembly(directory).of('Custom::AmplifyDynamoDBTable').length
  assert.equal(tables(), 1)
  await project.write(resource, original.replace('a.string()', 'a.text()'))
  await assert.rejects(synthesize('sandbox', project.directory, directory), SynthError)
  await project.write(resource, original)
  assert.equal(tables(), 1)
})

describe('circular dependencies', () => {
  const stack = (parameter?: string) => ({
    Type: 'AWS::CloudFormation::Stack',
    Properties: parameter ? { Parameters: { p: { 'Fn::GetAtt': [parameter, 'Outputs.x'] } } } : {},
  })

  test('are found through references of any kind', () => {
    assert.equal(findCycle({ Resources: { a: stack('b'), b: stack('c'), c: stack() } }), undefined)
    const circle = findCycle({ Resources: { a: stack('b'), b: stack('c'), c: stack('a') } })
    assert.deepEqual(circle, ['a', 'b', 'c', 'a'])
    const sub = { Type: 'X', Properties: { text: { 'Fn::Sub': 'x${a.Arn}' } } }
    const ref = { Type: 'X', Properties: { list: [{ Ref: 'b' }] } }
    assert.deepEqual(findCycle({ Resources: { a: ref, b: sub } }), ['a', 'b', 'a'])
    const after = { Type: 'X', DependsOn: ['b'] }
    assert.deepEqual(findCycle({ Resources: { a: after, b: sub } }), ['a', 'b', 'a'])
  })

  test('fail the synthesis, which names the stacks', async () => {
    const message = await failure(
      () => `import { defineBackend } from '@aws-amplify/backend'
import { CfnOutput, NestedStack } from 'aws-cdk-lib'
import { Topic } from 'aws-cdk-lib/aws-sns'

const backend = defineBackend({})
const [one, two] = [backend.createStack('one'), backend.createStack('two')]
const [first, second] = [new Topic(one, 'first'), new Topic(two, 'second')]
new CfnOutput(one, 'out', { value: second.topicArn })
new CfnOutput(two, 'out', { value: first.topicArn })
`,
      'amplify/backend.ts',
    )
    assert.match(message, /cyclic|depend on each other/i)
    assert.match(message, /one/)
    assert.match(message, /two/)
  })
})

test('missing packages and a missing lock file are told apart', async () => {
  await rm(join(project.directory, 'package-lock.json'))
  const synthesis = () => synthesize('sandbox', project.directory)
  await assert.rejects(
    synthesis,
    /without the lock file of a package manager\. Run: npm install/,
  )
  await rm(join(project.directory, 'node_modules'))
  await assert.rejects(synthesis, /packages are not installed\. Run: npm install/)
})
