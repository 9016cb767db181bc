// Synthesizes the backend without an AWS account: node scripts/synth.ts [sandbox] [branch]
import { spawn } from 'node:child_process'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { readTemplates, type Template } from './cloud-assembly.ts'
import { findLockFile, haveChanged, readSources, type Sources } from './sources.ts'

/** What `ampx sandbox` and `ampx pipeline-deploy` deploy; they differ, so check both. */
export type Deployment = 'sandbox' | 'branch'

/** One sentence for the person who edits `amplify/`, then the original message. */
export class SynthError extends Error {}

type Crash = { message: string; stack: string; resolution?: string; code?: string }

const circular =
  'https://docs.amplify.aws/react/build-a-backend/troubleshooting/circular-dependency'

/** Written by Amplify and the CDK for every project; nothing that its author can act on. */
const noise = [
  /^Bundling asset /,
  /^npm (warn|notice) /,
  /-building[\\/]index\.m?js /,
  /^⚡ Done in /,
  /^Be careful when using @auth directives/,
  /addDependency is deprecated/,
  /^ +Use `addResourceDependency` instead/,
  /keepOnDelete is ignored in sandbox/,
  /^WARNING: owners may reassign .* role\(s\): (Conversation\w+: \[owner\](, |\. ))+If/,
]

/** Reports an uncaught error as JSON on file descriptor 3. */
const monitor = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  process.on('uncaughtExceptionMonitor', ({ message, stack, resolution, code }) =>
    writeSync(3, JSON.stringify({ message, stack, resolution, code })))
`)}`

/** In the directory of an assembly. */
const sourcesFile = 'sources.json'

/** Where `node scripts/synth.ts` puts a deployment's assembly. */
export const assemblyDirectory = (project: string, deployment: Deployment) =>
  join(project, '.amplify', 'artifacts', `cdk.out.${deployment}`)

/**
 * Synthesizes `amplify/backend.ts` of a project into a directory, which is replaced only when that
 * succeeds. Gives the warnings that are worth reading. Throws `SynthError`.
 */
export async function synthesize(
  deployment: Deployment,
  project: string,
  directory = assemblyDirectory(project, deployment),
  signal?: AbortSignal,
): Promise<string> {
  assertInstalled(project)
  // Of this process alone: two may synthesize at once, as test runners do.
  const fresh = `${directory}.${process.pid}`
  await mkdir(dirname(directory), { recursive: true })
  try {
    // What changes from here on makes the assembly stale.
    const sources = await readSources(project)
    const warnings = await runBackend(deployment, project, fresh, signal)
    assertDeployable(fresh)
    await writeFile(join(fresh, sourcesFile), JSON.stringify(sources))
    await rm(directory, { recursive: true, force: true })
    await rename(fresh, directory)
    return warnings
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function runBackend(
  deployment: Deployment,
  project: string,
  outdir: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { name = 'app' } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
  const context = {
    'amplify-backend-namespace': name,
    'amplify-backend-name': deployment === 'branch' ? 'main' : 'local',
    'amplify-backend-type': deployment,
  }
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--import', monitor, 'amplify/backend.ts'],
    {
      cwd: project,
      signal,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context) },
    },
  )
  const exit = new Promise<number | null>((done, fail) => child.on('close', done).on('error', fail))
  const [status, printed, errors, report] = await Promise.all([
    exit,
    ...[1, 2, 3].map((descriptor) => text(child.stdio[descriptor] as Readable)),
  ])
  if (status === 0) return withoutNoise(`${printed}${errors}`)
  if (!report) throw new SynthError(`The synthesis ended with status ${status}.\n${errors}`)
  throw new SynthError(explain(JSON.parse(report) as Crash, errors ?? '', project))
}

/** What CloudFormation would find at the deployment only, minutes later. */
function assertDeployable(directory: string): void {
  for (const [file, template] of readTemplates(directory)) {
    // The root may be empty: an app starts with nothing.
    if (file.includes('.nested.') && !Object.keys(template.Resources).length) {
      throw new SynthError(
        `amplify/ cannot be deployed: a stack holds no resource (${file}). Add one, or use another stack.`,
      )
    }
    const cycle = findCycle(template)
    if (!cycle) continue
    const path = cycle.map((id) => id.replace(/[0-9A-F]{8}$/, '')).join(' → ')
    throw new SynthError(
      `amplify/ cannot be deployed: ${path} depend on each other. See ${circular}`,
    )
  }
}

/** What the assembly in a directory was made of; undefined when there is none. */
export async function sourcesOf(directory: string): Promise<Sources | undefined> {
  try {
    return JSON.parse(await readFile(join(directory, sourcesFile), 'utf8')) as Sources
  } catch {
    return undefined
  }
}

/** True when a directory holds no assembly or what it was made of changed since. */
export async function isStale(project: string, directory: string): Promise<boolean> {
  const sources = await sourcesOf(directory)
  return !sources || haveChanged(project, sources)
}

