import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { suite, test } from 'node:test'
import { backend } from './synthesized.ts'

interface Lambda {
  LoggingConfig?: { LogGroup?: string }
}

interface LogGroup {
  RetentionInDays?: number
}

/** Amplify and the CDK make these for deployments, with no option for their logs. */
const internal = [
  /^AmplifyBranchLinker/,
  /^AmplifyRefAuth/,
  /^AmplifySecretFetcher/,
  /^BucketNotificationsHandler/,
  /^CustomCDKBucketDeployment/,
  /^CustomS3AutoDeleteObjects/,
  /^LogRetention/,
  /^TableManagerCustomProvider/,
  /^notifications(CampaignAssociation|IdentityResolutionGuard)Provider/,
]

suite('logs', () => {
  const groups = backend.of<LogGroup>('AWS::Logs::LogGroup')

  test('every function keeps its logs for a while, and not for ever', () => {
    for (const { id, properties } of backend.of<Lambda>('AWS::Lambda::Function')) {
      if (internal.some((name) => name.test(id))) continue
      const group = groups.find(({ name }) => name === properties.LoggingConfig?.LogGroup)
      assert(group, `${id} keeps its logs for ever: set logging.retention`)
    }
    for (const { id, properties } of groups) assert(properties.RetentionInDays, id)
  })
})

suite('handlers', () => {
  test('they read their environment from $amplify/env/, where it has types', () => {
    const amplify = resolve(import.meta.dirname, '../../amplify')
    for (const file of globSync('**/handler.ts', { cwd: amplify })) {
      assert.doesNotMatch(readFileSync(resolve(amplify, file), 'utf8'), /process\.env/, file)
    }
  })
})
