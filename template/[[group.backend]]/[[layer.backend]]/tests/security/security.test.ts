import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { suite, test } from 'node:test'
import { assemblyDirectory, isStale, synthesize } from '../../scripts/synth.ts'
import { review } from './findings.ts'

const project = resolve(import.meta.dirname, '../..')
const directory = assemblyDirectory(project, 'branch')
if (await isStale(project, directory)) await synthesize('branch', project)
const { open, unused } = await review(directory)

suite('security', () => {
  test('the AWS Solutions rules find nothing that nobody has given a reason for', () => {
    const lines = open.map(
      ({ id, construct, description }) => `${id} at ${construct}\n  ${description}`,
    )
    assert(
      !open.length,
      `Fix these, or say in tests/security/acknowledged/ why they are right:\n${lines.join('\n')}`,
    )
  })

  test('no acknowledgement is left over', () => {
    const lines = unused.map(({ id, construct }) => `${id} at ${construct || 'any construct'}`)
    assert(
      !unused.length,
      `Delete these, nothing of the kind is found any more:\n${lines.join('\n')}`,
    )
  })
})
