// The local page: what its endpoints tell and do, and who may call them.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { generateClient } from 'aws-amplify/data'
import { uploadData } from 'aws-amplify/storage'
import type { Schema } from '../../amplify/data/resource.ts'
import { becomeGuest, joined, password, startSample, type Person } from './support.ts'
import { signUp } from 'aws-amplify/auth'

const sample = await startSample()
const { auth, functions } = sample.backend.services
const client = generateClient<Schema>()
let ada: Person
before(async () => {
  ada = await joined(sample, 'ada')
  await joined(sample, 'ben')
  await ada.signIn()
  await client.models.Project.create({ name: 'Ark' })
  await uploadData({ path: 'shared/a note.txt', data: '<b>hello</b>' }).result
})

const own = { origin: sample.url }
const read = async (name: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${sample.url}/page/api/${name}`, { headers })
  return { status: response.status, body: (await response.json()) as any }
}
