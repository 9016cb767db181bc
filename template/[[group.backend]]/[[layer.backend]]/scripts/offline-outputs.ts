// Writes amplify_outputs.json from the synthesized backend, so that the frontend can be checked,
// tested and built before the first deployment: node scripts/offline-outputs.ts [--force]
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { generateClientConfig } from '@aws-amplify/client-config'
import { deployedFile, loadAssembly, type Assembly, type Placeholders } from './cloud-assembly.ts'
import { assemblyDirectory, isStale, synthesize, SynthError } from './synth.ts'

export type Outputs = { version: string; custom?: Record<string, unknown>; [key: string]: unknown }
type Clients = NonNullable<Parameters<typeof generateClientConfig>[2]>
type Command = { constructor: { name: string }; input: { Bucket: string; Key: string } }

/**
 * The outputs of an assembly, made by Amplify's own generator. It asks AWS for the stack's metadata
 * and outputs and for the data model; these answers come from the assembly instead.
 */
export async function createOutputs(assembly: Assembly): Promise<Outputs> {
  const { root, placeholders } = assembly
  const outputs = Object.keys(root.template.Outputs ?? {}).map((name) => ({
    OutputKey: name,
    OutputValue: String(root.output(name)),
  }))
  const cloudFormation = {
    config: { region: async () => placeholders.region },
    send: async ({ constructor: { name } }: Command) =>
      name === 'GetTemplateSummaryCommand'
        ? { Metadata: JSON.stringify(root.template.Metadata) }
        : { Stacks: [{ StackStatus: 'CREATE_COMPLETE', Outputs: outputs }] },
  }
  const s3 = {
    send: async ({ input: { Bucket, Key } }: Command) => {
      const file = deployedFile(assembly, Bucket, Key)
      if (!file) throw new Error(`The backend deploys no ${Key}`)
      return { Body: { transformToString: () => readFile(file, 'utf8') } }
    },
  }
  const clients = {
    getCloudFormationClient: () => cloudFormation,
    getS3Client: () => s3,
    getAmplifyClient: () => ({}),
  } as unknown as Clients
  // Loaded here, because it needs 100 MB of memory.
  const client = await import('@aws-amplify/client-config')
  return (await client.generateClientConfig({ stackName: 'offline' }, '1.5', clients)) as Outputs
}

/** `amplify_outputs.json` of a project, undefined when it is missing or not JSON. */
export async function readOutputs(file: string): Promise<Outputs | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Outputs
  } catch {
    return undefined
  }
}

/**
 * True for outputs that describe a deployed backend: neither the stub, which holds only a version,
 * nor written by this script (`custom.offline`) or by the local backend (`custom.local`).
 */
export function cameFromAws(outputs: Outputs): boolean {
  if (outputs.custom?.offline || outputs.custom?.local) return false
  return Object.keys(outputs).some((section) => section !== 'version' && section !== '$schema')
}

/** Writes outputs in one step, so that a dev server never reads half a file. */
export async function writeOutputs(file: string, outputs: Outputs): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(outputs, null, 2)}\n`)
  await rename(`${file}.new`, file)
}

/** The same in a process of its own, whose memory is free again afterwards. */
export async function createOutputsApart({ directory, placeholders }: Assembly): Promise<Outputs> {
  const given = [import.meta.filename, '--print', directory]
  // Everybody on the machine sees the arguments of a process, and the seed makes every key.
  const env = { ...process.env, PLACEHOLDERS: JSON.stringify(placeholders) }
  const options = { maxBuffer: 64 << 20, env }
  const { stdout } = await promisify(execFile)(process.execPath, given, options)
  return JSON.parse(stdout) as Outputs
}

async function print(directory: string, placeholders: Placeholders): Promise<void> {
  const outputs = await createOutputs(loadAssembly(directory, placeholders))
  process.stdout.write(JSON.stringify(outputs))
}

async function write(force: boolean): Promise<void> {
  const project = resolve(import.meta.dirname, '..')
  const file = join(project, 'amplify_outputs.json')
  const directory = assemblyDirectory(project, 'sandbox')
  const present = await readOutputs(file)
  const unreadable = existsSync(file) && !present
  if ((unreadable || (present && cameFromAws(present))) && !force) {
    const reason = unreadable ? 'is not JSON' : 'describes a backend on AWS'
    console.error(`amplify_outputs.json ${reason} and was kept. To replace it, add --force.`)
    process.exit(1)
  }
  try {
    if (await isStale(project, directory)) await synthesize('sandbox', project)
  } catch (error) {
    if (!(error instanceof SynthError)) throw error
    console.error(error.message)
    process.exit(1)
  }
  const outputs = await createOutputs(loadAssembly(directory))
  await writeOutputs(file, { ...outputs, custom: { ...outputs.custom, offline: true } })
  console.log('amplify_outputs.json written from the synthesized backend; it points to no server.')
}

if (import.meta.main) {
  const [flag, directory = ''] = process.argv.slice(2)
  const { PLACEHOLDERS: placeholders = '{}' } = process.env
  if (flag === '--print') await print(directory, JSON.parse(placeholders) as Placeholders)
  else await write(flag === '--force')
}
