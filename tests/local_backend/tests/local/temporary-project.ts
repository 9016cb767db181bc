// A small project in a directory of its own, whose files a test may change.
import { cp, mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const sample = resolve(import.meta.dirname, '../..')

export type Project = {
  directory: string
  write(file: string, text: string): Promise<void>
  remove(): Promise<void>
}

export const backendWithNotes = {
  'amplify/backend.ts': `import { defineBackend } from '@aws-amplify/backend'
import { data } from './data/resource'

export const backend = defineBackend({ data })
`,
  'amplify/data/resource.ts': `import { a, defineData, type ClientSchema } from '@aws-amplify/backend'

const schema = a.schema({
  Note: a
    .model({ text: a.string().required() })
    .authorization((allow) => [allow.publicApiKey()]),
})

export type Schema = ClientSchema<typeof schema>
export const data = defineData({
  schema,
  authorizationModes: { defaultAuthorizationMode: 'apiKey' },
})
`,
}

/** With the sample's packages and lock file, and the given files. */
export async function temporaryProject(files: Record<string, string>): Promise<Project> {
  const directory = await mkdtemp(join(tmpdir(), 'project-'))
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(directory, file)), { recursive: true })
    await writeFile(join(directory, file), text)
  }
  await symlink(join(sample, 'node_modules'), join(directory, 'node_modules'))
  for (const file of ['package-lock.json', 'amplify/package.json', 'amplify/tsconfig.json']) {
    await cp(join(sample, file), join(directory, file))
  }
  await write('package.json', '{ "name": "temporary", "type": "module" }')
  for (const [file, text] of Object.entries(files)) await write(file, text)
  return { directory, write, remove: () => rm(directory, { recursive: true, force: true }) }
}
