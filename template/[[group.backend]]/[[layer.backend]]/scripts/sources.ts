// What a synthesized backend was made of, to know when it is to be synthesized again.
import { hash } from 'node:crypto'
import { existsSync, readdirSync, type Dirent } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { BuildFailure, PluginBuild } from 'esbuild'

/** The hash of each file by its path from the project; empty for a file that is missing. */
export type Sources = Record<string, string>

const lockFiles = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb']
/** No part of the backend: tests, and what editors write beside the file that they save. */
const passing = /\.test\.ts$|^\.#|\.sw[a-z]$|~$|\.tmp$|^\.DS_Store$/
const generated = ['node_modules', '.amplify']
const endings = ['', '.ts', '.tsx', '.js', '.mjs', '.json']
const program = /(?<!\.d)\.[cm]?[jt]sx?$/

/** Hashes the files of `amplify/`, what they import from elsewhere, and what says how to build them. */
export async function readSources(project: string): Promise<Sources> {
  const own = filesOf(project)
  return hashes(project, [...own, ...(await importedBy(project, own))])
}

/** True when a file was changed, removed or added since; what is the same again counts as unchanged. */
export async function haveChanged(project: string, known: Sources): Promise<boolean> {
  const present = await hashes(project, [...filesOf(project), ...Object.keys(known)])
  const files = Object.keys(present)
  return files.length !== Object.keys(known).length || files.some((f) => present[f] !== known[f])
}

/** A folder and those in it, without packages. */
export function foldersOf(folder: string): string[] {
  const inner = entriesOf(folder).filter(
    (entry) => entry.isDirectory() && entry.name !== 'node_modules',
  )
  return [folder, ...inner.flatMap(({ name }) => foldersOf(join(folder, name)))]
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return [] // removed meanwhile
  }
}

function filesOf(project: string): string[] {
  const inAmplify = foldersOf(join(project, 'amplify')).flatMap((folder) =>
    entriesOf(folder)
      .filter((entry) => !entry.isDirectory() && !passing.test(entry.name))
      .map(({ name }) => join(folder, name)),
  )
  const settings = ['package.json', 'tsconfig.json'].map((name) => join(project, name))
  return [...inAmplify, ...settings, findLockFile(project) ?? []]
    .flat()
    .map((file) => relative(project, file))
}

/** The lock file of the project's packages, its own or that of a workspace around it. */
export function findLockFile(folder: string): string | undefined {
  const found = lockFiles.map((name) => join(folder, name)).find((file) => existsSync(file))
  return found ?? (folder === dirname(folder) ? undefined : findLockFile(dirname(folder)))
}

/** The files elsewhere that these import, in turn too, as the bundler of functions finds them. */
async function importedBy(project: string, files: string[]): Promise<string[]> {
  const esbuild = await import('esbuild').catch(() => undefined)
  const seen = new Set<string>()
  const collect = {
    name: 'collect',
    setup: ({ onLoad }: PluginBuild) =>
      onLoad({ filter: /./ }, ({ path }) => {
        seen.add(path)
        return /\.([cm]?[jt]sx?|json)$/.test(path) ? undefined : { contents: '' }
      }),
  }
  await esbuild
    ?.build({
      absWorkingDir: project,
      entryPoints: files.filter((file) => program.test(file)),
      plugins: [collect],
      bundle: true,
      packages: 'external',
      external: ['$amplify/*'], // written by the synthesis
      format: 'esm',
      outdir: '.',
      write: false,
      logLevel: 'silent',
    })
    .catch(({ errors = [] }: Partial<BuildFailure>) => {
      // What is wrong in them, the synthesis says; a file that is missing may come.
      for (const { text, location } of errors) {
        const [, wanted] = /^Could not resolve "(\.[^"]+)"/.exec(text) ?? []
        if (!wanted || !location) continue
        const file = join(project, dirname(location.file), wanted)
        for (const ending of endings) seen.add(file + ending)
      }
    })
  const inProject = [...seen].map((path) => relative(project, path))
  return inProject.filter((path) => !path.split(sep).some((name) => generated.includes(name)))
}

async function hashes(project: string, files: string[]): Promise<Sources> {
  const one = async (file: string) => {
    const content = await readFile(join(project, file)).catch(() => undefined)
    return [file, content ? hash('sha256', content) : '']
  }
  return Object.fromEntries(await Promise.all(files.map(one))) as Sources
}
