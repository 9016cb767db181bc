// What is not emulated is said by name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Assembly } from '../../local/services/types.ts'
import { unavailableFeatures } from '../../local/unavailable.ts'
import { loadAssembly } from '../../scripts/cloud-assembly.ts'
import { assemblyDirectory, isStale, synthesize } from '../../scripts/synth.ts'
import { project } from './support.ts'

type Part = { type: string; id?: string; properties?: object }

/** What is missing of a backend with these resources. */
function missing(...parts: Part[]): string[] {
  const resources = parts.map((part) => ({ id: 'some', properties: {}, ...part }))
  const of = (type: string) => resources.filter((resource) => resource.type === type)
  return unavailableFeatures({ resources, of } as unknown as Assembly)
}
const policy = (...Action: string[]) => ({
  type: 'AWS::IAM::Policy',
  properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } },
})

test('nothing is missing for auth, data, storage, functions and APIs', async () => {
  const directory = assemblyDirectory(project, 'sandbox')
  if (await isStale(project, directory)) await synthesize('sandbox', project)
  assert.deepEqual(unavailableFeatures(loadAssembly(directory)), [])
})

test('services that a policy names are listed once, by what people call them', () => {
  const found = missing(policy('bedrock:Retrieve', 's3:GetObject'), policy('bedrock:InvokeAgent'))
  assert.deepEqual(found, ['knowledge bases and agents (Amazon Bedrock)'])
  assert.deepEqual(
    missing(policy('bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream')),
    ['models (Amazon Bedrock); a stand-in answers, and says so'],
  )
  assert.deepEqual(missing(policy('geo:GetMapTile')), ['geo (Amazon Location Service)'])
  assert.deepEqual(missing(policy('quantum:Compute')), ['the AWS service "quantum"'])
})

test('resources without a policy are listed, too', () => {
  assert.deepEqual(missing({ type: 'AWS::Kinesis::Stream' }), ['analytics (Amazon Kinesis)'])
  const namespace = { type: 'AWS::AppSync::ChannelNamespace', properties: { CodeHandlers: '…' } }
  assert.deepEqual(missing(namespace), ['handlers of AppSync Events'])
  const queue = [{ type: 'AWS::Lambda::EventSourceMapping' }, policy('lambda:InvokeFunction')]
  assert.deepEqual(missing(...queue), ['streams and queues that invoke functions'])
})

test('data sources of other kinds are listed', () => {
  const source = (Name: string, Type: string) => ({
    type: 'AWS::AppSync::DataSource',
    properties: { Name, Type },
  })
  assert.deepEqual(missing(source('Search', 'AMAZON_OPENSEARCH_SERVICE'), source('T', 'NONE')), [
    'the data source Search (AMAZON_OPENSEARCH_SERVICE)',
  ])
})