/** Throws when packages or the lock file are missing, without which functions cannot be bundled. */
function assertInstalled(project: string) {
  const install = `${process.env.npm_config_user_agent?.split('/')[0] ?? 'npm'} install`
  try {
    createRequire(join(project, 'package.json')).resolve('@aws-amplify/backend')
  } catch {
    throw new SynthError(`The project's packages are not installed. Run: ${install}`)
  }
  if (findLockFile(project)) return
  throw new SynthError(
    `Functions cannot be bundled without the lock file of a package manager. Run: ${install}`,
  )
}

/** Says which file or resource failed, and what Amplify or the CDK said about it. */
function explain({ message, stack, resolution, code }: Crash, errors: string, project: string) {
  const bundled = /^.*Failed to bundle asset \S+?\/([\w-]+)-lambda\//.exec(message)?.[1]
  // The error of a function's bundling only holds its command line; esbuild printed what is wrong.
  const [printed = ''] = errors.split(/^(?=node:internal|.*FailedToBundleAsset)/m)
  const unsaid = 'esbuild could not be run. Is it among the devDependencies?'
  const original = bundled ? withoutNoise(printed) || unsaid : message
  const described = [...original.split('\n'), resolution ?? ''].filter((line) => line.trim())
  const withoutEntry = stack.replaceAll(/.*amplify[\\/]backend\.ts.*/g, '')
  // The package that refused comes first; those below it only asked for the resource.
  const part = /@aws-amplify[\\/]backend-(auth|data|storage|function)[\\/]/.exec(stack)?.[1]
  const resource = part === 'function' ? 'A function in amplify/' : `amplify/${part}/resource.ts`
  const place =
    locate(original, project) ??
    (bundled && `The function ${bundled}`) ??
    locate(withoutEntry, project) ??
    (part && resource) ??
    locate(stack, project) ??
    'amplify/backend.ts'
  const missing = code === 'ERR_MODULE_NOT_FOUND' ? 'imports what does not exist' : 'is not valid'
  const verb = bundled ? 'could not be bundled' : missing
  return `${place} ${verb}:\n${described.map((line) => `  ${line}`).join('\n')}`
}

const withoutNoise = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim() && !noise.some((known) => known.test(line)))
    .join('\n')

/** The first file below `amplify/` that a text names, with its line where it gives one. */
function locate(message: string, project: string): string | undefined {
  const imported = /imported from (\S+)/.exec(message)?.[1]
  if (imported) return relative(project, imported).replaceAll('\\', '/')
  const own = message.replaceAll(/file:\/\/(?=\/)/g, '').replaceAll(project + sep, '')
  // Not that of a package such as @aws-amplify/backend.
  const place = /(?<![\w@\\/-])amplify[\\/][\w./\\-]+\.[cm]?[jt]sx?:\d+/.exec(own)?.[0]
  return place?.replaceAll('\\', '/')
}

/** The logical ids along a circular dependency, the first one repeated at the end. */
export function findCycle({ Resources }: Template): string[] | undefined {
  const done = new Set<string>()
  const visit = (id: string, path: string[]): string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id]
    if (done.has(id)) return undefined
    for (const next of references(Resources[id])) {
      const cycle = next in Resources ? visit(next, [...path, id]) : undefined
      if (cycle) return cycle
    }
    done.add(id)
    return undefined
  }
  for (const id of Object.keys(Resources)) {
    const cycle = visit(id, [])
    if (cycle) return cycle
  }
  return undefined
}

/** Logical ids that a value needs: Ref, Fn::GetAtt, Fn::Sub and DependsOn. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    if (key === 'Ref') return [String(item)]
    if (key === 'DependsOn') return [item].flat().map(String)
    if (key === 'Fn::GetAtt')
      return [String(Array.isArray(item) ? item[0] : item).split('.')[0] ?? '']
    if (key !== 'Fn::Sub') return references(item)
    const [pattern, variables] = [item].flat()
    const names = String(pattern).matchAll(/\$\{([^!}.]+)/g)
    return [...names].map(([, name = '']) => name).concat(references(variables))
  })
}

async function run(deployment: Deployment, project: string) {
  const started = performance.now()
  const warnings = await synthesize(deployment, project)
  const directory = assemblyDirectory(project, deployment)
  const templates = [...readTemplates(directory).values()]
  const resources = templates.reduce((sum, { Resources }) => sum + Object.keys(Resources).length, 0)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const place = relative(project, directory)
  console.log(`${deployment}: ${resources} resources in ${place} (${seconds} s)`)
  return warnings
}

if (import.meta.main) {
  const project = resolve(import.meta.dirname, '..')
  const chosen = process.argv.slice(2)
  const deployments = (chosen.length ? chosen : ['sandbox', 'branch']) as Deployment[]
  try {
    const wrong = chosen.find((type) => type !== 'sandbox' && type !== 'branch')
    if (wrong) throw new SynthError(`"${wrong}" is neither sandbox nor branch`)
    const warnings = await Promise.all(deployments.map((deployment) => run(deployment, project)))
    for (const warning of new Set(warnings.filter(Boolean))) console.warn(warning)
  } catch (error) {
    if (!(error instanceof SynthError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
